-- The text of a notice, for all communities of the division.
create table notice (
  id          uuid primary key,
  division    text collate "C" not null,
  kind        text not null,
  title       text not null,
  text        text not null,
  actor       text not null,
  published   timestamptz not null,
  withdrawn   boolean not null default false,
  laid_out_by int not null default 0,
  lay_out_at  timestamptz
);
create index notice_by_division on notice (division, id);
create index notice_to_lay_out on notice (id) where lay_out_at is not null;

-- How far it has come in each of them, counted up with every delivery.
create table notice_coverage (
  id           uuid primary key,
  community    text collate "C" not null,
  version      bigint not null,
  notice       uuid not null references notice,
  kind         text not null,
  households   int not null default 0,
  delivered    int not null default 0,
  acknowledged int not null default 0,
  withdrawn    boolean not null default false,
  published    timestamptz not null,
  unique (notice, community)
);
create index notice_coverage_by_place on notice_coverage (community, published, id);
create index notice_coverage_by_time on notice_coverage (published, id);

-- A line for every household that should have it: who has not is read, and not found out by comparing.
-- UUIDv7: the receipts of a day lie together in their index, and not wherever chance puts each of a million.
create function id_in_order_of_time() returns uuid language sql volatile as $$
  select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
          || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;

create table notice_receipt (
  id           uuid primary key,
  community    text collate "C" not null,
  version      bigint not null,
  notice       uuid not null references notice,
  household    uuid not null references household,
  listed       timestamptz not null,
  delivered    timestamptz,
  channel      text,
  acknowledged timestamptz,
  unique (notice, household)
);
create index notice_receipt_by_place on notice_receipt (notice, community, listed, id);
create index notice_receipt_by_time on notice_receipt (notice, listed, id);
create index notice_not_delivered on notice_receipt (notice, community, listed, id) where delivered is null;
create index notice_receipt_of_household on notice_receipt (household);
