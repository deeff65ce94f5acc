-- mart.company_dossier: everything that claims say of one name, newest first, each with how its name was matched; fuzzy ones, which
-- are hints, come last. Where nothing matches, rows without a claim give the nearest names, and note says what was compared:
-- nothing found is not the same as not there. A match of the name is no match of the firm: others may bear it.
create function mart.company_dossier(name text) returns table (
    matched_name text,
    match_kind text,
    match_score numeric,
    event_date date,
    type text,
    subtype text,
    polarity text,
    quote text,
    report_title text,
    outlet text,
    url text,
    published date,
    page_sha256 text,
    claim_id text,
    entity text,
    place text,
    scope text,
    is_firm boolean,
    origin_report_id text,
    known_from date,
    note text
)
language sql
stable
set search_path = pg_catalog
as $$
    with named as materialized (
        select *
        from mart.named_company
    ),
    listed_name as (
        select entity.entity_key, entity.source, listed.name
        from core.entity
        cross join mart.horizon
        cross join lateral unnest(entity.names || entity.name) as listed (name)
        where mart.is_known(entity.known_from, null, entity.opened_run, null, horizon.run_no, horizon.day)
    ),
    known_name as (
        select named.company as name from named
        union
        select listed_name.name from listed_name
    ),
    matched as (
        -- a name that a later night brought is not known here
        select matching_names.name, matching_names.match_kind as kind, matching_names.match_score as score
        from mart.matching_names(company_dossier.name)
        join known_name using (name)
    ),
    meant as (
        -- what a matched name stands for: the other spellings of it are aliases
        select distinct on (standing.entity) standing.entity, matched.kind, matched.score
        from matched
        join (
            select named.company as name, named.entity from named
            union all
            select listed_name.name, listed_name.entity_key from listed_name
        ) as standing using (name)
        where matched.kind <> 'none'
        order by standing.entity, matched.kind = 'fuzzy', matched.score desc
    ),
    told as (
        select
            named.*,
            case
                when matched.kind in ('exact', 'transliteration') then matched.kind
                when meant.kind <> 'fuzzy' then 'alias'
                else 'fuzzy'
            end as kind,
            case when meant.kind <> 'fuzzy' then 1 else greatest(matched.score, meant.score) end as score,
            version.first_payload_sha256
        from named
        join meant using (entity)
        left join matched on matched.name = named.company
        join core.version using (version_id)
    ),
    nothing as (
        select format(
            '%s; compared with %s names in claims and on the curated list, of %s sources, as known on %s',
            coalesce(
                (
                    select 'on the curated list, ' || min(listed_name.source) || ', but no claim names it'
                    from listed_name
                    join meant on meant.entity = listed_name.entity_key
                    where meant.kind <> 'fuzzy'
                ),
                'nothing found'
            ),
            (select count(*) from known_name),
            (select count(*) from core.source),
            (select run_day from mart.horizon)
        ) as note
        where not exists (select from told)
    ),
    nearest as (
        select matched.name, matched.score
        from matched
        order by matched.score desc, matched.name
        limit 5
    )
    select
        answer.matched_name, answer.match_kind, answer.match_score, answer.event_date, answer.type, answer.subtype, answer.polarity,
        answer.quote, answer.report_title, answer.outlet, answer.url, answer.published, answer.page_sha256, answer.claim_id,
        answer.entity, answer.place, answer.scope, answer.is_firm, answer.origin_report_id, answer.known_from, answer.note
    from (
        select
            told.company as matched_name, told.kind as match_kind, told.score as match_score,
            coalesce(told.event_start, told.event_end) as event_date, told.type, told.subtype, told.polarity, told.quote,
            told.title as report_title, told.outlet, told.url, told.published_day as published,
            told.first_payload_sha256 as page_sha256, told.claim_id, told.entity, told.place, told.scope, told.is_firm,
            told.origin_report_id, told.known_from, null as note
        from told
        union all
        select
            nearest.name, 'none', nearest.score, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, nothing.note
        from nothing
        left join nearest on true
    ) as answer
    order by
        answer.match_kind in ('fuzzy', 'none'), answer.published desc nulls last, answer.event_date desc nulls last,
        answer.match_score desc, answer.matched_name, answer.claim_id
$$;
comment on function mart.company_dossier(text) is
    'Everything claims say of one company name, newest first: exact, alias and transliteration before fuzzy (hints). Without a match: the nearest names, and in note what was compared. A name is not a firm: others may bear it';
