-- Official divisions that are not among those of the build: the resident service imported them and told.
create table imported_division (code bigint primary key);
