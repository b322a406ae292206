-- The life of the database cluster that events are written in. Transaction ids order the log, and they start anew when
-- a dump is restored into another cluster: a new cluster is a new epoch.
create table log_epoch (
  epoch   int primary key,
  cluster bigint not null,
  began   timestamptz not null default now()
);

-- Null when this cluster has not opened its epoch yet: an append then fails instead of being lost to the relay.
create function current_epoch() returns int language sql stable as $$
  select epoch from log_epoch
   where epoch = (select max(epoch) from log_epoch)
     and cluster = (select system_identifier from pg_control_system())
$$;

create sequence log_position;

-- What was decided: one row an event, one stream an aggregate.
create table event (
  id          uuid primary key,
  stream      text not null,
  version     bigint not null,
  type        text not null,
  community   text not null,
  shard       smallint not null,
  time        timestamptz not null,
  recorded    timestamptz not null,
  actor       text not null,
  traceparent text,
  data        text not null,
  epoch       int not null default current_epoch(),
  tx          bigint not null default (pg_current_xact_id()::text::bigint),
  position    bigint not null default nextval('log_position'),
  unique (stream, version)
);
create index event_in_commit_order on event (epoch, tx, position);

-- What was observed (passages, checks, samples): no history decides it. A partition holds the facts of one day in the
-- field, so that a repeated post finds its first in the same partition and retention drops a table, not rows.
create table fact (
  day         date not null,
  id          uuid not null,
  stream      text not null,
  type        text not null,
  community   text not null,
  shard       smallint not null,
  time        timestamptz not null,
  recorded    timestamptz not null,
  actor       text not null,
  traceparent text,
  data        text not null,
  epoch       int not null,
  tx          bigint not null default (pg_current_xact_id()::text::bigint),
  position    bigint not null default nextval('log_position'),
  primary key (day, id)
) partition by range (day);
create index fact_in_commit_order on fact (epoch, tx, position);

-- How far each shard of the log is published. The sequence is what consumers know duplicates and gaps by.
create table relay_shard (
  shard    smallint primary key,
  epoch    int not null default 0,
  tx       bigint not null default 0,
  position bigint not null default 0,
  sequence bigint not null default 0
) with (fillfactor = 50);
insert into relay_shard (shard) select generate_series(0, 63);

-- Replicas that publish, to share the shards out evenly.
create table relay_member (
  member uuid primary key,
  seen   timestamptz not null
);

-- Answers already given: a repeated command gets the first one.
create table answered_command (
  key         uuid primary key,
  fingerprint text not null,
  answer      text not null,
  answered    timestamptz not null
);
create index answered_command_by_age on answered_command (answered);

-- Last event applied from each shard of each log that this service listens to.
create table inbox (
  source   text not null,
  shard    smallint not null,
  epoch    int not null,
  sequence bigint not null,
  primary key (source, shard)
) with (fillfactor = 50);

-- Events that could not be applied, with the reason, until somebody replays them.
create table dead_letter (
  id        uuid primary key,
  topic     text not null,
  partition int not null,
  offset_   bigint not null,
  type      text,
  community text,
  reason    text not null,
  headers   text not null,
  value     bytea,
  died      timestamptz not null,
  replayed  timestamptz,
  unique (topic, partition, offset_)
);
