-- mart.changes: one row per step from a version of a report to the next, newest first, and per page that is gone: what was changed,
-- corrected or withdrawn, and what became of the claims. A claim is changed where the new version says another number or
-- polarity of the same kind and place. It is no count of corrections: outlets differ in how often their pages are asked again.
-- Each figure by itself is in mart.changed_figures; a page that is gone keeps its claims (mart.reports.page_last_seen).
-- what became of the claims of each step: kept, and computed as of a day. No judgement changes it.
create view kept.changed_claims_at_horizon as
with side as materialized (
    select step.change_id, version.version_id, version.is_new
    from mart.compared_change as step
    cross join lateral (values (step.old_version_id, false), (step.new_version_id, true)) as version (version_id, is_new)
),
-- of these versions alone, before anything is joined: else all claims are sorted
said as materialized (
    select
        version_id,
        claim_id,
        type,
        subtype,
        places[1] as place,
        polarity,
        scope,
        value_min,
        value_max,
        magnitude,
        unit,
        currency,
        period
    from mart.last_claim
    where version_id in (select distinct version_id from side)
),
told as (
    select side.change_id, side.is_new, said.*
    from side
    join said using (version_id)
),
-- what one side alone says
differing as (
    select change_id, type, subtype, place, bool_or(is_new) as is_new, array_agg(claim_id) as claim_ids
    from told
    group by change_id, type, subtype, place, polarity, scope, value_min, value_max, magnitude, unit, currency, period
    having bool_and(is_new) or not bool_or(is_new)
),
sorted as (
    select
        differing.change_id,
        differing.is_new,
        claim_id,
        bool_or(is_new) over of_its_kind and not bool_and(is_new) over of_its_kind as has_other_side
    from differing
    cross join unnest(claim_ids) as claim_id
    window of_its_kind as (partition by change_id, type, subtype, place)
)
select
    change_id,
    array_agg(claim_id order by claim_id) filter (where is_new and not has_other_side) as added,
    array_agg(claim_id order by claim_id) filter (where not is_new and not has_other_side) as removed,
    array_agg(claim_id order by claim_id) filter (where is_new and has_other_side) as changed
from sorted
group by change_id;
create materialized view kept.changed_claims as
select * from kept.changed_claims_at_horizon;
create unique index changed_claims_change_id on kept.changed_claims (change_id);
create view mart.changes as
with outcome as (
    select changed_claims.*
    from kept.changed_claims
    where nullif(current_setting('mart.as_of_day', true), '') is null
    union all
    select changed_claims_at_horizon.*
    from kept.changed_claims_at_horizon
    where nullif(current_setting('mart.as_of_day', true), '') is not null
),
told as (
    select
        step.report_id,
        step.old_version_id,
        step.new_version_id,
        step.seen_old_day,
        step.seen_new_day,
        step.traits as kind,
        step.sentence,
        step.note_quote,
        step.diff,
        outcome.added,
        outcome.removed,
        outcome.changed,
        step.change_id
    from mart.compared_change as step
    left join outcome using (change_id)
    union all
    select
        notices.report_id, reports.version_id, null, notices.page_last_seen, notices.first_day, array['page gone'],
        'the page answers ' || notices.status || ' since ' || notices.first_day, null, null, null, null, null, notices.notice_id
    from mart.notices
    left join mart.reports using (report_id)
    where notices.kind = 'gone'
)
select
    told.report_id as report,
    report.url,
    told.old_version_id as old_version,
    told.new_version_id as new_version,
    told.seen_old_day as seen_old,
    told.seen_new_day as seen_new,
    told.kind,
    coalesce(told.added, '{}') as claims_added,
    coalesce(told.removed, '{}') as claims_removed,
    coalesce(told.changed, '{}') as claims_changed,
    told.diff,
    told.sentence,
    told.note_quote,
    source.name as outlet,
    told.change_id
from told
join core.report using (report_id)
join core.source using (source_key)
order by told.seen_new_day desc, report.source_key, report.url, told.change_id;
comment on view mart.changes is 'What was changed, corrected, withdrawn or taken down, a row a step, newest first, with what became of the claims. No count of corrections; each figure by itself is in mart.changed_figures';
comment on column mart.changes.report is 'Report';
comment on column mart.changes.url is 'Address of the report';
comment on column mart.changes.old_version is 'Version before';
comment on column mart.changes.new_version is 'Version after; null: the page is gone';
comment on column mart.changes.seen_old is 'Last day on which the version before was seen';
comment on column mart.changes.seen_new is 'First day on which the version after, or that the page is gone, was seen';
comment on column mart.changes.kind is 'What it is about, the weightiest first: withdrawn, corrected, number, date, place, title, published, cut, words, moved, marks; page gone';
comment on column mart.changes.claims_added is 'Claims of the new version of a kind and place that the old one did not have';
comment on column mart.changes.claims_removed is 'Claims of the old version of a kind and place that the new one does not have';
comment on column mart.changes.claims_changed is 'Claims of the new version that say another number or polarity than the old one did';
comment on column mart.changes.diff is 'The words that changed, [-taken out-] and {+put in+}, long stretches cut';
comment on column mart.changes.sentence is 'The change in one line';
comment on column mart.changes.note_quote is 'What the outlet says of it: a correction or withdrawal; null if it says nothing';
comment on column mart.changes.outlet is 'Name of the source';
comment on column mart.changes.change_id is 'Change, or notice of a page that is gone';
