-- mart.named_company: one row per claim at the horizon that names a company, with what the name stands for: an entry of the curated list
-- where the reader linked it, else all spellings that are one name. Spellings of one script are one name where they differ in
-- case, punctuation and corporate words alone; of two scripts where they sound alike and no script has two such names.
-- In no order: mart.companies and mart.company_dossier stand on it.
create view mart.named_company as
with claimed as materialized (
    select
        known_claim.*,
        known_claim.details ->> 'entity' as entity_key,
        company_name.folded,
        company_name.script,
        company_name.sound
    from mart.known_claim
    left join core.company_name on company_name.name = known_claim.company
    where known_claim.company is not null
),
across_scripts as (
    select sound
    from claimed
    where entity_key is null
        and char_length(sound) > 4  -- shorter ones are alike by chance
    group by sound
    having count(distinct script) > 1
        and count(distinct folded) = count(distinct script)
)
select
    coalesce(
        claimed.entity_key,
        'as written: ' || coalesce(across_scripts.sound, claimed.folded, claimed.company)
    ) as entity,
    claimed.entity_key,
    claimed.claim_no,
    claimed.claim_id,
    claimed.company,
    claimed.type,
    claimed.subtype,
    claimed.polarity,
    claimed.scope,
    claimed.is_firm,
    claimed.place,
    claimed.sectors,
    claimed.event_id,
    claimed.event_start,
    claimed.event_end,
    claimed.quote,
    claimed.title,
    claimed.outlet,
    claimed.url,
    claimed.source_key,
    claimed.published_day,
    claimed.version_id,
    claimed.report_id,
    claimed.origin_report_id,
    claimed.story_id,
    claimed.known_from
from claimed
left join across_scripts on across_scripts.sound = claimed.sound;
comment on view mart.named_company is 'Claims that name a company, with what the name stands for; behind mart.companies and mart.company_dossier';
comment on column mart.named_company.entity is 'Key in the curated list, or "as written:" and what the spellings of one name have in common';
comment on column mart.named_company.entity_key is 'Key in the curated list; null if the reader did not link it';
comment on column mart.named_company.claim_no is 'Row of core.claim';
comment on column mart.named_company.claim_id is 'Claim';
comment on column mart.named_company.company is 'Company named, as written';
comment on column mart.named_company.type is 'Kind of assertion';
comment on column mart.named_company.subtype is 'Finer kind; kinds are never added up';
comment on column mart.named_company.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.named_company.scope is 'new, or background: an old figure retold';
comment on column mart.named_company.is_firm is 'True where the reading is trusted without a second look, or a person judged it right; false where one judged it wrong';
comment on column mart.named_company.place is 'The finest place it is about, a chain up to the country; null: none is said';
comment on column mart.named_company.sectors is 'Sectors of work';
comment on column mart.named_company.event_id is 'Event; the claim''s own id if no other claim tells the same happening';
comment on column mart.named_company.event_start is 'First day on which it may have happened';
comment on column mart.named_company.event_end is 'Last day on which it may have happened';
comment on column mart.named_company.quote is 'The words it was read from';
comment on column mart.named_company.title is 'Title of the report';
comment on column mart.named_company.outlet is 'Name of the source';
comment on column mart.named_company.url is 'Address of the report';
comment on column mart.named_company.source_key is 'Key of the source';
comment on column mart.named_company.published_day is 'Day of publication as the outlet dates it';
comment on column mart.named_company.version_id is 'Version that asserts it';
comment on column mart.named_company.report_id is 'Report';
comment on column mart.named_company.origin_report_id is 'Witness: the report at the root of its copies';
comment on column mart.named_company.story_id is 'Story';
comment on column mart.named_company.known_from is 'Day from which the warehouse held it';
