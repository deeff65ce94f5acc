-- mart.claim_at_horizon: one row per claim at the horizon with its report, story, origin and event, computed from core. Slow over a
-- big warehouse: mart.known_claim reads the published state from a table instead, and only as of a day from here.
create view mart.claim_at_horizon as
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
    claim.is_firm,
    claim.confidence,
    claim.values_sha256,
    claim.places,
    first_place.chain as place,
    first_place.country,
    first_place.admin1,
    claim.origin,
    claim.via,
    claim.sectors,
    claim.company,
    claim.demographic,
    claim.resolution,
    claim.details,
    claim.attribution,
    claim.attribution_kind,
    claim.event_start,
    claim.event_end,
    claim.event_basis,
    claim.event_text,
    claim.part_of,
    claim.flags,
    claim.quote,
    claim.quote_start,
    claim.quote_end,
    claim.rule,
    claim.sentence,
    chosen_claim.known_from,
    claim.reading_id,
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
    reading.published_at,
    withdrawn_report.report_id is not null as is_withdrawn
from mart.chosen_claim
join core.claim using (claim_no)
join core.version using (version_id)
join core.report using (report_id)
join core.source using (source_key)
join core.reading on reading.reading_id = claim.reading_id
join mart.report_origin using (report_id)
left join story_known using (report_id)
left join event_known on event_known.claim_no = claim.claim_no
left join withdrawn_report on withdrawn_report.report_id = report.report_id
left join core.claim_place as first_place
    on first_place.claim_no = claim.claim_no
    and first_place.role = 'place'
    and first_place.ordinal = 1;
comment on view mart.claim_at_horizon is 'Claims at the horizon, computed from core: what mart.published_claim keeps, and mart.known_claim reads as of a day. Ask mart.known_claim';
comment on column mart.claim_at_horizon.claim_no is 'Row of core.claim';
comment on column mart.claim_at_horizon.claim_id is 'Claim';
comment on column mart.claim_at_horizon.type is 'Kind of assertion';
comment on column mart.claim_at_horizon.subtype is 'Finer kind; kinds are never added up';
comment on column mart.claim_at_horizon.value_min is 'Lower bound as written; null: none is stated';
comment on column mart.claim_at_horizon.value_max is 'Upper bound as written; null: none is stated';
comment on column mart.claim_at_horizon."precision" is 'How the number was worded';
comment on column mart.claim_at_horizon.magnitude is 'Order of magnitude of a vague number';
comment on column mart.claim_at_horizon.unit is 'What is counted';
comment on column mart.claim_at_horizon.currency is 'ISO 4217; nothing is converted';
comment on column mart.claim_at_horizon.period is 'Period of a rate as written';
comment on column mart.claim_at_horizon.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.claim_at_horizon.scope is 'new, or background: an old figure retold';
comment on column mart.claim_at_horizon.is_firm is 'True where the reading is trusted without a second look, or a person judged it right; false where one judged it wrong';
comment on column mart.claim_at_horizon.confidence is 'How often claims like it proved right, 0 to 1';
comment on column mart.claim_at_horizon.values_sha256 is 'Hash of what is asserted: a judgement belongs to it';
comment on column mart.claim_at_horizon.places is 'Places it is about, finest first';
comment on column mart.claim_at_horizon.place is 'The finest place it is about, a chain up to the country; null: none is said';
comment on column mart.claim_at_horizon.country is 'ISO 3166 code of that place; null for WORLD and regions';
comment on column mart.claim_at_horizon.admin1 is 'First level below the country of that place; null if it is no finer than a country';
comment on column mart.claim_at_horizon.origin is 'Places the people came from';
comment on column mart.claim_at_horizon.via is 'Places they passed through';
comment on column mart.claim_at_horizon.sectors is 'Sectors of work';
comment on column mart.claim_at_horizon.company is 'Company named, as written';
comment on column mart.claim_at_horizon.demographic is 'Group of people it is about';
comment on column mart.claim_at_horizon.resolution is 'UN resolutions named';
comment on column mart.claim_at_horizon.details is 'Fields of single types: payer and payee of a levy, targets of a measure, wording of a share, entity (key in core.entity)';
comment on column mart.claim_at_horizon.attribution is 'Who says it, as written';
comment on column mart.claim_at_horizon.attribution_kind is 'Kind of the one who says it';
comment on column mart.claim_at_horizon.event_start is 'First day on which it may have happened';
comment on column mart.claim_at_horizon.event_end is 'Last day on which it may have happened';
comment on column mart.claim_at_horizon.event_basis is 'What the interval was read from';
comment on column mart.claim_at_horizon.event_text is 'The words that say when';
comment on column mart.claim_at_horizon.part_of is 'The claim whose number contains this one; null if it stands alone';
comment on column mart.claim_at_horizon.flags is 'Doubts a reader should know of';
comment on column mart.claim_at_horizon.quote is 'The words it was read from';
comment on column mart.claim_at_horizon.quote_start is 'Where the quote begins in the text, characters';
comment on column mart.claim_at_horizon.quote_end is 'Where the quote ends in the text, characters';
comment on column mart.claim_at_horizon.rule is 'Rule that read it';
comment on column mart.claim_at_horizon.sentence is 'The claim in one line';
comment on column mart.claim_at_horizon.known_from is 'Day from which the warehouse held it';
comment on column mart.claim_at_horizon.reading_id is 'Reading whose text holds the quote';
comment on column mart.claim_at_horizon.version_id is 'Version that asserts it';
comment on column mart.claim_at_horizon.version_ordinal is '1 for the first version of the report';
comment on column mart.claim_at_horizon.report_id is 'Report';
comment on column mart.claim_at_horizon.origin_report_id is 'Witness: the report at the root of its copies';
comment on column mart.claim_at_horizon.origin_known_from is 'Day from which that witness was known';
comment on column mart.claim_at_horizon.story_id is 'Story';
comment on column mart.claim_at_horizon.story_known_from is 'Day from which the story was known';
comment on column mart.claim_at_horizon.event_id is 'Event; the claim''s own id if no other claim tells the same happening';
comment on column mart.claim_at_horizon.source_key is 'Key of the source';
comment on column mart.claim_at_horizon.outlet is 'Name of the source';
comment on column mart.claim_at_horizon.url is 'Address of the report';
comment on column mart.claim_at_horizon.title is 'Title of the report';
comment on column mart.claim_at_horizon.lang is 'Language of the report, ISO 639-1';
comment on column mart.claim_at_horizon.published_day is 'Day of publication as the outlet dates it';
comment on column mart.claim_at_horizon.published_at is 'Moment of publication; null where only the day is known';
comment on column mart.claim_at_horizon.is_withdrawn is 'True if the outlet said of the report, in any version, that it is withdrawn';
