-- Compounds, village groups and buildings, with how much is in each: counted up and down with every household that comes
-- and goes, so that nobody closes a place while somebody moves in.
create table place (
  id         uuid primary key,
  community  text collate "C" not null,
  kind       text not null,
  within     uuid references place,
  name       text not null,
  households int not null default 0 check (households >= 0),
  buildings  int not null default 0 check (buildings >= 0),
  closed     boolean not null default false,
  registered timestamptz not null,
  version    bigint not null
);
create index place_by_place on place (community, registered, id);
create index place_by_time on place (registered, id);
create unique index place_by_name on place (community, within, name) nulls not distinct where not closed;

-- Where a household lies: in a place, and in what that stands in.
create table household_place (
  id        uuid primary key references household,
  community text collate "C" not null,
  place     uuid not null references place,
  around    uuid references place,
  placed    timestamptz not null,
  version   bigint not null
);
create index household_place_by_place on household_place (community, placed, id);
create index household_place_by_time on household_place (placed, id);
create index household_place_of on household_place (place);
create index household_place_around on household_place (around) where around is not null;
