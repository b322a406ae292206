-- Rosters that were handed in. What they say of people lies in roster_batch, sealed under the key in roster_key, until it
-- is on the register; then batch and key are gone. An import is of the division of whoever handed it in.
create table roster_import (
  id         uuid primary key,
  community  text collate "C" not null,
  version    bigint not null,
  actor      text not null,
  -- A keyed hash of the file and of what was asked of it.
  file       text not null,
  dry_run    boolean not null,
  status     text not null,
  received   timestamptz not null,
  finished   timestamptz,
  rows       int not null,
  registered int not null,
  known      int not null,
  rejected   int not null,
  households int not null,
  ignored    text not null,
  batches    int not null,
  next_batch int not null
);
create index roster_import_by_place on roster_import (community, received, id);
create index roster_import_by_time on roster_import (received, id);
create index roster_import_to_do on roster_import (received, id) where status in ('STAGING', 'RUNNING');
-- The same file again is the same import.
create unique index roster_import_once on roster_import (community, file, dry_run) where status in ('RUNNING', 'DONE');

-- Apart and small, so that it is written anew at once when a key is destroyed.
create table roster_key (
  import uuid primary key,
  key    bytea not null
);

create table roster_batch (
  import  uuid not null references roster_import on delete cascade,
  number  int not null,
  content bytea not null,
  primary key (import, number)
);

-- What is wrong with a row, by field and rule: nothing that stood there.
create table roster_fault (
  import uuid not null references roster_import on delete cascade,
  row    int not null,
  place  int not null,
  field  text,
  code   text not null,
  primary key (import, row, place)
);

-- Who came from a roster without a document is known again by a keyed hash of name and door, as long as they are here
-- and not forgotten.
alter table personal_file add roster_mark uuid;
create unique index personal_file_by_roster_mark on personal_file (roster_mark) where roster_mark is not null;

-- Who registers doors of a community from a roster takes turns with others who do: no door comes to two households.
create table door_turn (
  community text collate "C" primary key,
  turns     bigint not null
);
