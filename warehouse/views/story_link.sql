-- mart.story_link: one row per report of a story with two reports or more: what it goes back to, how that was recognised, and the
-- longest passage that both share. Behind mart.story_tree and mart.figure_provenance, which add the figures.
create view mart.story_link as
with link as (
    select edge.report_id, edge.copied_from_report_id as joined_to_report_id, edge.method, edge.score, edge.evidence, true as is_copy
    from core.edge
    cross join mart.horizon
    where mart.is_known(edge.known_from, edge.known_to, edge.opened_run, edge.closed_run, horizon.run_no, horizon.day)
    union all
    select retelling.report_id, retelling.told_with_report_id, retelling.method, retelling.score, retelling.evidence, false
    from core.retelling
    cross join mart.horizon
    where mart.is_known(
        retelling.known_from, retelling.known_to, retelling.opened_run, retelling.closed_run, horizon.run_no, horizon.day
    )
)
select
    reports.report_id,
    reports.story_id,
    reports.outlet,
    reports.title,
    reports.url,
    reports.published_day,
    reports.published_at,
    reports.lang,
    reports.origin_report_id,
    case
        when link.report_id is null then 'origin'
        when not link.is_copy then 'retelling'
        when link.method = 'translation' then 'translation'
        when link.method = 'excerpt' then 'excerpt'
        when link.method in ('rewrite', 'same_source') then 'rewrite'
        else 'copy'
    end as role,
    case when link.is_copy then link.joined_to_report_id end as copied_from,
    case when not link.is_copy then link.joined_to_report_id end as told_with,
    link.method,
    link.score,
    (
        -- of its own evidence alone: a function of any span would hand out whole texts
        select left(regexp_replace(substr(reading.text, span.first + 1, span.last - span.first), '\s+', ' ', 'g'), 200)
        from core.reading
        cross join lateral (
            select (passage ->> 'start')::integer as first, (passage ->> 'end')::integer as last
            from jsonb_array_elements(link.evidence) as passage
            order by (passage ->> 'end')::integer - (passage ->> 'start')::integer desc, (passage ->> 'start')::integer
            limit 1
        ) as span
        where link.is_copy
            and reading.reading_id = reports.reading_id
    ) as shared_passage
from mart.reports
left join link using (report_id);
comment on view mart.story_link is 'Reports with what each goes back to; behind mart.story_tree and mart.figure_provenance, which add the figures';
comment on column mart.story_link.report_id is 'Report';
comment on column mart.story_link.story_id is 'Story';
comment on column mart.story_link.outlet is 'Outlet';
comment on column mart.story_link.title is 'Title';
comment on column mart.story_link.url is 'Address';
comment on column mart.story_link.published_day is 'Day of publication as the outlet dates it';
comment on column mart.story_link.published_at is 'Moment of publication; null where only the day is known';
comment on column mart.story_link.lang is 'Language';
comment on column mart.story_link.origin_report_id is 'Witness it goes back to';
comment on column mart.story_link.role is 'origin, copy, rewrite, translation, excerpt, or retelling (of a source that both name, and no copy)';
comment on column mart.story_link.copied_from is 'Report it was copied from; null for an origin or a retelling';
comment on column mart.story_link.told_with is 'Earlier report that retells the same named source; null otherwise';
comment on column mart.story_link.method is 'How that was recognised';
comment on column mart.story_link.score is 'Strength of the match, 0 to 1';
comment on column mart.story_link.shared_passage is 'The longest passage that shows a copy, at most 200 characters, as the copy has it; null without one';
