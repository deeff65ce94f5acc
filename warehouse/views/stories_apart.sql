-- mart.stories_apart: one row per pair of reports that a person judged to tell different stories and that is honoured at the
-- horizon, and per edge that is not used because of it.
create view mart.stories_apart as
with refused as (
    select refused_edge.*
    from core.refused_edge
    cross join mart.horizon
    where mart.is_known(
        refused_edge.known_from, refused_edge.known_to, refused_edge.opened_run, refused_edge.closed_run,
        horizon.run_no, horizon.day
    )
)
select
    apart.report_id,
    apart.other_report_id,
    apart.reason,
    apart.known_from,
    refused.report_id as refused_report_id,
    refused.copied_from_report_id as refused_copied_from_report_id,
    refused.method as refused_method,
    refused.score as refused_score
from core.apart
cross join mart.horizon
left join refused
    on refused.apart_report_id = apart.report_id
    and refused.apart_other_report_id = apart.other_report_id
where mart.is_known(apart.known_from, apart.known_to, apart.opened_run, apart.closed_run, horizon.run_no, horizon.day)
order by apart.report_id, apart.other_report_id, refused.report_id;
comment on view mart.stories_apart is 'Pairs of reports that a person keeps in different stories, with the edges that are not used for it';
comment on column mart.stories_apart.report_id is 'Report';
comment on column mart.stories_apart.other_report_id is 'Report that it is never in one story with';
comment on column mart.stories_apart.reason is 'Why, in the reviewer''s words';
comment on column mart.stories_apart.known_from is 'Day from which it is honoured';
comment on column mart.stories_apart.refused_report_id is 'Report whose edge is not used; null if no edge would join the two';
comment on column mart.stories_apart.refused_copied_from_report_id is 'What that report looks like a copy of';
comment on column mart.stories_apart.refused_method is 'How that was recognised';
comment on column mart.stories_apart.refused_score is 'Strength of that match, 0 to 1';
