-- A household that was closed stays listed, and nothing happens to it any more.
alter table household add column closed boolean not null default false;
-- Whoever registers somebody there at the moment in which it is closed finds it closed, and nobody lives behind it.
alter table household add constraint household_closed_is_empty check (people = 0 or not closed);

-- The plates on the doors, by household, without what stands on them. Each category of a community is numbered for itself.
create table door_plate (
  id        uuid primary key references household,
  community text collate "C" not null,
  category  text not null,
  number    int not null,
  assigned  timestamptz not null,
  version   bigint not null,
  unique (community, category, number)
);
create index door_plate_by_place on door_plate (community, assigned, id);
create index door_plate_by_time on door_plate (assigned, id);

-- The last number given out: whoever gives out the next one changes this row, so no two do.
create table door_plate_series (
  community   text collate "C" not null,
  category    text not null,
  last_number int not null,
  primary key (community, category)
) with (fillfactor = 50);

-- What stands on a plate, sealed like a door, and the keyed hash of it that the household is found by.
create table household_plate (
  household uuid primary key references household,
  lookup    uuid not null unique,
  key       bytea not null,
  content   bytea not null
);
