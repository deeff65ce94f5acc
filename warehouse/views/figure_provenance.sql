-- mart.figure_provenance: one row per report that has a figure from the same origin as the claim asked about: the origin first, then those
-- that go back to it, with what became of the number. Answers who has this figure from whom, and how many witnesses it really
-- has; independent reports of the same number are other rows of the same event, marked by their own origin.
create function mart.figure_provenance(claim_id text) returns table (
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
    change text,
    origin_report_id text,
    attribution text,
    quote text,
    url text,
    this_claim_id text
)
language plpgsql
stable
as $$
#variable_conflict use_column
declare
    -- found first, so that claims and reports of them alone are read, by their indexes
    origins text[] := array(
        select distinct known_claim.origin_report_id
        from mart.known_claim
        where known_claim.event_id = any(array(
            select asked.event_id from mart.known_claim as asked where asked.claim_id = figure_provenance.claim_id
        ))
    );
    told_by text[] := array(
        select distinct known_claim.report_id
        from mart.known_claim
        where known_claim.origin_report_id = any(origins)
    );
begin
    return query
    with known as materialized (
        select known_claim.* from mart.known_claim where known_claim.origin_report_id = any(origins)
    ),
    step as materialized (
        select figure_step.* from mart.figure_steps(told_by) as figure_step
    ),
    asked as (
        select known.claim_id, known.event_id, coalesce(step.origin_claim_id, known.claim_id) as root_claim_id
        from known
        left join step on step.claim_id = known.claim_id
        where known.claim_id = figure_provenance.claim_id
    ),
    same as (
        -- its root, what goes back to that, and the independent claims of the same event
        select root_claim_id as claim_id from asked
        union
        select asked.claim_id from asked
        union
        select step.claim_id
        from step
        join asked on step.origin_claim_id = asked.root_claim_id
        union
        select known.claim_id
        from known
        join asked on known.event_id = asked.event_id
    )
    select
        story_link.report_id,
        story_link.outlet,
        story_link.published_day,
        story_link.lang,
        story_link.role,
        story_link.copied_from,
        story_link.method,
        story_link.score,
        story_link.shared_passage,
        mart.value_text(
            known.value_min, known.value_max, known."precision", known.magnitude, known.unit, known.currency, known.period
        ),
        step.number_at_origin,
        step.change is not null,
        step.change,
        story_link.origin_report_id,
        known.attribution,
        known.quote,
        story_link.url,
        known.claim_id
    from same
    join known on known.claim_id = same.claim_id
    join mart.story_link on story_link.report_id = known.report_id
    left join step on step.claim_id = known.claim_id
    where story_link.report_id = any(told_by)
    order by
        story_link.role <> 'origin', story_link.published_at, story_link.published_day, story_link.report_id,
        known.quote_start, known.claim_id;
end
$$;
comment on function mart.figure_provenance(text) is
'Who has this figure from whom and what changed on the way: the origin, all that go back to it, and independent reports of the same happening, each with its own words. Count witnesses by origin_report_id; one anonymous voice in three outlets is still one voice (attribution)';
