create table grid (
  id         uuid primary key,
  community  text collate "C" not null,
  kind       text not null,
  name       text,
  leader     uuid,
  households int not null default 0 check (households >= 0),
  dissolved  boolean not null default false,
  defined    timestamptz not null,
  version    bigint not null
);
create index grid_by_place on grid (community, defined, id);
create index grid_by_time on grid (defined, id);
create index grid_by_leader on grid (leader);
create index grid_open on grid (community, defined, id) where leader is null and not dissolved;

-- A household is in one grid or in none.
create table grid_household (
  id        uuid primary key references household,
  community text collate "C" not null,
  grid      uuid not null references grid,
  joined    timestamptz not null,
  version   bigint not null
);
create index grid_household_by_place on grid_household (community, joined, id);
create index grid_household_by_time on grid_household (joined, id);
create index grid_household_by_grid on grid_household (grid);
