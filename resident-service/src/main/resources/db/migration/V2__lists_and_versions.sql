-- Every entry shows the version of its stream, which callers name when they insist on what they saw.
alter table household  add version bigint;
alter table resident   add version bigint;
alter table known_case add version bigint;
alter table contact    add version bigint;
alter table worker     add version bigint;

update household h  set version = (select max(version) from event where stream = 'household-' || h.id);
update resident r   set version = (select max(version) from event where stream = 'resident-' || r.id);
update known_case c set version = (select max(version) from event where stream = 'case-' || c.id);
update contact c    set version = (select max(version) from event where stream = 'contact-' || c.id);
update worker w     set version = (select max(version) from event where stream = 'worker-' || w.id);

alter table household  alter version set not null;
alter table resident   alter version set not null;
alter table known_case alter version set not null;
alter table contact    alter version set not null;
alter table worker     alter version set not null;

-- Every list is read along one of two indexes: by place, or by the time at which things came onto the register.
drop index household_by_community;
create index household_by_place on household (community, registered, id);
create index household_by_time on household (registered, id);
drop index resident_by_community;
create index resident_by_place on resident (community, registered, id);
create index resident_by_time on resident (registered, id);
drop index returnee_by_community;
create index returnee_by_place on returnee (community, registered, id);
create index returnee_by_time on returnee (registered, id);
drop index known_case_by_community;
create index known_case_by_place on known_case (community, reported, id);
create index known_case_by_time on known_case (reported, id);
drop index contact_by_community;
create index contact_by_place on contact (community, traced, id);
create index contact_by_time on contact (traced, id);
drop index worker_by_community;
create index worker_by_place on worker (community, enlisted, id);
create index worker_by_time on worker (enlisted, id);
drop index personal_file_access_by_community;
create index personal_file_access_by_place on personal_file_access (community, at, id);
create index personal_file_access_by_time on personal_file_access (at, id);

-- What few are, and somebody asks for: found without passing over the many.
create index household_revisits_overdue on household (community, registered, id) where revisit_overdue;
create index household_not_screened on household (outcome, community, registered, id) where outcome in ('NOBODY_HOME', 'REFUSED');
create index resident_foreigners on resident (community, registered, id) where foreigner;
create index resident_foreigners_by_time on resident (registered, id) where foreigner;
create index resident_stranded on resident (community, registered, id) where residency = 'STRANDED';
create index resident_stranded_by_time on resident (registered, id) where residency = 'STRANDED';
create index resident_of_rare_age on resident (age_band, community, registered, id)
  where age_band in ('UNDER_3', 'FROM_80', 'UNKNOWN');

-- What belongs to one person.
create index contact_by_resident on contact (resident);
create index returnee_by_resident on returnee (resident);
create index known_case_by_resident on known_case (resident);
create index personal_file_access_by_resident on personal_file_access (resident);
