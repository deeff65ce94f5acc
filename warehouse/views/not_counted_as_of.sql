-- mart.not_counted_as_of: mart.not_counted_at_horizon behind a wall that the planner does not look through, as mart.claims_as_of.
create function mart.not_counted_as_of() returns setof mart.not_counted_at_horizon
language sql
stable
security definer
rows 10000
set search_path = pg_catalog
as $$
    select * from mart.not_counted_at_horizon
$$;
comment on function mart.not_counted_as_of() is 'Copies and parts at the horizon, computed: what mart.not_counted reads where a day is set. Ask mart.not_counted';
