-- mart.chosen_claim: one row per claim at the horizon, before what is known of it is joined. Of the published state, and as of a day
-- with extractor 'then', the rows that were held; as of a day with 'now' the last reading of each version that stood on that day.
create view mart.chosen_claim as
select claim.claim_no, claim.known_from
from core.claim
cross join mart.horizon
where (horizon.as_of_day is null or horizon.extractor = 'then')
    and mart.is_known(claim.known_from, claim.known_to, claim.opened_run, claim.closed_run, horizon.run_no, horizon.day)
    and not exists (select from mart.held_version where held_version.version_id = claim.version_id)
union all
select last_claim.claim_no, standing_version.known_from
from mart.standing_version
join mart.last_claim using (version_id)
cross join mart.horizon
where horizon.as_of_day is not null
    and horizon.extractor = 'now';
comment on view mart.chosen_claim is 'Which rows of core.claim count at the horizon. Behind mart.known_claim; nothing to count by itself';
comment on column mart.chosen_claim.claim_no is 'Row of core.claim';
comment on column mart.chosen_claim.known_from is 'Day from which the claim was held; as of a day with today''s readings: from which its version was known';
