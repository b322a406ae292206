-- Whose turn comes by time is told from the index whether they are of the district that somebody asks about: only those
-- who are shown are fetched.
drop index household_duty_by_contact_and_time;
create index household_duty_by_contact_and_time
  on household_duty (coalesce(contacted, date '-infinity'), registered, id, community) where not closed;
drop index household_duty_by_miss_and_time;
create index household_duty_by_miss_and_time
  on household_duty (missed_before(contacted, recent), registered, id, community)
  where not closed and contacted is not null;
