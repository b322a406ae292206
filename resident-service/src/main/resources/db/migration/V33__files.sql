-- What somebody read of a person.
alter table personal_file_access add what text not null default 'PARTICULARS';
alter table personal_file_access alter what drop default;

-- What this service told before there were files.
insert into file_entry (subject, time, id, service, kind, community, data)
select (data::jsonb ->> 'resident')::uuid, time, id, 'resident', split_part(type, '.', 4), community, data
  from event
 where stream not like 'resident-%' and stream not like 'household-%' and data::jsonb ->> 'resident' is not null;

insert into file_entry (subject, time, id, service, kind, community, data)
select k.resident, e.time, e.id, 'resident', split_part(e.type, '.', 4), e.community, e.data
  from event e join known_case k on k.id = (e.data::jsonb ->> 'caseId')::uuid
    on conflict do nothing;
