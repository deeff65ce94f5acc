-- mart.last_claim: one row per claim of the last reading of each version, up to the published run: also of versions that a newer one
-- replaced, whose claims are closed. Behind mart.chosen_claim and mart.changes; what is held now is in mart.known_claim.
create view mart.last_claim as
with superseded as (
    select change.old_version_id as version_id, min(change.opened_run) as run_no
    from core.change
    group by change.old_version_id
),
seen as (
    select
        claim.claim_no,
        claim.version_id,
        -- null while the published run holds it
        case when claim.closed_run <= horizon.run_no then claim.closed_run end as closed_run
    from core.claim
    cross join mart.horizon
    where claim.opened_run <= horizon.run_no
),
ended as (
    select version_id, case when count(*) = count(closed_run) then max(closed_run) end as run_no
    from seen
    group by version_id
)
select seen.claim_no, seen.version_id
from seen
join ended using (version_id)
left join superseded using (version_id)
where seen.closed_run is null
    -- what an earlier reading of it said ended before it was replaced
    or (seen.closed_run = ended.run_no and seen.closed_run >= superseded.run_no);
comment on view mart.last_claim is 'Claims of the last reading of each version, replaced ones included; behind mart.chosen_claim and mart.changes';
comment on column mart.last_claim.claim_no is 'Row of core.claim';
comment on column mart.last_claim.version_id is 'Version that asserts it';
