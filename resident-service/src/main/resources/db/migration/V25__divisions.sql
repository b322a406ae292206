-- The official divisions. Filled at the first start with those of the build, and changed by imports. An abolished one
-- stays: what happened there happened there.
create table division (
  code      bigint primary key,
  parent    bigint not null,
  level     smallint not null,
  name      text not null,
  abolished boolean not null default false
);
create index division_by_parent on division (parent, code) where not abolished;
create index division_abolished on division (code) where abolished;

-- Divisions that are not among those of the build; every instance keeps them in memory.
create table imported_division (code bigint primary key);

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
  unchanged   int not null,
  told        int not null default 0
);
create index division_import_untold on division_import (id) where told < added + renamed + abolished;
create index division_import_by_time on division_import (imported, id);

create table division_change (
  import uuid not null,
  number int not null,
  code   bigint not null,
  kind   text not null,
  name   text not null,
  was    text,
  primary key (import, number)
);
create unique index division_change_by_code on division_change (import, code);
