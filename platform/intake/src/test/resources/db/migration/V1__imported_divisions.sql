create table imported_division (code bigint primary key);
