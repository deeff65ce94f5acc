-- mart.story_tree: one row per report of a story: who published it when, what it goes back to and how that was recognised, which figures
-- it gives and which of them its origin gives otherwise. Answers who copied whom, and how many witnesses a story has: rows
-- whose role is origin, and one for each source that others retell. Asked of a story id that went up in another, it shows that one.
create function mart.story_tree(story_id text) returns table (
    report_id text,
    outlet text,
    published date,
    lang text,
    role text,
    copied_from text,
    method text,
    score numeric,
    shared_passage text,
    number_here text,
    number_at_origin text,
    changed boolean,
    told_with text,
    title text,
    url text,
    claim_ids text[]
)
language plpgsql
stable
as $$
#variable_conflict use_column
declare
    -- found first, so that reports, claims and figures of them alone are read, by their indexes
    standing text[] := array(
        with recursive standing as (
            select story_tree.story_id as story_id
            union
            select story_merges.merged_into_story_id
            from standing
            join mart.story_merges on story_merges.story_id = standing.story_id and story_merges.ended_day is null
        )
        select standing.story_id
        from standing
    );
    members text[] := array(
        select reports.report_id
        from mart.reports
        where reports.story_id = any(standing)
    );
    with_origins text[] := members || array(
        select reports.origin_report_id
        from mart.reports
        where reports.story_id = any(standing)
    );
begin
    return query
    with number as (
        -- the figures of a report in the order of its text, each once; beside them those its origin gives for the same
        select
            known_claim.report_id,
            string_agg(
                mart.value_text(
                    known_claim.value_min, known_claim.value_max, known_claim."precision", known_claim.magnitude,
                    known_claim.unit, known_claim.currency, known_claim.period
                ), '; ' order by known_claim.quote_start, known_claim.claim_id
            ) as here,
            string_agg(figure_step.number_at_origin, '; ' order by known_claim.quote_start, known_claim.claim_id) as at_origin,
            coalesce(bool_or(figure_step.change is not null), false) as is_changed,
            array_agg(known_claim.claim_id order by known_claim.quote_start, known_claim.claim_id) as claim_ids
        from mart.known_claim
        left join mart.figure_steps(with_origins) as figure_step using (claim_id)
        where known_claim.story_id = any(standing)
            and known_claim.is_firm
            and (known_claim.value_min is not null or known_claim.value_max is not null or known_claim.magnitude is not null)
        group by known_claim.report_id
    )
    select
        member.report_id,
        member.outlet,
        member.published_day,
        member.lang,
        member.role,
        member.copied_from,
        member.method,
        member.score,
        member.shared_passage,
        number.here,
        number.at_origin,
        coalesce(number.is_changed, false),
        member.told_with,
        member.title,
        member.url,
        coalesce(number.claim_ids, '{}')
    from mart.story_link as member
    left join number using (report_id)
    where member.report_id = any(members)
    order by member.role <> 'origin', member.published_at, member.published_day, member.report_id;
end
$$;
comment on function mart.story_tree(text) is
'Who copied whom in one story: a row per report with its role (origin, copy, rewrite, translation, excerpt, retelling), what it goes back to, and its firm figures beside those of its origin. Witnesses are the origins, not the rows; changed says that a figure differs from the origin, not which is true';
