create table watch_group (
  id                uuid primary key,
  community         text collate "C" not null,
  leading_household uuid references household,
  leader            uuid references resident,
  households        int not null check (households >= 0),
  dissolved         boolean not null default false,
  formed            timestamptz not null,
  version           bigint not null
);
create index watch_group_by_place on watch_group (community, formed, id);
create index watch_group_by_time on watch_group (formed, id);
create index watch_group_by_leader on watch_group (leader) where leader is not null;
create index watch_group_open on watch_group (community, formed, id) where leading_household is null and not dissolved;

-- A household is in one group or in none.
create table watch_group_household (
  household   uuid primary key references household,
  watch_group uuid not null references watch_group
);
create index watch_group_household_by_group on watch_group_household (watch_group);

create table occupant_change (
  id          uuid primary key,
  community   text collate "C" not null,
  watch_group uuid not null references watch_group,
  household   uuid not null references household,
  change      text not null,
  people      int not null,
  open        boolean not null,
  settlement  text,
  reported    timestamptz not null,
  settled     timestamptz,
  version     bigint not null
);
create index occupant_change_by_place on occupant_change (community, reported, id);
create index occupant_change_by_time on occupant_change (reported, id);
create index occupant_change_open on occupant_change (community, reported, id) where open;
