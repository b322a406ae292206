-- What the resident service imports later: new ones come, others change their names, and those abolished are kept, because
-- what happened there happened there.
alter table division add column abolished boolean not null default false;
