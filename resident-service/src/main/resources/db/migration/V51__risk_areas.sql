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
