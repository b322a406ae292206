-- Every append asks for it, so the part that costs, and that cannot change while a session lasts, is found once a session.
create or replace function life_of_log() returns text language plpgsql stable as $$
declare
  cluster text := current_setting('qunfang.cluster', true);
begin
  if coalesce(cluster, '') = '' then
    select concat_ws('/', system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8),
                     (select oid from pg_database where datname = current_database()))
      into cluster from pg_control_system();
    perform set_config('qunfang.cluster', cluster, false);
  end if;
  return concat_ws('/', cluster, to_regclass('event')::oid);
end
$$;

-- Null when this life has not opened its epoch yet.
create or replace function current_epoch() returns int language plpgsql stable as $$
declare
  newest log_epoch;
begin
  select * into newest from log_epoch order by epoch desc limit 1;
  return case when newest.life = life_of_log() then newest.epoch end;
end
$$;
