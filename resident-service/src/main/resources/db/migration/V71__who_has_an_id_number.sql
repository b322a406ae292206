-- Whether the document of a file is an ID number: two of those are two persons. Of files that were sealed before, nobody knows
-- without opening them.
alter table personal_file add by_id_number boolean;
