-- How those who are registered as stranded stay here, as it was noted last. Who they are and whether they left is said
-- by the register of residents.
create table stranded_stay (
  resident     uuid primary key,
  since        date not null,
  site         uuid,
  expected_end date
);
create index stranded_stay_by_site on stranded_stay (site) where site is not null;
