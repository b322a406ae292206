-- The last day before the last contact on which nobody asked; 63 days before it for want of a known one.
create function missed_before(last date, recent bigint) returns date language sql immutable parallel safe as $$
  select last - length(substring(recent::bit(64)::text from '1*$'))
$$;

-- Who was missed on a day was contacted last before it, or was contacted since and missed then or later. There are as many
-- such days as somebody looks back: each is read for itself, be it that nearly all were missed or nearly none. Who has not been
-- contacted yet is found by that, and costs a roster nothing more.
create index household_duty_by_contact on household_duty (coalesce(contacted, date '-infinity'), community, registered, id) where not closed;
create index household_duty_by_contact_and_time on household_duty (coalesce(contacted, date '-infinity'), registered, id) where not closed;
create index household_duty_by_miss on household_duty (missed_before(contacted, recent), community, registered, id)
  where not closed and contacted is not null;
create index household_duty_by_miss_and_time on household_duty (missed_before(contacted, recent), registered, id)
  where not closed and contacted is not null;
