-- mart.published_not_counted: mart.not_counted_at_horizon of the published state, kept as a table that publishing refreshes after
-- mart.published_claim.
create materialized view mart.published_not_counted as
select * from mart.not_counted_at_horizon;
create unique index published_not_counted_claim_no on mart.published_not_counted (claim_no);
create index published_not_counted_type on mart.published_not_counted (type);
analyze mart.published_not_counted;
comment on materialized view mart.published_not_counted is 'Claims of the published state that no range takes beside another one, as kept at publication. Ask mart.not_counted, which also knows the day that is set';
comment on column mart.published_not_counted.type is 'Kind of assertion';
comment on column mart.published_not_counted.claim_no is 'Row of core.claim';
comment on column mart.published_not_counted.claim_id is 'Claim that is not counted';
comment on column mart.published_not_counted.why is 'copy (its origin says as much) or part (the whole is counted); copy where it is both';
comment on column mart.published_not_counted.instead_claim_id is 'A claim that is counted in its stead';
