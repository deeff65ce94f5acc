-- mart.answers_changed: one row per answer that today's reader gives otherwise than the reader before it did, on the same versions: what was
-- held on a day (as_of, 'then') beside what is read now of what was known on it (as_of, 'now'). Without a day that is the day
-- before the newest reader first read; no row while there was only one. No change in the world and none by an outlet: those are
-- in mart.changes. It looks at its own day, whatever mart.as_of has set, and leaves that as it is.
create function mart.answers_changed(day date default null) returns table (
    question text,
    about text,
    old_value text,
    new_value text,
    reason text,
    claims_before text[],
    claims_after text[],
    compared_day date
)
language plpgsql
volatile
set search_path = pg_catalog
as $$
declare
    -- what is set for this call is local to the transaction, and put back at the end
    set_day text := coalesce(current_setting('mart.as_of_day', true), '');
    set_extractor text := coalesce(current_setting('mart.as_of_extractor', true), '');
    before mart.answers[];
    after mart.answers[];
    asked_ids text[];
    held_before jsonb;
    held_after jsonb;
begin
    perform set_config('mart.as_of_day', '', true);
    compared_day := coalesce(
        answers_changed.day,
        (
            select (array_agg(reader.first_day order by reader.first_run desc))[1] - 1
            from (
                select min(reader_pass.known_from) as first_day, min(reader_pass.opened_run) as first_run
                from core.reader_pass
                cross join mart.horizon
                where reader_pass.opened_run <= horizon.run_no
                group by reader_pass.reader_version
            ) as reader
            having count(*) > 1
        )
    );
    if compared_day is null then
        perform set_config('mart.as_of_day', set_day, true);
        return;
    end if;
    perform set_config('mart.as_of_day', compared_day::text, true);
    perform set_config('mart.as_of_extractor', 'then', true);
    before := array(select answers from mart.answers);
    perform set_config('mart.as_of_extractor', 'now', true);
    after := array(select answers from mart.answers);

    select array_agg(distinct differing.claim_id) into asked_ids
    from (
        select unnest(was.claim_ids || now_read.claim_ids) as claim_id
        from unnest(before) as was
        full join unnest(after) as now_read
            on now_read.question = was.question
            and now_read.about = was.about
        where was.answer is distinct from now_read.answer
    ) as differing;

    select coalesce(jsonb_object_agg(known_claim.claim_id, known_claim.claim_no), '{}') into held_after
    from mart.known_claim
    where known_claim.claim_id = any(asked_ids);
    perform set_config('mart.as_of_extractor', 'then', true);
    select coalesce(jsonb_object_agg(known_claim.claim_id, known_claim.claim_no), '{}') into held_before
    from mart.known_claim
    where known_claim.claim_id = any(asked_ids);
    perform set_config('mart.as_of_day', set_day, true);
    perform set_config('mart.as_of_extractor', set_extractor, true);

    return query
    select
        coalesce(was.question, now_read.question),
        coalesce(was.about, now_read.about),
        was.answer,
        now_read.answer,
        (
            select coalesce(nullif(concat_ws(
                ', ',
                nullif(count(*) filter (where not held_before ? step.claim_id), 0) || ' newly read',
                nullif(count(*) filter (where not held_after ? step.claim_id), 0) || ' no longer read',
                nullif(count(*) filter (where held_before -> step.claim_id <> held_after -> step.claim_id), 0) || ' read otherwise'
            ), ''), 'the same readings, counted otherwise')
            from (select distinct unnest(was.claim_ids || now_read.claim_ids) as claim_id) as step
        ),
        coalesce(was.claim_ids, '{}'),
        coalesce(now_read.claim_ids, '{}'),
        compared_day
    from unnest(before) as was
    full join unnest(after) as now_read
        on now_read.question = was.question
        and now_read.about = was.about
    where was.answer is distinct from now_read.answer
    order by substring(coalesce(was.question, now_read.question) from '\d+')::integer, 2;
end
$$;
comment on function mart.answers_changed(date) is
'Answers that today''s reader gives otherwise than the one before, on the versions known on a day (default: the day before the newest reader first read): old and new value, and what became of the claims behind them. No change in the world: what outlets changed is in mart.changes. Slow: it reads the warehouse four times as of a day';
