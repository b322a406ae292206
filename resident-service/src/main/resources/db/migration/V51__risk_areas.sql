-- The list of risk areas (中高风险地区), as it is known now: a division has one level on a day, or none.
create table risk_period (
  id        uuid primary key,
  division  text collate "C" not null,
  depth     int not null,
  level     text not null,
  from_day  date not null,
  until_day date,
  declared  timestamptz not null,
  version   bigint not null
);
create index risk_period_by_division on risk_period (division, from_day, id);

-- What the list said when somebody came back, beside what was told; and when they had left, if they said.
alter table returnee add departed date;
alter table returnee add listed_risk text;
create index returnee_by_arrival on returnee (arrived, community);
alter table returnee alter origin type text collate "C";
create index returnee_by_origin on returnee (origin, arrived);

-- The level that the origin has now where that is higher than the one the return was registered with, and who decided
-- when what follows. It is written whenever the list changes.
alter table returnee add listed_now text;
alter table returnee add reviewed timestamptz;
alter table returnee add reviewed_by text;
alter table returnee add version bigint not null default 1;
create index returnee_affected on returnee (community, registered, id) where listed_now is not null;

-- Whoever registers a return holds the list as it is until the return is there; whoever changes it waits for them.
create table risk_list (
  changes bigint not null
);
insert into risk_list values (0);

-- Divisions whose returns are still to be weighed again.
create table risk_change (
  id       uuid primary key,
  division text collate "C" not null
);
