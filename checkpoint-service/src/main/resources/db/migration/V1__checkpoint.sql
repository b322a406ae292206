create table compound (
  id             uuid primary key,
  community      text collate "C" not null,
  name           text,
  entrances_kept int not null,
  points_blocked int not null,
  closed         boolean not null,
  since          timestamptz not null
);
create index compound_by_community on compound (community, id);

create table checkpoint (
  id        uuid primary key,
  community text collate "C" not null,
  kind      text not null,
  compound  uuid references compound,
  name      text,
  opened    timestamptz not null,
  withdrawn timestamptz
);
create index checkpoint_by_community on checkpoint (community, id);

-- Everybody who ever had another code than green; gates look here at every passage.
create table health_code (
  person    uuid primary key,
  community text collate "C" not null,
  colour    text not null,
  reason    text not null,
  since     timestamptz not null
);

-- The passages of a gate, in the order of their acceptance.
create index fact_of_stream on fact (stream, position);
