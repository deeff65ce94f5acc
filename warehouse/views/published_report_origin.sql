-- mart.published_report_origin: mart.report_origin_at_horizon of the published state, kept as a table that publishing refreshes first:
-- reports and claims are computed from it.
create materialized view mart.published_report_origin as
select * from mart.report_origin_at_horizon;
create unique index published_report_origin_report on mart.published_report_origin (report_id);
analyze mart.published_report_origin;
comment on materialized view mart.published_report_origin is 'Origins of the published state, as kept at publication. Ask mart.report_origin, which also knows the day that is set';
comment on column mart.published_report_origin.report_id is 'Report';
comment on column mart.published_report_origin.origin_report_id is 'Root of its copies; itself if it was copied from none. Of reports that retell one source the source''s own text, or the first of them where that is not here';
comment on column mart.published_report_origin.origin_known_from is 'Day from which the origin was known';
comment on column mart.published_report_origin.origin_named_source is 'Key of the source whose words the origin retells with others: an unseen root; null where the origin itself is the witness';
