-- Persons are registered by the thousand in statements that have looked before what there is; a foreign key would look
-- again for each of them.
alter table resident      drop constraint resident_household_fkey;
alter table personal_file drop constraint personal_file_resident_fkey;

-- Who really lives there. Every move changes it, so a page keeps some room for the next version of its rows.
alter table household add people int not null default 0;
alter table household set (fillfactor = 85);
update household h set people = (select count(*) from resident r where r.household = h.id and not r.gone);

-- Keys lie apart from what they seal, in small tables: forgetting rewrites one of them, so that not even the space that
-- a deleted row leaves behind holds the key.
create table personal_key (
  resident uuid primary key,
  key      bytea not null
) partition by hash (resident);
do $$
begin
  for i in 0..31 loop
    execute format('create table personal_key_%s partition of personal_key for values with (modulus 32, remainder %s)', i, i);
  end loop;
end
$$;
insert into personal_key (resident, key) select resident, key from personal_file;
alter table personal_file drop column key;

-- Keys that were deleted and whose table is still to be rewritten.
create table destroyed_key (
  subject   uuid primary key,
  held_in   text not null,
  destroyed timestamptz not null default now()
);

-- What a person is searched for by: keyed hashes, never the thing itself. Null in files from before.
alter table personal_file add community text collate "C";
update personal_file f set community = (select community from resident r where r.id = f.resident);
alter table personal_file alter community set not null;
alter table personal_file add name_key bigint;
alter table personal_file add birth_key bigint;
alter table personal_file add telephone_key bigint;
create index personal_file_by_name on personal_file (name_key, birth_key, community, resident) where name_key is not null;
create index personal_file_by_telephone on personal_file (telephone_key, community, resident) where telephone_key is not null;

alter table household_door add lookup uuid;
create index household_door_by_lookup on household_door (lookup) where lookup is not null;

-- Two entries that may be one person: same name, same date of birth.
create table possible_duplicate (
  id              uuid primary key,
  community       text collate "C" not null,
  resident        uuid not null,
  other           uuid not null,
  other_community text collate "C" not null,
  settled         text,
  found           timestamptz not null,
  unique (resident, other)
);
create index possible_duplicate_by_place on possible_duplicate (community, found, id);
create index possible_duplicate_by_time on possible_duplicate (found, id);
create index possible_duplicate_by_other on possible_duplicate (other);

-- Who is still to be compared with those who have the same name and date of birth.
create table to_compare (
  resident uuid primary key
);

-- When they left or were merged, and the entry that then stands for them.
alter table resident add left_at timestamptz;
update resident r set left_at =
  (select max(time) from event where stream = 'resident-' || r.id and type = 'org.qunfang.resident.ResidentLeft.v1')
 where gone;
alter table resident add merged_into uuid;
create index resident_to_forget on resident (left_at, id) where gone and not forgotten;

-- Whom the community looks after in particular, and why.
alter table resident add special boolean not null default false;
create index resident_special on resident (community, registered, id) where special;
create table special_care (
  id        uuid primary key,
  community text collate "C" not null,
  resident  uuid not null,
  care      text not null,
  noted     timestamptz not null,
  ended     timestamptz
);
create unique index special_care_now on special_care (resident, care) where ended is null;
create index special_care_by_place on special_care (community, noted, id);
create index special_care_by_time on special_care (noted, id);
