-- Whose file goes on in somebody else's, because they turned out to be the same person.
create index resident_by_merged_into on resident (merged_into) where merged_into is not null;

-- A stream is forgotten when nothing more can come of it.
alter table file_stream add learned timestamptz not null default now();
alter table file_stream alter learned drop default;
create index file_stream_by_age on file_stream (learned);
