-- The official divisions with their names, filled once at the first start.
create table division (
  code   bigint primary key,
  parent bigint,
  level  smallint not null,
  name   text not null
);
create index division_by_parent on division (parent, code);

-- Which edition of the divisions is complete in the table above.
create table division_edition (
  edition text primary key,
  loaded  timestamptz not null default now()
);

-- The ledger, as it was kept on paper: a page is a month of one metric in one division, with a column for each day.
-- What was told of no day is null, which is not zero. A late event goes to its own day. The balance of a stock at a day
-- is the totals of the months before and the days of this month up to it, so nothing is ever carried over again.
create table ledger (
  division bigint not null,
  month    int not null,
  metric   smallint not null,
  d1 bigint, d2 bigint, d3 bigint, d4 bigint, d5 bigint, d6 bigint, d7 bigint, d8 bigint,
  d9 bigint, d10 bigint, d11 bigint, d12 bigint, d13 bigint, d14 bigint, d15 bigint, d16 bigint,
  d17 bigint, d18 bigint, d19 bigint, d20 bigint, d21 bigint, d22 bigint, d23 bigint, d24 bigint,
  d25 bigint, d26 bigint, d27 bigint, d28 bigint, d29 bigint, d30 bigint, d31 bigint,
  total bigint not null generated always as (
    coalesce(d1, 0) + coalesce(d2, 0) + coalesce(d3, 0) + coalesce(d4, 0) + coalesce(d5, 0) + coalesce(d6, 0) +
    coalesce(d7, 0) + coalesce(d8, 0) + coalesce(d9, 0) + coalesce(d10, 0) + coalesce(d11, 0) + coalesce(d12, 0) +
    coalesce(d13, 0) + coalesce(d14, 0) + coalesce(d15, 0) + coalesce(d16, 0) + coalesce(d17, 0) + coalesce(d18, 0) +
    coalesce(d19, 0) + coalesce(d20, 0) + coalesce(d21, 0) + coalesce(d22, 0) + coalesce(d23, 0) + coalesce(d24, 0) +
    coalesce(d25, 0) + coalesce(d26, 0) + coalesce(d27, 0) + coalesce(d28, 0) + coalesce(d29, 0) + coalesce(d30, 0) +
    coalesce(d31, 0)
  ) stored,
  primary key (division, month, metric)
) with (fillfactor = 80);

-- The ledger counted anew, with what came of it.
create table rebuild (
  id          uuid primary key,
  state       text not null,
  compare_only boolean not null,
  started     timestamptz not null,
  seen        timestamptz not null,
  finished    timestamptz,
  events      bigint not null default 0,
  seconds     double precision not null default 0,
  locked_millis bigint not null default 0,
  pages       bigint,
  differences bigint,
  reason      text
);
