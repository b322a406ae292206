-- Who may have infected whom, a row for each contact of each case, and for each source that was found without tracing. All
-- that a chain shows stands in the row, so that following it is nothing but looking along two indexes.
create table infection_edge (
  case_id        uuid not null,
  case_resident  uuid not null,
  case_community text collate "C" not null,
  resident       uuid not null,
  community      text collate "C" not null,
  contact        uuid,
  contact_class  text,
  setting        text,
  last_exposure  date,
  became         uuid,
  found          boolean not null default false,
  primary key (case_id, resident)
);
create unique index infection_edge_by_contact on infection_edge (contact) where contact is not null;
create index infection_edge_by_case on infection_edge (became) where became is not null;

insert into infection_edge (case_id, case_resident, case_community, resident, community, contact, contact_class, setting,
                            last_exposure, became)
select k.id, k.resident, k.community, c.resident, c.community, c.id, c.contact_class, c.setting, c.last_exposure, c.became
  from contact c join known_case k on k.id = c.case_id;
