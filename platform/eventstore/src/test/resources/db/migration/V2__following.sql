-- What a follower saw of the log.
create table followed (
  stream  text not null,
  version bigint not null,
  primary key (stream, version)
);

-- What a bulk reaction did, and in how many statements.
create table raised (
  need uuid not null,
  call int not null
);
