-- Codes compare byte by byte ("C"), so that a division is one range of every index that begins with the community.

create table household (
  id              uuid primary key,
  community       text collate "C" not null,
  tenure          text not null,
  compound        text,
  building        text,
  round           int,
  outcome         text,
  revisit_by      timestamptz,
  revisit_overdue boolean not null default false,
  registered      timestamptz not null
);
create index household_by_community on household (community, id);
-- Revisits that can still fall due, the next one first.
create index household_by_revisit on household (revisit_by, id) where revisit_by is not null and not revisit_overdue;

create table resident (
  id         uuid primary key,
  community  text collate "C" not null,
  household  uuid not null references household,
  residency  text not null,
  foreigner  boolean not null,
  age_band   text not null,
  sex        text not null,
  gone       boolean not null default false,
  forgotten  boolean not null default false,
  registered timestamptz not null
);
create index resident_by_community on resident (community, id);
create index resident_by_household on resident (household);

-- What names a person, sealed under a key of the person's own, which is itself sealed under the master key. Forgetting
-- deletes the row: without the key no copy of the content can be read any more. The document is a keyed hash of the
-- number of the person's identity document, null for those who have none or have left.
create table personal_file (
  resident uuid primary key references resident,
  document bytea unique,
  key      bytea not null,
  content  bytea not null
);

-- The door of a household, sealed likewise.
create table household_door (
  household uuid primary key references household,
  key       bytea not null,
  content   bytea not null
);

-- Who read whose personal file.
create table personal_file_access (
  id        uuid primary key,
  community text collate "C" not null,
  resident  uuid not null,
  actor     text not null,
  at        timestamptz not null
);
create index personal_file_access_by_community on personal_file_access (community, id);

create table returnee (
  id          uuid primary key,
  community   text collate "C" not null,
  resident    uuid not null references resident,
  origin      text not null,
  origin_risk text not null,
  arrived     date not null,
  registered  timestamptz not null
);
create index returnee_by_community on returnee (community, id);

create table known_case (
  id        uuid primary key,
  community text collate "C" not null,
  resident  uuid not null references resident,
  status    text not null,
  open      boolean not null,
  reported  timestamptz not null,
  changed   timestamptz not null
);
create index known_case_by_community on known_case (community, id);
create unique index known_case_open on known_case (resident) where open;

create table contact (
  id            uuid primary key,
  community     text collate "C" not null,
  case_id       uuid not null references known_case,
  resident      uuid not null references resident,
  contact_class text not null,
  last_exposure date not null,
  setting       text not null,
  cleared       boolean not null default false,
  traced        timestamptz not null,
  unique (case_id, resident)
);
create index contact_by_community on contact (community, id);

create table worker (
  id           uuid primary key,
  community    text collate "C" not null,
  kind         text not null,
  party_member boolean not null,
  on_duty      boolean not null,
  enlisted     timestamptz not null
);
create index worker_by_community on worker (community, id);
