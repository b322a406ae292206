-- The door of a household is read by the same people as personal files, and recorded with them. What was read before names a
-- resident: nobody waits until that has been checked.
alter table personal_file_access alter resident drop not null;
alter table personal_file_access add household uuid;
alter table personal_file_access add constraint personal_file_access_of_one check (num_nonnulls(resident, household) = 1) not valid;
create index personal_file_access_by_household on personal_file_access (household) where household is not null;
