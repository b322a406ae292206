-- Nothing that names the holder, and no certificate: it is made again from the personal file.
create table health_certificate (
  id        uuid primary key,
  community text collate "C" not null,
  version   bigint not null,
  resident  uuid not null references resident,
  issued    timestamptz not null,
  expires   timestamptz not null,
  revoked   timestamptz,
  reason    text
);
create index health_certificate_by_place on health_certificate (community, issued, id);
create index health_certificate_by_time on health_certificate (issued, id);
create index health_certificate_of_resident on health_certificate (resident);
-- What verifiers have to know who do not ask.
create index health_certificate_revoked on health_certificate (expires, id) where revoked is not null;
