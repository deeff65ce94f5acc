-- mart.not_counted: one row per claim at the horizon that no range and no basis of one takes beside another claim: a copy of what
-- its origin says, or a part beside its whole. It answers why a claim_id of a row is not behind its low and high. No list
-- of errors. In no order: other views stand on it.
create view mart.not_counted as
select
    published_not_counted.type,
    published_not_counted.claim_no,
    published_not_counted.claim_id,
    published_not_counted.why,
    published_not_counted.instead_claim_id
from mart.published_not_counted
where nullif(current_setting('mart.as_of_day', true), '') is null
union all
select
    not_counted_as_of.type,
    not_counted_as_of.claim_no,
    not_counted_as_of.claim_id,
    not_counted_as_of.why,
    not_counted_as_of.instead_claim_id
from mart.not_counted_as_of()
where nullif(current_setting('mart.as_of_day', true), '') is not null;
comment on view mart.not_counted is 'Claims that no range takes beside another one: copies of what their origin says, parts beside the whole. Why a claim_id of a row is not behind its low and high; no list of errors';
comment on column mart.not_counted.type is 'Kind of assertion';
comment on column mart.not_counted.claim_no is 'Row of core.claim';
comment on column mart.not_counted.claim_id is 'Claim that is not counted';
comment on column mart.not_counted.why is 'copy (its origin says as much) or part (the whole is counted); copy where it is both';
comment on column mart.not_counted.instead_claim_id is 'A claim that is counted in its stead';
