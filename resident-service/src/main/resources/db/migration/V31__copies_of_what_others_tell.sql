-- Passages of residents, as the gates told them: a partition a day in the field, kept for 14 days and then dropped.
create table passage (
  resident  uuid not null,
  time      timestamptz not null,
  id        uuid not null,
  gate      uuid not null,
  direction text not null,
  outcome   text not null,
  primary key (resident, time, id)
) partition by range (time);
create index passage_by_gate on passage (gate, time, resident);

-- One person, one file: what happened to a person or a household, told by whichever service, in the order of the field. The
-- data are those of the event, which name nobody. Kept as long as the register. What stands in the streams of persons and
-- households themselves is not copied.
create table file_entry (
  subject   uuid not null,
  time      timestamptz not null,
  id        uuid not null,
  service   text not null,
  kind      text not null,
  community text not null,
  data      text not null,
  primary key (subject, time, id)
);

-- The same for what comes every day, health checks and supplies: a partition a day, kept for 90 days and then dropped.
create table daily_entry (like file_entry including all) partition by range (time);

-- Whom the events of a stream are about that do not say so themselves.
create table file_stream (
  stream  text primary key,
  subject uuid not null
);
