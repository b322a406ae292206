-- Who joined open rounds and is still to be counted in their figures. Rows that each registration adds, and no counter that
-- each of them locks: all registrations of a city would wait for each other in the few thousand rounds of its communities.
-- All that is there is taken at once, so there is no key; and what was taken must not be read over again for long.
create table screening_growth (
  round            uuid not null,
  households       int not null default 0,
  people           int not null default 0,
  people_unsettled int not null default 0,
  people_excused   int not null default 0
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
