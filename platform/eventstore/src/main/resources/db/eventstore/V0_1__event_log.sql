-- Transaction ids order the log, and they mean something only within one life of it: they start anew when a dump is
-- restored, wherever to, and after a failover those of lost transactions are given out again. So a life is a cluster, its
-- timeline, and this very table of events in it; a new one is a new epoch.
create table log_epoch (
  epoch int primary key,
  life  text not null,
  began timestamptz not null default now()
);

create function life_of_log() returns text language sql stable as $$
  select concat_ws('/', system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8),
                   (select oid from pg_database where datname = current_database()), to_regclass('event')::oid)
    from pg_control_system()
$$;

-- Null when this life has not opened its epoch yet.
create function current_epoch() returns int language sql stable as $$
  select epoch from log_epoch
   where epoch = (select max(epoch) from log_epoch) and life = life_of_log()
$$;

-- An append fails as long as the epoch is not open, as if the database were starting, instead of being lost to the relay.
create function epoch_to_append_in() returns int language plpgsql stable as $$
declare
  open int := current_epoch();
begin
  if open is null then
    raise exception 'the log waits for its epoch' using errcode = 'cannot_connect_now';
  end if;
  return open;
end
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
  epoch       int not null default epoch_to_append_in(),
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

-- Where this service goes on reading each partition. Kept with the effects and not with Kafka, so that a restored dump
-- goes on where it was dumped.
create table inbox_offset (
  topic     text not null,
  partition int not null,
  next_     bigint not null,
  primary key (topic, partition)
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
