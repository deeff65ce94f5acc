-- mart.flow_balance(country, from, to): one row per month and modality, who was said to come to a country beside who was said to
-- leave it, with the hole between them in words. It answers who went home and who came new. There is no net: what one side
-- states is not known of the other, and a month that nobody spoke of has a row that says so. Rows without a month, of claims
-- that give none, come last. North Korea itself: pass 'KP'. Moves within the country are in neither side.
create function mart.flow_balance(country text, from_day date, to_day date) returns table (
    month date,
    modality text,
    came_low numeric,
    came_high numeric,
    came_vague_n bigint,
    came_origins bigint,
    left_low numeric,
    left_high numeric,
    left_vague_n bigint,
    left_origins bigint,
    hole text,
    sources_awake bigint,
    came_claim_ids text[],
    left_claim_ids text[]
)
language sql
stable
parallel safe
set search_path = pg_catalog
as $$
    with side as (
        select
            flows_by_month.*,
            country = any (string_to_array(to_country, ', ')) as is_coming
        from mart.flows_by_month
        where (country = any (string_to_array(to_country, ', '))) is distinct from (country = any (string_to_array(from_country, ', ')))
            and (
                country = any (string_to_array(to_country, ', '))
                or country = any (string_to_array(from_country, ', '))
            )
            and (
                flows_by_month.month is null
                or flows_by_month.month between date_trunc('month', from_day::timestamp)::date and to_day
            )
    ),
    -- the claims named here alone, once: they are found by their index, and as of a day computed once
    named as materialized (
        select known_claim.claim_id, known_claim.origin_report_id
        from mart.known_claim
        where known_claim.claim_id = any(array(select unnest(side.claim_ids) from side))
    ),
    witness as (
        select
            side.month,
            side.modality,
            count(distinct named.origin_report_id) filter (where side.is_coming) as came_origins,
            count(distinct named.origin_report_id) filter (where not side.is_coming) as left_origins,
            array_agg(distinct named.claim_id order by named.claim_id) filter (where side.is_coming) as came_claim_ids,
            array_agg(distinct named.claim_id order by named.claim_id) filter (where not side.is_coming) as left_claim_ids
        from side
        cross join unnest(side.claim_ids) as member (claim_id)
        join named on named.claim_id = member.claim_id
        group by side.month, side.modality
    ),
    stated as (
        select
            side.month,
            side.modality,
            -- a row that only vague claims fill has no bound and opens none
            (array_agg(low order by low nulls first) filter (where is_coming and (low is not null or high is not null)))[1] as came_low,
            (array_agg(high order by high desc nulls first) filter (where is_coming and (low is not null or high is not null)))[1]
                as came_high,
            coalesce(sum(vague_n) filter (where is_coming), 0)::bigint as came_vague_n,
            (array_agg(low order by low nulls first) filter (where not is_coming and (low is not null or high is not null)))[1] as left_low,
            (array_agg(high order by high desc nulls first) filter (where not is_coming and (low is not null or high is not null)))[1]
                as left_high,
            coalesce(sum(vague_n) filter (where not is_coming), 0)::bigint as left_vague_n
        from side
        group by side.month, side.modality
    ),
    asked as (
        -- every month has a row for what was done, whether or not anybody spoke of it
        select month::date as month, 'done' as modality
        from mart.horizon
        cross join generate_series(date_trunc('month', from_day::timestamp), to_day::timestamp, interval '1 month') as month
        union
        select stated.month, stated.modality
        from stated
    ),
    beside as (
        select
            asked.month,
            asked.modality,
            stated.came_low,
            stated.came_high,
            coalesce(stated.came_vague_n, 0) as came_vague_n,
            coalesce(witness.came_origins, 0) as came_origins,
            stated.left_low,
            stated.left_high,
            coalesce(stated.left_vague_n, 0) as left_vague_n,
            coalesce(witness.left_origins, 0) as left_origins,
            coverage_by_month.sources_awake,
            coalesce(witness.came_claim_ids, '{}') as came_claim_ids,
            coalesce(witness.left_claim_ids, '{}') as left_claim_ids
        from asked
        left join stated
            on stated.month is not distinct from asked.month
            and stated.modality = asked.modality
        left join witness
            on witness.month is not distinct from asked.month
            and witness.modality = asked.modality
        left join mart.coverage_by_month on coverage_by_month.month = asked.month
    )
    select
        beside.month,
        beside.modality,
        beside.came_low,
        beside.came_high,
        beside.came_vague_n,
        beside.came_origins,
        beside.left_low,
        beside.left_high,
        beside.left_vague_n,
        beside.left_origins,
        nullif(concat_ws(
            '; ',
            case
                when beside.came_origins = 0 then 'nobody says who came'
                when beside.came_low is null and beside.came_high is null then 'who came: no number is stated'
                when beside.came_high is null then 'who came: open above'
                when beside.came_low is null then 'who came: open below'
            end,
            case
                when beside.left_origins = 0 then 'nobody says who left'
                when beside.left_low is null and beside.left_high is null then 'who left: no number is stated'
                when beside.left_high is null then 'who left: open above'
                when beside.left_low is null then 'who left: open below'
            end,
            case when beside.sources_awake is null and beside.month is not null then 'no source was awake' end
        ), ''),
        coalesce(beside.sources_awake, case when beside.month is not null then 0 end),
        beside.came_claim_ids,
        beside.left_claim_ids
    from beside
    order by beside.month, beside.modality
$$;
comment on function mart.flow_balance(text, date, date) is
'Who was said to come to a country (came_...) beside who was said to leave it (left_...), by month and modality, low and high being the smallest and largest bounds stated, in people, and hole what is missing between them in words. No net, by design: the sides are told by different witnesses';
