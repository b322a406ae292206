-- What a worker does, counted in the worker's own row.
alter table worker
  add households         int not null default 0,
  add open_tasks         int not null default 0,
  add tasks_done         int not null default 0,
  add task_minutes       int not null default 0,
  add attendance_minutes int not null default 0,
  add points_earned      int not null default 0,
  add points_spent       int not null default 0,
  add points_balance     int not null default 0 check (points_balance >= 0);

create table task (
  id        uuid primary key,
  community text collate "C" not null,
  version   bigint not null,
  worker    uuid not null references worker,
  kind      text not null,
  state     text not null,
  due       timestamptz not null,
  assigned  timestamptz not null,
  ended     timestamptz,
  minutes   int,
  points    int
);
create index task_by_place on task (community, assigned, id);
create index task_by_time on task (assigned, id);
create index task_by_worker on task (worker, community, assigned, id);
create index task_open on task (community, assigned, id) where state = 'OPEN';

-- The ledger of points: each line is the event of that version in its worker's stream of points.
create table points_entry (
  id        uuid primary key,
  community text collate "C" not null,
  version   bigint not null,
  worker    uuid not null references worker,
  kind      text not null,
  points    int not null,
  balance   int not null check (balance >= 0),
  task      uuid references task,
  goods     text,
  reason    text,
  actor     text not null,
  booked    timestamptz not null,
  unique (worker, version)
);
create index points_entry_by_place on points_entry (community, booked, id);
create index points_entry_by_time on points_entry (booked, id);
create index points_entry_by_worker on points_entry (worker, community, booked, id);

create table duty_post (
  id           uuid primary key,
  community    text collate "C" not null,
  version      bigint not null,
  kind         text not null,
  place        uuid,
  from_minute  int not null,
  until_minute int not null,
  workers      int not null,
  closed       boolean not null default false,
  opened       timestamptz not null
);
create index duty_post_by_place on duty_post (community, opened, id);
create index duty_post_by_time on duty_post (opened, id);

create table shift (
  id         uuid primary key,
  community  text collate "C" not null,
  version    bigint not null,
  worker     uuid not null references worker,
  post       uuid not null references duty_post,
  from_      timestamptz not null,
  until_     timestamptz not null,
  called_off boolean not null default false,
  planned    timestamptz not null
);
create index shift_by_place on shift (community, planned, id);
create index shift_by_time on shift (planned, id);
create index shift_by_worker on shift (worker, community, planned, id);
-- A community's day.
create index shift_of_day on shift (community, from_) where not called_off;

create table attendance (
  id        uuid primary key,
  community text collate "C" not null,
  version   bigint not null,
  worker    uuid not null references worker,
  from_     timestamptz not null,
  until_    timestamptz not null,
  struck    boolean not null default false
);
create index attendance_by_place on attendance (community, from_, id);
create index attendance_by_time on attendance (from_, id);
create index attendance_by_worker on attendance (worker, community, from_, id);
