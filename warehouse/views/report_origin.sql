-- mart.report_origin: one row per report known at the horizon. The origin is the root of its copies; a report that was copied
-- from none is its own. A circle of copies has no root: each report in it then counts as its own, and a check blocks it.
create view mart.report_origin as
with recursive edge_known as (
    select edge.report_id, edge.copied_from_report_id
    from core.edge
    cross join mart.horizon
    where mart.is_known(edge.known_from, edge.known_to, edge.opened_run, edge.closed_run, horizon.run_no, horizon.day)
),
ancestor as (
    select edge_known.report_id, edge_known.copied_from_report_id as ancestor_report_id
    from edge_known
    union
    select ancestor.report_id, edge_known.copied_from_report_id
    from ancestor
    join edge_known on edge_known.report_id = ancestor.ancestor_report_id
),
root as (
    select ancestor.report_id, ancestor.ancestor_report_id as origin_report_id
    from ancestor
    where not exists (select from edge_known where edge_known.report_id = ancestor.ancestor_report_id)
)
select
    report.report_id,
    coalesce(root.origin_report_id, report.report_id) as origin_report_id,
    origin.known_from as origin_known_from
from core.report
cross join mart.horizon
left join root using (report_id)
join core.report as origin on origin.report_id = coalesce(root.origin_report_id, report.report_id)
where mart.is_known(report.known_from, null, report.opened_run, null, horizon.run_no, horizon.day);
comment on view mart.report_origin is 'One row per report: the origin it goes back to. Witnesses are counted by origin_report_id, never by report';
comment on column mart.report_origin.report_id is 'Report';
comment on column mart.report_origin.origin_report_id is 'Root of its copies; itself if it was copied from none';
comment on column mart.report_origin.origin_known_from is 'Day from which the origin was known';
