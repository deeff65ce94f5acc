-- mart.report_origin_as_of: mart.report_origin_at_horizon behind a wall that the planner does not look through, as mart.claims_as_of.
create function mart.report_origin_as_of() returns setof mart.report_origin_at_horizon
language sql
stable
parallel safe
security definer
rows 10000
set search_path = pg_catalog
as $$
    select * from mart.report_origin_at_horizon
$$;
comment on function mart.report_origin_as_of() is
    'The origin of each report, computed for the day that is set; behind mart.report_origin';
