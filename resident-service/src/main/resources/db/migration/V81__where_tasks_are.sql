-- For whom and where a task is, if it is for one household or at one place.
alter table task add household uuid, add place uuid;
create index task_by_household on task (household, community, assigned, id) where household is not null;
create index task_by_spot on task (place, community, assigned, id) where place is not null;
