-- How those who are registered as stranded stay here, as it was noted last, where the register says who they are and
-- whether they left. The version is that of the note.
alter table resident add stay_since date;
alter table resident add stay_site uuid;
alter table resident add stay_end date;
alter table resident add stay_version bigint not null default 0;
create index resident_by_stay_site on resident (stay_site, community, registered, id) where stay_site is not null;
