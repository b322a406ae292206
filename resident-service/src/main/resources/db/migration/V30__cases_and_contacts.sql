-- What the investigation of a case finds.
alter table known_case add reported_as text;
alter table known_case add onset date;
alter table known_case add source text;
alter table known_case add source_case uuid;
alter table known_case add origin text;
update known_case c
   set reported_as = (select data::jsonb ->> 'caseClass' from event where stream = 'case-' || c.id and version = 1);
alter table known_case alter reported_as set not null;
alter table known_case add ended timestamptz;
update known_case c
   set ended = (select max(time) from event
                 where stream = 'case-' || c.id
                   and split_part(type, '.', 4) in ('CaseRuledOut', 'CaseRecovered', 'CaseDied'))
 where not open;
alter table known_case add check (open = (ended is null));
create index known_case_by_source on known_case (source_case) where source_case is not null;
create index known_case_open_by_place on known_case (community, reported, id) where open;

-- A contact ends in one of two ways.
alter table contact add status text;
alter table contact add became uuid;
alter table contact add last_day date;
update contact
   set status = case when cleared then 'CLEARED' else 'WATCHED' end,
       last_day = last_exposure + case contact_class when 'CLOSE' then 14 when 'SECONDARY' then 7 else 0 end;
alter table contact alter status set not null;
alter table contact alter last_day set not null;
alter table contact drop cleared;
alter table contact add changed timestamptz;
update contact c set changed = (select max(time) from event where stream = 'contact-' || c.id);
alter table contact alter changed set not null;
create index contact_watched_by_place on contact (community, traced, id, last_day) where status = 'WATCHED';
create index contact_infected_by_place on contact (community, traced, id) where status = 'INFECTED';

-- Who somebody looked into and found not to have met the case.
create table dismissed_suggestion (
  case_id   uuid not null,
  resident  uuid not null,
  reason    text not null,
  dismissed timestamptz not null,
  primary key (case_id, resident)
);

-- Where those lived who have moved since: who lived with a case when it may have infected others.
create table former_home (
  resident  uuid not null,
  household uuid not null,
  since     timestamptz not null,
  until     timestamptz not null,
  primary key (resident, until, household)
);
create index former_home_by_household on former_home (household, until);
