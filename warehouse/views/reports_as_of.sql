-- mart.reports_as_of: mart.report_at_horizon behind a wall that the planner does not look through, as mart.claims_as_of.
create function mart.reports_as_of() returns setof mart.report_at_horizon
language sql
stable
parallel safe
security definer
rows 10000
set search_path = pg_catalog
as $$
    select * from mart.report_at_horizon
$$;
comment on function mart.reports_as_of() is 'Reports at the horizon, computed from core: what mart.reports reads where a day is set. Ask mart.reports';
