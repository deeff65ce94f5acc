-- mart.search: claims whose quote, sentence or company a search finds, and beside them reports whose title or text it finds,
-- best first. All words must be there, in any order; "in quotes": next to one another; -word: not there; or: one list of words
-- or the other. English and Russian words are found in every form, Chinese, Japanese and Korean ones as they are written,
-- company names in any script. A place is a part of a chain or a name in any of five languages; since and until are of what
-- happened, of the publication where no time is said. Texts are searched as far as their sources' terms allow. Of more than
-- 1,000 claims or 200 reports the newest are ranked; of a search its first 300 characters are read. Not for counting: what
-- uses other words is not found.
create function mart.search(
    words text, place text default null, since date default null, until date default null, type text default null
) returns table (
    rank bigint,
    score numeric,
    found_in text,
    excerpt text,
    claim_id text,
    claim_type text,
    subtype text,
    polarity text,
    scope text,
    is_firm boolean,
    claim_place text,
    event_start date,
    event_end date,
    sentence text,
    title text,
    outlet text,
    url text,
    lang text,
    published_day date,
    report_id text,
    origin_report_id text,
    story_id text,
    known_from date
)
language plpgsql
stable
set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    most constant bigint := 1000;
    is_filtered boolean := num_nonnulls(search.place, search.since, search.until, search.type) > 0;
    asked text := left(search.words, 300);  -- a search of thousands of words takes minutes and means nothing
    question tsquery := mart.search_query(asked);
    -- nothing is looked for among names where a word is left out or one list is as good as another
    companies text[] := case
        when asked ~* '(^|\s)(-|or\s)' then '{}'
        else array(select name from mart.matching_names(asked) where match_kind <> 'none')
    end;
    asked_place text := ', ' || lower(search.place) || ', ';
    asked_chains text[] := array(
        select ', ' || lower(gazetteer.chain) || ', '
        from core.place as gazetteer
        where lower(search.place) = any(array(select lower(one) from unnest(gazetteer.names || gazetteer.name_en) as one))
    );
    -- as of a day the newest may all be later than it: then none is left out
    finds bigint[] := array(
        select claim_words.claim_no
        from core.claim_words
        where claim_words.words @@ question
        order by claim_words.claim_no desc
        limit (select case when horizon.as_of_day is null then 10 * most end from mart.horizon)
    );
begin
    return query
    with passing as not materialized (
        select known_claim.*
        from mart.known_claim
        where (search.type is null or known_claim.type = search.type)
            and (
                search.place is null
                or exists (
                    select from unnest(known_claim.places) as chain
                    where strpos(', ' || lower(chain) || ', ', asked_place) > 0
                        or exists (
                            select from unnest(asked_chains) as wanted
                            where right(', ' || lower(chain) || ', ', char_length(wanted)) = wanted
                        )
                )
            )
            and (search.since is null or coalesce(known_claim.event_end, known_claim.event_start, known_claim.published_day) >= search.since)
            and (search.until is null or coalesce(known_claim.event_start, known_claim.event_end, known_claim.published_day) <= search.until)
    ),
    worded as (
        select
            passing.*,
            ts_rank(indexed.words, question)::numeric as score,
            case when ts_filter(indexed.words, '{a}') @@ question then 'quote' else 'sentence' end as found_in
        from passing
        cross join lateral (
            select claim_words.words
            from core.claim_words
            where claim_words.claim_no = passing.claim_no
        ) as indexed
        where passing.claim_no = any(finds)
        order by claim_no desc
        limit most
    ),
    named as (
        select passing.*, 0.5 as score, 'name' as found_in
        from passing
        where passing.company = any(companies)
        order by claim_no desc
        limit most
    ),
    claimed as (
        select distinct on (claim_no) either.*
        from (select * from worded union all select * from named) as either
        order by claim_no, found_in = 'name'
    ),
    hit as materialized (
        select report_hits.*
        from mart.report_hits(question, asked, most / 5) as report_hits
    ),
    -- by the reports' own ids: asked of every claim it takes seconds
    claiming as (
        select known_claim.report_id
        from mart.known_claim
        where is_filtered
            and known_claim.report_id = any(array(select hit.report_id from hit))
    ),
    passing_report as (
        select passing.report_id
        from passing
        where is_filtered
            and passing.report_id = any(array(select hit.report_id from hit))
    ),
    reported as (
        select hit.*
        from hit
        where hit.report_id not in (select claimed.report_id from claimed)
            and (
                not is_filtered
                or hit.report_id in (select passing_report.report_id from passing_report)
                -- a report without claims has a day of publication, and no place
                or (
                    search.type is null
                    and search.place is null
                    and (search.since is null or hit.published_day >= search.since)
                    and (search.until is null or hit.published_day <= search.until)
                    and hit.report_id not in (select claiming.report_id from claiming)
                )
            )
    ),
    found as (
        select
            score,
            found_in,
            quote as excerpt,
            claim_id, type, subtype, polarity, scope, is_firm, place, event_start, event_end, sentence, title, outlet, url, lang,
            published_day, report_id, origin_report_id, story_id, known_from
        from claimed
        union all
        select
            -- what is in a title or a text alone comes after what was read as a claim
            hit.score::numeric / case hit.part when 'title' then 10 else 100 end,
            hit.part, hit.excerpt,
            null, null, null, null, null, null, null, null, null, null, hit.title, hit.outlet, hit.url, hit.lang,
            hit.published_day, hit.report_id, null, null, hit.known_from
        from reported as hit
    )
    select
        row_number() over (
            order by found.score desc, found.published_day desc nulls last, found.claim_id nulls last, found.report_id
        ),
        round(found.score, 4),
        found.found_in, found.excerpt, found.claim_id, found.type, found.subtype, found.polarity, found.scope, found.is_firm,
        found.place, found.event_start, found.event_end, found.sentence, found.title, found.outlet, found.url, found.lang,
        found.published_day, found.report_id, found.origin_report_id, found.story_id, found.known_from
    from found
    order by 1;
end
$$;
comment on function mart.search(text, text, date, date, text) is
    'Claims and reports that a search finds, best first: words in five languages, "phrases", -without, one list or another; optional place, since, until, type. Texts as far as their sources'' terms allow. Not for counting';
