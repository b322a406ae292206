-- By which account a worker logs in: the subject of their tokens. Of those on duty no two use one.
alter table worker add account uuid;
create unique index worker_by_account_on_duty on worker (account) where on_duty and account is not null;
create index worker_by_account on worker (account, community, enlisted, id) where account is not null;
