-- A round of screening with its coverage. What is excused, screened and so on is the sum of the rows below at any time:
-- every statement that changes one of them adds the difference here.
create table screening_round (
  id               uuid primary key,
  community        text collate "C" not null,
  number           int not null,
  open             boolean not null,
  opened           timestamptz not null,
  closed           timestamptz,
  households       int not null,
  people           int not null,
  nobody_home      int not null default 0,
  refused          int not null default 0,
  excused          int not null default 0,
  elsewhere        int not null default 0,
  screened         int not null default 0,
  people_screened  int not null default 0,
  people_unsettled int not null default 0,
  people_missing   int not null default 0,
  people_excused   int not null default 0,
  version          bigint not null,
  unique (community, number)
) with (fillfactor = 50);
create index screening_round_by_place on screening_round (community, opened, id);
create index screening_round_by_time on screening_round (opened, id);
create unique index screening_round_open on screening_round (community) where open;

-- How each household stands in each round, from the opening on.
create table screening_household (
  round       uuid not null references screening_round,
  household   uuid not null,
  people      int not null,
  standing    text not null,
  missing     int not null default 0 check (missing >= 0),
  excused     int not null default 0,
  screened    int not null default 0,
  visits      int not null default 0,
  whereabouts text,
  reason      text,
  primary key (round, household)
) with (fillfactor = 80);
create index screening_household_missing on screening_household (round, household)
  where standing in ('TO_VISIT', 'NOBODY_HOME', 'REFUSED') or missing > 0;

-- Who was not met where others were, and what became of it.
create table screening_missing (
  round       uuid not null,
  resident    uuid not null,
  household   uuid not null,
  missing     boolean not null,
  whereabouts text,
  reason      text,
  primary key (round, resident)
);
create index screening_missing_by_household on screening_missing (round, household);
