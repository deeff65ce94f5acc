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
language sql
stable
as $$
    with asked as (
        select known_claim.*, coalesce(figure_step.origin_claim_id, known_claim.claim_id) as root_claim_id
        from mart.known_claim
        left join mart.figure_step on figure_step.claim_id = known_claim.claim_id
        where known_claim.claim_id = figure_provenance.claim_id
    ),
    same as (
        -- its root, what goes back to that, and the independent claims of the same event
        select root_claim_id as claim_id from asked
        union
        select asked.claim_id from asked
        union
        select figure_step.claim_id
        from mart.figure_step
        join asked on figure_step.origin_claim_id = asked.root_claim_id
        union
        select known_claim.claim_id
        from mart.known_claim
        join asked on known_claim.event_id = asked.event_id
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
            known_claim.value_min, known_claim.value_max, known_claim."precision", known_claim.magnitude,
            known_claim.unit, known_claim.currency, known_claim.period
        ),
        figure_step.number_at_origin,
        figure_step.change is not null,
        figure_step.change,
        story_link.origin_report_id,
        known_claim.attribution,
        known_claim.quote,
        story_link.url,
        known_claim.claim_id
    from same
    join mart.known_claim on known_claim.claim_id = same.claim_id
    join mart.story_link on story_link.report_id = known_claim.report_id
    left join mart.figure_step on figure_step.claim_id = known_claim.claim_id
    order by
        story_link.role <> 'origin', story_link.published_at, story_link.published_day, story_link.report_id,
        known_claim.quote_start, known_claim.claim_id
$$;
comment on function mart.figure_provenance(text) is
'Who has this figure from whom and what changed on the way: the origin, all that go back to it, and independent reports of the same happening, each with its own words. Count witnesses by origin_report_id; one anonymous voice in three outlets is still one voice (attribution)';
