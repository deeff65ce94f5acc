-- mart.not_counted: one row per claim at the horizon that no range or count of witnesses takes beside another claim. A copy counts
-- only where its origin says nothing of the same kind of the same place, and nowhere the same number; a part of a group is not
-- counted beside the whole where both are of one place. It says which claim stands for it. No list of errors.
-- In no order: other views stand on it.
create view mart.not_counted as
with stands_for as (
    select copy.type, copy.claim_no, copy.claim_id, 'copy' as why, said.claim_id as instead_claim_id
    from mart.known_claim as copy
    join mart.known_claim as said
        on said.report_id = copy.origin_report_id
        and said.type = copy.type
    where copy.report_id <> copy.origin_report_id
        -- a translation may read an intake where its origin reads a dispatch
        and replace(said.subtype, 'intake', 'dispatch') is not distinct from replace(copy.subtype, 'intake', 'dispatch')
        and (
            (said.polarity, said.country, said.admin1, said.currency, said.period)
                is not distinct from (copy.polarity, copy.country, copy.admin1, copy.currency, copy.period)
            or said.value_min = copy.value_min
            or said.value_max = copy.value_max
        )
    union all
    select part.type, part.claim_no, part.claim_id, 'part' as why, whole.claim_id as instead_claim_id
    from mart.known_claim as part
    join mart.known_claim as whole
        on whole.report_id = part.report_id
        and whole.type = part.type
        and whole.quote = part.part_of
    where part.part_of is not null
        and whole.claim_no <> part.claim_no
        and (whole.polarity, whole.country, whole.admin1) is not distinct from (part.polarity, part.country, part.admin1)
)
select
    type,
    claim_no,
    claim_id,
    min(why) as why,
    min(instead_claim_id) as instead_claim_id
from stands_for
group by type, claim_no, claim_id;
comment on view mart.not_counted is 'Claims that no range takes beside another one: copies of what their origin says, parts beside the whole. Why a claim_id of a row is not behind its low and high; no list of errors';
comment on column mart.not_counted.type is 'Kind of assertion';
comment on column mart.not_counted.claim_no is 'Row of core.claim';
comment on column mart.not_counted.claim_id is 'Claim that is not counted';
comment on column mart.not_counted.why is 'copy (its origin says as much) or part (the whole is counted); copy where it is both';
comment on column mart.not_counted.instead_claim_id is 'A claim that is counted in its stead';
