-- A deleted row is kept as long as somebody may still see it: only when nobody can is its table worth writing anew.
alter table destroyed_key add tx bigint not null default (pg_current_xact_id()::text::bigint);

-- What is open is asked for every day, and what is settled piles up behind it.
create index possible_duplicate_open on possible_duplicate (community, found, id) where settled is null;
create index special_care_current on special_care (community, noted, id) where ended is null;
create index resident_gone on resident (community, registered, id) where gone;
create index resident_of_unknown_sex on resident (community, registered, id) where sex = 'UNKNOWN';
