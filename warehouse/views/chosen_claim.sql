-- mart.chosen_claim: one row per claim at the horizon, before what is known of it is joined. Of the published state, and as of a day
-- with extractor 'then', the rows that were held; as of a day with 'now' the last reading of each version that stood on that day.
create view mart.chosen_claim as
with became as (
    -- an outlet may go back to an earlier version: the last step to it counts
    select change.new_version_id as version_id, max(change.seen_new_day) as day
    from core.change
    cross join mart.horizon
    where mart.is_known(change.known_from, null, change.opened_run, null, horizon.run_no, horizon.day)
    group by change.new_version_id
),
standing as (
    select distinct on (version.report_id) version.version_id, version.known_from
    from core.version
    cross join mart.horizon
    left join became using (version_id)
    where horizon.as_of_day is not null
        and horizon.extractor = 'now'
        and mart.is_known(version.known_from, null, version.opened_run, null, horizon.run_no, horizon.day)
        and not exists (select from mart.held_version where held_version.version_id = version.version_id)
    order by version.report_id, coalesce(became.day, version.first_seen_day) desc, version.ordinal desc
),
superseded as (
    select change.old_version_id as version_id, min(change.opened_run) as run_no
    from core.change
    group by change.old_version_id
)
select claim.claim_no, claim.known_from
from core.claim
cross join mart.horizon
where (horizon.as_of_day is null or horizon.extractor = 'then')
    and mart.is_known(claim.known_from, claim.known_to, claim.opened_run, claim.closed_run, horizon.run_no, horizon.day)
    and not exists (select from mart.held_version where held_version.version_id = claim.version_id)
union all
select claim.claim_no, standing.known_from
from standing
join core.claim using (version_id)
cross join mart.horizon
left join superseded using (version_id)
where claim.opened_run <= horizon.run_no
    and (
        claim.closed_run is null
        or claim.closed_run > horizon.run_no
        or (
            claim.closed_run >= superseded.run_no
            and claim.closed_run = (
                select max(sibling.closed_run) from core.claim as sibling where sibling.version_id = claim.version_id
            )
        )
    );
comment on view mart.chosen_claim is 'Which rows of core.claim count at the horizon. Behind mart.known_claim; nothing to count by itself';
comment on column mart.chosen_claim.claim_no is 'Row of core.claim';
comment on column mart.chosen_claim.known_from is 'Day from which the claim was held; as of a day with today''s readings: from which its version was known';
