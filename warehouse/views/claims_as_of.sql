-- mart.claims_as_of: mart.claim_at_horizon behind a wall that the planner does not look through. mart.known_claim reads it only where a
-- day is set; seen through, it would make every question of the published state look 10,000 times dearer than it is, and be
-- planned for that. As the owner, for whoever may read mart.known_claim may read this.
create function mart.claims_as_of() returns setof mart.claim_at_horizon
language sql
stable
parallel safe
security definer
rows 10000
set search_path = pg_catalog
as $$
    select * from mart.claim_at_horizon
$$;
comment on function mart.claims_as_of() is 'Claims at the horizon, computed from core: what mart.known_claim reads where a day is set. Ask mart.known_claim';
