create table unit (
  id         uuid primary key,
  community  text collate "C" not null,
  version    bigint not null,
  name       text not null,
  groups     int not null default 0,
  dissolved  boolean not null default false,
  registered timestamptz not null
);
create index unit_by_place on unit (community, registered, id);
create index unit_by_time on unit (registered, id);

create table group_duty (
  id         uuid primary key,
  community  text collate "C" not null,
  version    bigint not null,
  unit       uuid references unit,
  closed     boolean not null default false,
  registered timestamptz not null
);
create index group_duty_by_place on group_duty (community, registered, id);
create index group_duty_by_time on group_duty (registered, id);
create index group_duty_by_unit on group_duty (unit);
create index group_duty_open on group_duty (community, registered, id) where unit is null and not closed;

insert into group_duty (id, community, version, closed, registered)
select id, community, 0, closed, registered from place where kind = 'GROUP';

-- Who answers for each household, where it lies (as household_place has it), and on which days somebody asked how it is:
-- contacted is the last of them, and bit n of recent says whether the household was contacted n days before that too.
-- Places are looked for within their community only, along household_duty_by_place.
create table household_duty (
  id           uuid primary key references household,
  community    text collate "C" not null,
  version      bigint not null,
  compound     text,
  building     text,
  place        uuid,
  around       uuid,
  cadre        uuid references worker,
  closed       boolean not null default false,
  changed      timestamptz not null,
  registered   timestamptz not null,
  contacted    date,
  contacted_by uuid,
  channel      text,
  recent       bigint not null default 0
) with (fillfactor = 80);
create index household_duty_by_place on household_duty (community, registered, id);
create index household_duty_by_time on household_duty (registered, id);
create index household_duty_open on household_duty (community, registered, id) where cadre is null and not closed;
create index household_duty_open_by_time on household_duty (registered, id) where cadre is null and not closed;
create index household_duty_by_cadre on household_duty (cadre, community, registered, id) where cadre is not null;

insert into household_duty (id, community, version, compound, building, place, around, changed, registered)
select h.id, h.community, 0, h.compound, h.building, p.place, p.around, h.registered, h.registered
  from household h left join household_place p on p.id = h.id;

-- 63 days fit into a number; what a household did before that is forgotten, and not called missed.
create function contacted_on(day date, last date, recent bigint) returns boolean language sql immutable parallel safe as $$
  select last is not null and day <= last and (last - day > 62 or (recent >> (last - day)) & 1 = 1)
$$;

create function with_contact(last date, recent bigint, day date) returns bigint language sql immutable parallel safe as $$
  select case
    when last is null or day - last > 62 then 1
    when day >= last then ((recent << (day - last)) & 9223372036854775807) | 1
    when last - day > 62 then recent
    else recent | (1::bigint << (last - day))
  end
$$;
