-- Every person who is or was isolated has a file for each order: what is asked for at once, on every page.
create table isolation_file (
  id                      uuid primary key,
  person                  uuid not null,
  community               text collate "C" not null,
  kind                    text not null,
  reason                  text not null,
  state                   text not null,
  due                     date not null,
  lasts_until_case_closes boolean not null,
  guardian                uuid,
  breaches                int not null,
  ordered                 timestamptz not null,
  started                 timestamptz,
  ended                   timestamptz,
  release_ground          text
);

-- A person has one open order, however many reasons there are for it.
create unique index one_open_order_a_person on isolation_file (person) where state <> 'RELEASED';
create index isolation_file_by_community on isolation_file (community, id);
create index isolation_file_falling_due on isolation_file (due, id) where state <> 'RELEASED';
create index isolation_file_under_checks on isolation_file (id) where state = 'STARTED';

-- The checks of one order, day by day.
create index fact_by_stream on fact (stream, day);
