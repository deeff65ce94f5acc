-- mart.entities: one row per company named in claims known at the horizon: linked to the curated list, or by its name as written.
create view mart.entities as
with named as (
    select
        known_claim.claim_id,
        known_claim.report_id,
        known_claim.origin_report_id,
        known_claim.type,
        known_claim.subtype,
        known_claim.company,
        known_claim.polarity,
        known_claim.places[1] as place,
        known_claim.known_from,
        claim.details ->> 'entity' as entity_key
    from mart.known_claim
    join core.claim using (claim_no)
    where known_claim.company is not null
)
select
    coalesce(entity.entity_key, 'as written: ' || named.company) as entity,
    coalesce(entity.name, named.company) as name,
    entity.kind,
    entity.country,
    entity.is_checked,
    entity.source,
    entity.note,
    array_agg(distinct named.company order by named.company) as names_as_written,
    array_agg(distinct coalesce(named.subtype, named.type) order by coalesce(named.subtype, named.type)) as named_as,
    array_remove(array_agg(distinct named.place order by named.place), null) as places,
    count(distinct named.claim_id) as claim_count,
    count(distinct named.report_id) as report_count,
    count(distinct named.origin_report_id) as origins,
    count(distinct named.claim_id) filter (where named.polarity <> 'affirmed') as not_affirmed_count,
    min(named.known_from) as first_known,
    max(named.known_from) as last_known
from named
left join core.entity using (entity_key)
group by entity.entity_key, entity.name, entity.kind, entity.country, entity.is_checked, entity.source,
    entity.note, coalesce(entity.entity_key, 'as written: ' || named.company), coalesce(entity.name, named.company)
order by origins desc, name;
comment on view mart.entities is 'Companies and agencies that reports name: who, as what, where, by how many witnesses. No list of offenders: denials and doubts count as well (not_affirmed_count), and a name that is not in the curated list stays as written, so that one company may have several rows';
comment on column mart.entities.entity is 'Key in the curated list, or "as written:" and the name';
comment on column mart.entities.name is 'Name in the document that names it, or as written';
comment on column mart.entities.kind is 'What that document names it as; null if it is not in the list';
comment on column mart.entities.country is 'Country it sits in; null if it is not in the list';
comment on column mart.entities.is_checked is 'True if somebody read the name in that document; null if it is not in the list';
comment on column mart.entities.source is 'Document that names it; null if it is not in the list';
comment on column mart.entities.note is 'What to know before citing it: who denies it, who alone says so, names that look alike; null if it is not in the list';
comment on column mart.entities.names_as_written is 'Names in the reports';
comment on column mart.entities.named_as is 'Kinds of the claims that name it';
comment on column mart.entities.places is 'Places of those claims, finest first name of each';
comment on column mart.entities.claim_count is 'Claims that name it, of every polarity';
comment on column mart.entities.report_count is 'Reports that name it, copies included';
comment on column mart.entities.origins is 'Witnesses: copies count once';
comment on column mart.entities.not_affirmed_count is 'Claims that deny, doubt or only announce';
comment on column mart.entities.first_known is 'Day on which the first of these claims was known';
comment on column mart.entities.last_known is 'Day on which the last of these claims became known';
