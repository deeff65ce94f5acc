-- mart.known_claim: one row per claim held at the horizon, of every polarity and scope, firm or not, with its report, story,
-- origin and event. The other views start here; what they leave out is found here with one predicate. Claims of a version
-- that is held, because its source drifted, are the only ones it hides. In no order: a sort would slow every view on it.
create view mart.known_claim as
with chosen as (
    select true as is_published, published_claim.*
    from mart.published_claim
    union all
    select false, claims_as_of.*
    from mart.claims_as_of()
    where nullif(current_setting('mart.as_of_day', true), '') is not null
)
select
    chosen.claim_no,
    chosen.claim_id,
    chosen.type,
    chosen.subtype,
    chosen.value_min,
    chosen.value_max,
    chosen."precision",
    chosen.magnitude,
    chosen.unit,
    chosen.currency,
    chosen.period,
    chosen.polarity,
    chosen.scope,
    case judgement.judgement when 'right' then true when 'wrong' then false else chosen.is_firm end as is_firm,
    judgement.judgement,
    chosen.confidence,
    chosen.places,
    chosen.place,
    chosen.country,
    chosen.admin1,
    chosen.origin,
    chosen.via,
    chosen.sectors,
    chosen.company,
    chosen.demographic,
    chosen.resolution,
    chosen.details,
    chosen.attribution,
    chosen.attribution_kind,
    chosen.event_start,
    chosen.event_end,
    chosen.event_basis,
    chosen.event_text,
    chosen.part_of,
    chosen.flags,
    chosen.quote,
    chosen.quote_start,
    chosen.quote_end,
    chosen.rule,
    chosen.sentence,
    chosen.known_from,
    chosen.reading_id,
    chosen.version_id,
    chosen.version_ordinal,
    chosen.report_id,
    chosen.origin_report_id,
    chosen.origin_known_from,
    chosen.story_id,
    chosen.story_known_from,
    chosen.event_id,
    chosen.source_key,
    chosen.outlet,
    chosen.url,
    chosen.title,
    chosen.lang,
    chosen.published_day,
    chosen.published_at,
    chosen.is_withdrawn
from chosen
left join mart.judgement
    on judgement.claim_id = chosen.claim_id
    and judgement.values_sha256 = chosen.values_sha256
-- asked here and not of the table itself, which a claim would then not be looked up in by its index
where chosen.is_published = (nullif(current_setting('mart.as_of_day', true), '') is null);
comment on view mart.known_claim is 'One row per claim held at the horizon, of every polarity and scope, firm or not, in no order';
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
comment on column mart.known_claim.confidence is 'How often claims like it proved right, 0 to 1';
comment on column mart.known_claim.places is 'Places it is about, finest first';
comment on column mart.known_claim.place is 'The finest place it is about, a chain up to the country; null: none is said';
comment on column mart.known_claim.country is 'ISO 3166 code of that place; null for WORLD and regions';
comment on column mart.known_claim.admin1 is 'First level below the country of that place; null if it is no finer than a country';
comment on column mart.known_claim.origin is 'Places the people came from';
comment on column mart.known_claim.via is 'Places they passed through';
comment on column mart.known_claim.sectors is 'Sectors of work';
comment on column mart.known_claim.company is 'Company named, as written';
comment on column mart.known_claim.demographic is 'Group of people it is about';
comment on column mart.known_claim.resolution is 'UN resolutions named';
comment on column mart.known_claim.details is 'Fields of single types: payer and payee of a levy, targets of a measure, wording of a share, entity (key in core.entity)';
comment on column mart.known_claim.attribution is 'Who says it, as written';
comment on column mart.known_claim.attribution_kind is 'Kind of the one who says it';
comment on column mart.known_claim.event_start is 'First day on which it may have happened';
comment on column mart.known_claim.event_end is 'Last day on which it may have happened';
comment on column mart.known_claim.event_basis is 'What the interval was read from';
comment on column mart.known_claim.event_text is 'The words that say when';
comment on column mart.known_claim.part_of is 'The claim whose number contains this one; null if it stands alone';
comment on column mart.known_claim.flags is 'Doubts a reader should know of';
comment on column mart.known_claim.quote is 'The words it was read from';
comment on column mart.known_claim.quote_start is 'Where the quote begins in the text, characters';
comment on column mart.known_claim.quote_end is 'Where the quote ends in the text, characters';
comment on column mart.known_claim.rule is 'Rule that read it';
comment on column mart.known_claim.sentence is 'The claim in one line';
comment on column mart.known_claim.known_from is 'Day from which the warehouse held it';
comment on column mart.known_claim.reading_id is 'Reading whose text holds the quote';
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
comment on column mart.known_claim.published_at is 'Moment of publication; null where only the day is known';
comment on column mart.known_claim.is_withdrawn is 'True if the outlet said of the report, in any version, that it is withdrawn';
