-- mart.report_origin: one row per report known at the horizon: the origin it goes back to. Of the published state as kept at
-- publication, as of a day computed. In no order: other views stand on it.
create view mart.report_origin as
select
    published_report_origin.report_id,
    published_report_origin.origin_report_id,
    published_report_origin.origin_known_from,
    published_report_origin.origin_named_source
from mart.published_report_origin
where nullif(current_setting('mart.as_of_day', true), '') is null
union all
select
    report_origin_as_of.report_id,
    report_origin_as_of.origin_report_id,
    report_origin_as_of.origin_known_from,
    report_origin_as_of.origin_named_source
from mart.report_origin_as_of()
where nullif(current_setting('mart.as_of_day', true), '') is not null;
comment on view mart.report_origin is 'One row per report: the origin it goes back to. Witnesses are counted by origin_report_id, never by report; reports that retell one source they name are one witness';
comment on column mart.report_origin.report_id is 'Report';
comment on column mart.report_origin.origin_report_id is 'Root of its copies; itself if it was copied from none. Of reports that retell one source the source''s own text, or the first of them where that is not here';
comment on column mart.report_origin.origin_known_from is 'Day from which the origin was known';
comment on column mart.report_origin.origin_named_source is 'Key of the source whose words the origin retells with others: an unseen root; null where the origin itself is the witness';
