-- 0: it has not come; 1: it has come; 2: somebody signed for it.
create function receipt_standing(delivered timestamptz, acknowledged timestamptz) returns int language sql immutable parallel safe as $$
  select case when delivered is null then 0 when acknowledged is null then 1 else 2 end
$$;

-- Whoever is asked for, each standing is read for itself: in the beginning few have a notice, in the end few have not.
create index notice_receipt_by_standing on notice_receipt (notice, receipt_standing(delivered, acknowledged), community, listed, id);
create index notice_receipt_by_standing_and_time on notice_receipt (notice, receipt_standing(delivered, acknowledged), listed, id);
drop index notice_receipt_by_place;
drop index notice_receipt_by_time;
drop index notice_not_delivered;

-- Notices and risk areas are listed as all else is.
create index notice_by_place on notice (division, published, id);
create index notice_by_time on notice (published, id);
drop index notice_by_division;
create index risk_period_by_place on risk_period (division, declared, id);
create index risk_period_by_time on risk_period (declared, id);
