-- mart.report_origin_at_horizon: one row per report known at the horizon, computed from core. The origin is the root of its copies; a report that was copied
-- from none is its own. Reports that retell one source that they name have that source as their one origin: where its own
-- text is not here, the first of them stands for it. A circle of copies has no root: each report in it then counts as its
-- own, and a check blocks it.
create view mart.report_origin_at_horizon as
with recursive link_known as (
    select edge.report_id, edge.copied_from_report_id as joined_to_report_id, null as named_source
    from core.edge
    cross join mart.horizon
    where mart.is_known(edge.known_from, edge.known_to, edge.opened_run, edge.closed_run, horizon.run_no, horizon.day)
    union all
    select retelling.report_id, retelling.told_with_report_id, retelling.named_source
    from core.retelling
    cross join mart.horizon
    where mart.is_known(
        retelling.known_from, retelling.known_to, retelling.opened_run, retelling.closed_run, horizon.run_no, horizon.day
    )
),
ancestor as (
    select link_known.report_id, link_known.joined_to_report_id as ancestor_report_id
    from link_known
    union
    select ancestor.report_id, link_known.joined_to_report_id
    from ancestor
    join link_known on link_known.report_id = ancestor.ancestor_report_id
),
root as (
    select ancestor.report_id, ancestor.ancestor_report_id as origin_report_id
    from ancestor
    where not exists (select from link_known where link_known.report_id = ancestor.ancestor_report_id)
),
unseen_root as (
    select root.origin_report_id, min(link_known.named_source) as named_source
    from link_known
    join root using (report_id)
    where link_known.named_source is not null
    group by root.origin_report_id
)
select
    report.report_id,
    coalesce(root.origin_report_id, report.report_id) as origin_report_id,
    origin.known_from as origin_known_from,
    unseen_root.named_source as origin_named_source
from core.report
cross join mart.horizon
left join root using (report_id)
join core.report as origin on origin.report_id = coalesce(root.origin_report_id, report.report_id)
left join unseen_root on unseen_root.origin_report_id = coalesce(root.origin_report_id, report.report_id)
where mart.is_known(report.known_from, null, report.opened_run, null, horizon.run_no, horizon.day);
comment on view mart.report_origin_at_horizon is 'The origin of each report, computed at the horizon: what mart.published_report_origin keeps. Ask mart.report_origin';
comment on column mart.report_origin_at_horizon.report_id is 'Report';
comment on column mart.report_origin_at_horizon.origin_report_id is 'Root of its copies; itself if it was copied from none. Of reports that retell one source the source''s own text, or the first of them where that is not here';
comment on column mart.report_origin_at_horizon.origin_known_from is 'Day from which the origin was known';
comment on column mart.report_origin_at_horizon.origin_named_source is 'Key of the source whose words the origin retells with others: an unseen root; null where the origin itself is the witness';
