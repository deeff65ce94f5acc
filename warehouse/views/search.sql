-- mart.search: claims whose quote, sentence or company a search finds, and beside them reports whose title or text it finds,
-- best first. All words must be there, in any order; "in quotes": next to one another; -word: not there; or: one list of words
-- or the other. English and Russian words are found in every form, Chinese, Japanese and Korean ones as they are written,
-- company names in any script. A place is a part of a chain or a name in any of five languages; since and until are of what
-- happened, of the publication where no time is said. Texts are searched as far as their sources' terms allow. Of more than
-- 2,000 finds the newest are ranked. Not for counting: what uses other words is not found.
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
    most constant bigint := 2000;
    question tsquery := mart.search_query(search.words);
    -- nothing is looked for among names where a word is left out or one list is as good as another
    companies text[] := case
        when search.words ~* '(^|\s)(-|or\s)' then '{}'
        else array(select name from mart.matching_names(search.words) where match_kind <> 'none')
    end;
    asked_place text := ', ' || lower(search.place) || ', ';
    asked_chains text[] := array(
        select ', ' || lower(gazetteer.chain) || ', '
        from core.place as gazetteer
        where lower(search.place) = any(array(select lower(one) from unnest(gazetteer.names || gazetteer.name_en) as one))
    );
begin
    return query
    with passing as (
        select known_claim.*
        from mart.known_claim
        where (search.type is null or known_claim.type = search.type)
            and (
                search.place is null
                or exists (
                    select from unnest(known_claim.places) as chain
                    where strpos(', ' || lower(chain) || ', ', asked_place) > 0
                        or exists (
                            select from unnest(asked_chains) as asked
                            where right(', ' || lower(chain) || ', ', char_length(asked)) = asked
                        )
                )
            )
            and (search.since is null or coalesce(known_claim.event_end, known_claim.event_start, known_claim.published_day) >= search.since)
            and (search.until is null or coalesce(known_claim.event_start, known_claim.event_end, known_claim.published_day) <= search.until)
    ),
    worded as (
        select passing.*, ts_rank(claim_words.words, question)::numeric as score, false as is_name
        from core.claim_words
        join passing using (claim_no)
        where claim_words.words @@ question
        order by claim_no desc
        limit most
    ),
    named as (
        select passing.*, 0.5 as score, true as is_name
        from passing
        where passing.company = any(companies)
        order by claim_no desc
        limit most
    ),
    claimed as (
        select distinct on (claim_no) either.*
        from (select * from worded union all select * from named) as either
        order by claim_no, is_name
    ),
    reported as (
        select hit.*
        from mart.report_hits(question, search.words, most) as hit
        where not exists (select from claimed where claimed.report_id = hit.report_id)
            and (
                (search.type is null and search.place is null and search.since is null and search.until is null)
                or exists (select from passing where passing.report_id = hit.report_id)
                or (
                    search.type is null
                    and search.place is null
                    and (search.since is null or hit.published_day >= search.since)
                    and (search.until is null or hit.published_day <= search.until)
                )
            )
    ),
    found as (
        select
            score,
            case
                when is_name then 'name'
                when mart.search_words(quote) @@ question then 'quote'
                else 'sentence'
            end as found_in,
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
            hit.published_day, hit.report_id, report_origin.origin_report_id, null, hit.known_from
        from reported as hit
        left join mart.report_origin using (report_id)
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
