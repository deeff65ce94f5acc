-- mart.not_counted_at_horizon: one row per claim at the horizon that no range takes beside another claim. A copy counts only where its
-- origin says nothing of the same kind of the same place, and nowhere the same number; a part of a group is not counted
-- beside the whole where both are of one place. A doubtful reading stands for no trusted one. Slow over a big warehouse:
-- mart.not_counted reads the published state from a table instead.
create view mart.not_counted_at_horizon as
with claim as materialized (
    select
        known_claim.type,
        known_claim.claim_no,
        known_claim.claim_id,
        known_claim.report_id,
        known_claim.origin_report_id,
        known_claim.is_firm,
        known_claim.value_min,
        known_claim.value_max,
        known_claim.quote,
        known_claim.part_of,
        -- a translation may read an intake where its origin reads a dispatch
        replace(known_claim.subtype, 'intake', 'dispatch') as subtype,
        (known_claim.polarity, known_claim.country, known_claim.admin1)::text as place,
        (known_claim.currency, known_claim.period)::text as measure
    from mart.known_claim
),
stands_for as (
    select copy.type, copy.claim_no, copy.claim_id, 'copy' as why, said.claim_id as instead_claim_id
    from claim as copy
    join claim as said
        on said.report_id = copy.origin_report_id
        and said.type = copy.type
    where copy.report_id <> copy.origin_report_id
        and said.is_firm >= copy.is_firm
        and said.subtype is not distinct from copy.subtype
        and (
            said.place = copy.place and said.measure = copy.measure
            or said.value_min = copy.value_min
            or said.value_max = copy.value_max
        )
    union all
    select part.type, part.claim_no, part.claim_id, 'part' as why, whole.claim_id as instead_claim_id
    from claim as part
    join claim as whole
        on whole.report_id = part.report_id
        and whole.type = part.type
        and whole.quote = part.part_of
    where whole.claim_no <> part.claim_no
        and whole.is_firm >= part.is_firm
        and whole.place = part.place
)
select
    type,
    claim_no,
    claim_id,
    min(why) as why,
    min(instead_claim_id) as instead_claim_id
from stands_for
group by type, claim_no, claim_id;
comment on view mart.not_counted_at_horizon is 'Claims that no range takes beside another one, computed at the horizon: what mart.published_not_counted keeps. Ask mart.not_counted';
comment on column mart.not_counted_at_horizon.type is 'Kind of assertion';
comment on column mart.not_counted_at_horizon.claim_no is 'Row of core.claim';
comment on column mart.not_counted_at_horizon.claim_id is 'Claim that is not counted';
comment on column mart.not_counted_at_horizon.why is 'copy (its origin says as much) or part (the whole is counted); copy where it is both';
comment on column mart.not_counted_at_horizon.instead_claim_id is 'A claim that is counted in its stead';
