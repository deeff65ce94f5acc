-- mart.known_claim: one row per claim held at the horizon, of every polarity and scope, firm or not, with its report, story,
-- origin and event. The other views start here; what they leave out is found here with one predicate. Claims of a version
-- that is held, because its source drifted, are the only ones it hides.
create view mart.known_claim as
with story_known as (
    select story_member.report_id, story_member.story_id, story.known_from as story_known_from
    from core.story_member
    join core.story using (story_id)
    cross join mart.horizon
    where mart.is_known(
        story_member.known_from, story_member.known_to, story_member.opened_run, story_member.closed_run,
        horizon.run_no, horizon.day
    )
),
event_known as (
    select event_member.claim_no, event_member.event_id
    from core.event_member
    cross join mart.horizon
    where mart.is_known(
        event_member.known_from, event_member.known_to, event_member.opened_run, event_member.closed_run,
        horizon.run_no, horizon.day
    )
),
withdrawn_report as (
    select distinct report_id
    from mart.notices
    where kind = 'withdrawn'
)
select
    claim.claim_no,
    claim.claim_id,
    claim.type,
    claim.subtype,
    claim.value_min,
    claim.value_max,
    claim."precision",
    claim.magnitude,
    claim.unit,
    claim.currency,
    claim.period,
    claim.polarity,
    claim.scope,
    case judgement.judgement when 'right' then true when 'wrong' then false else claim.is_firm end as is_firm,
    judgement.judgement,
    claim.places,
    claim.company,
    claim.attribution,
    claim.attribution_kind,
    claim.event_start,
    claim.event_end,
    claim.event_basis,
    claim.part_of,
    claim.flags,
    claim.quote,
    claim.quote_start,
    claim.sentence,
    claim.known_from,
    version.version_id,
    version.ordinal as version_ordinal,
    report.report_id,
    report_origin.origin_report_id,
    report_origin.origin_known_from,
    coalesce(story_known.story_id, report.report_id) as story_id,
    coalesce(story_known.story_known_from, report.known_from) as story_known_from,
    coalesce(event_known.event_id, claim.claim_id) as event_id,
    report.source_key,
    source.name as outlet,
    report.url,
    reading.title,
    reading.lang,
    reading.published_day,
    withdrawn_report.report_id is not null as is_withdrawn
from core.claim
cross join mart.horizon
join core.version using (version_id)
join core.report using (report_id)
join core.source using (source_key)
join core.reading on reading.reading_id = claim.reading_id
join mart.report_origin using (report_id)
left join story_known using (report_id)
left join event_known on event_known.claim_no = claim.claim_no
left join withdrawn_report on withdrawn_report.report_id = report.report_id
left join mart.judgement
    on judgement.claim_id = claim.claim_id
    and judgement.values_sha256 = claim.values_sha256
where mart.is_known(claim.known_from, claim.known_to, claim.opened_run, claim.closed_run, horizon.run_no, horizon.day)
    and not exists (select from mart.held_version where held_version.version_id = claim.version_id)
order by claim.claim_id;
comment on view mart.known_claim is 'One row per claim held at the horizon, of every polarity and scope, firm or not';
comment on column mart.known_claim.claim_no is 'Row of core.claim';
comment on column mart.known_claim.claim_id is 'Claim';
comment on column mart.known_claim.type is 'Kind of assertion';
comment on column mart.known_claim.subtype is 'Finer kind; kinds are never added up';
comment on column mart.known_claim.value_min is 'Lower bound as written; null: none is stated';
comment on column mart.known_claim.value_max is 'Upper bound as written; null: none is stated';
comment on column mart.known_claim."precision" is 'How the number was worded';
comment on column mart.known_claim.magnitude is 'Order of magnitude of a vague number';
comment on column mart.known_claim.unit is 'What is counted';
comment on column mart.known_claim.currency is 'ISO 4217; nothing is converted';
comment on column mart.known_claim.period is 'Period of a rate as written';
comment on column mart.known_claim.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.known_claim.scope is 'new, or background: an old figure retold';
comment on column mart.known_claim.is_firm is 'True where the reading is trusted without a second look, or a person judged it right; false where one judged it wrong';
comment on column mart.known_claim.judgement is 'right, wrong or unsure: the last judgement of a person on this reading; null if none was asked or given';
comment on column mart.known_claim.places is 'Places it is about, finest first';
comment on column mart.known_claim.company is 'Company named, as written';
comment on column mart.known_claim.attribution is 'Who says it, as written';
comment on column mart.known_claim.attribution_kind is 'Kind of the one who says it';
comment on column mart.known_claim.event_start is 'First day on which it may have happened';
comment on column mart.known_claim.event_end is 'Last day on which it may have happened';
comment on column mart.known_claim.event_basis is 'What the interval was read from';
comment on column mart.known_claim.part_of is 'The claim whose number contains this one; null if it stands alone';
comment on column mart.known_claim.flags is 'Doubts a reader should know of';
comment on column mart.known_claim.quote is 'The words it was read from';
comment on column mart.known_claim.quote_start is 'Where the quote begins in the text, characters';
comment on column mart.known_claim.sentence is 'The claim in one line';
comment on column mart.known_claim.known_from is 'Day from which the warehouse held it';
comment on column mart.known_claim.version_id is 'Version that asserts it';
comment on column mart.known_claim.version_ordinal is '1 for the first version of the report';
comment on column mart.known_claim.report_id is 'Report';
comment on column mart.known_claim.origin_report_id is 'Witness: the report at the root of its copies';
comment on column mart.known_claim.origin_known_from is 'Day from which that witness was known';
comment on column mart.known_claim.story_id is 'Story';
comment on column mart.known_claim.story_known_from is 'Day from which the story was known';
comment on column mart.known_claim.event_id is 'Event; the claim''s own id if no other claim tells the same happening';
comment on column mart.known_claim.source_key is 'Key of the source';
comment on column mart.known_claim.outlet is 'Name of the source';
comment on column mart.known_claim.url is 'Address of the report';
comment on column mart.known_claim.title is 'Title of the report';
comment on column mart.known_claim.lang is 'Language of the report, ISO 639-1';
comment on column mart.known_claim.published_day is 'Day of publication as the outlet dates it';
comment on column mart.known_claim.is_withdrawn is 'True if the outlet said of the report, in any version, that it is withdrawn';
