-- The register of urgent needs, as people read it. Codes sort by their digits, so that a division is a range.
create table need (
  id         uuid primary key,
  community  text collate "C" not null,
  household  uuid not null,
  category   text not null,
  urgency    text not null,
  state      text not null,
  desk       text not null,
  desk_since timestamptz not null,
  worker     uuid,
  registered timestamptz not null,
  resolved   timestamptz
);
create index need_by_place on need (community, id);
create index need_by_state on need (state, community, id);
-- What the rule of the night looks at: few, however long the register grows.
create index need_below_the_city on need (id) where state <> 'RESOLVED' and desk <> 'CITY';

-- Orders, from the shop to the door.
create table supply_order (
  id           uuid primary key,
  community    text collate "C" not null,
  household    uuid not null,
  need         uuid references need,
  package_kind text not null,
  packages     int not null,
  items        int not null,
  state        text not null,
  since        timestamptz not null,
  vehicle      text,
  failure      text,
  ordered      timestamptz not null
);
create index supply_order_by_place on supply_order (community, id);
create index supply_order_by_state on supply_order (state, community, id);

-- Copies of what the resident and the isolation service told; an older version changes nothing.
create table resident_home (
  resident  uuid primary key,
  household uuid,
  version   bigint not null
);
create index resident_home_by_household on resident_home (household);

create table home_isolation (
  isolation uuid primary key,
  person    uuid not null,
  community text collate "C" not null,
  at_home   boolean not null,
  version   bigint not null
);
create index home_isolation_by_person on home_isolation (person) where at_home;
create index home_isolation_by_place on home_isolation (community) where at_home;
