-- A read model that commands change together.
create table shelf (
  name  text primary key,
  taken int not null
);

-- What a reaction did, as often as it did it.
create table noted (
  id       bigserial primary key,
  need     uuid not null,
  category text not null check (category <> 'PARCEL')
);

-- What group commits store.
create table kept (
  n int primary key check (n >= 0)
);

-- How long a migration's statement may take.
create table migrated_within as select current_setting('statement_timeout') as statement_timeout;
