-- An import of several communities is taken over by two at once, each in its own lane: a lane knows its next batch and
-- counts what became of its rows, so that neither waits for the other; roster_import is told the sums after each batch.
-- Nobody is at a batch meanwhile: whoever of before comes after finds no next_batch, and leaves it to those of now.
lock table roster_import in access exclusive mode;
create table roster_lane (
  import     uuid not null references roster_import on delete cascade,
  number     int not null,
  next_batch int not null,
  end_batch  int not null,
  registered int not null,
  known      int not null,
  rejected   int not null,
  households int not null,
  primary key (import, number)
);
insert into roster_lane (import, number, next_batch, end_batch, registered, known, rejected, households)
select id, 1, next_batch, batches, registered, known, rejected, households from roster_import where status = 'RUNNING';
alter table roster_import drop column next_batch;
