-- The official divisions. Filled at the first start with those of the build, and changed by imports. An abolished one
-- stays: what happened there happened there.
create table division (
  code      bigint primary key,
  parent    bigint not null,
  level     smallint not null,
  name      text not null,
  imported  boolean not null default false,
  abolished boolean not null default false
);
create index division_by_parent on division (parent, code) where not abolished;
-- By how much all imports together differ from the build; every instance keeps it in memory.
create index division_differing on division (code) where imported or abolished;

-- That the divisions of the build are complete in the table above.
create table division_start (loaded timestamptz not null);

-- A file while it is examined. It needs no log: after a crash it is sent again.
create unlogged table division_line (
  line   int not null,
  code   bigint not null,
  parent bigint not null,
  level  smallint not null,
  name   text not null
);

create table division_import (
  id          uuid primary key,
  of_division bigint not null,
  imported    timestamptz not null,
  actor       text not null,
  divisions   int not null,
  added       int not null,
  renamed     int not null,
  abolished   int not null,
  unchanged   int not null
);
create index division_import_by_time on division_import (imported, id);

create table division_change (
  import uuid not null,
  code   bigint not null,
  kind   text not null,
  name   text not null,
  was    text,
  primary key (import, code)
);
