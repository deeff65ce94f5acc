-- mart.last_claim: one row per claim of the last reading of each version, up to the published run: also of versions that a newer one
-- replaced, whose claims are closed. Behind mart.chosen_claim and mart.changes; what is held now is in mart.known_claim.
create view mart.last_claim as
select
    claim.claim_no,
    claim.claim_id,
    claim.version_id,
    claim.reading_id,
    claim.type,
    claim.subtype,
    claim.value_min,
    claim.value_max,
    claim.magnitude,
    claim.unit,
    claim.currency,
    claim.period,
    claim.polarity,
    claim.scope,
    claim.places,
    claim.company,
    claim.details
from core.claim
cross join mart.horizon
where claim.opened_run <= horizon.run_no
    and (claim.closed_run is null or claim.closed_run > horizon.run_no)
union all
-- what an earlier reading of a version said ended before it was replaced
select
    claim.claim_no,
    claim.claim_id,
    claim.version_id,
    claim.reading_id,
    claim.type,
    claim.subtype,
    claim.value_min,
    claim.value_max,
    claim.magnitude,
    claim.unit,
    claim.currency,
    claim.period,
    claim.polarity,
    claim.scope,
    claim.places,
    claim.company,
    claim.details
from core.claim
cross join mart.horizon
join (
    select old_version_id as version_id, min(opened_run) as run_no
    from core.change
    group by old_version_id
) as superseded using (version_id)
where claim.opened_run <= horizon.run_no
    and claim.closed_run between superseded.run_no and horizon.run_no
    and not exists (
        select from core.claim as later
        where later.version_id = claim.version_id
            and later.opened_run <= horizon.run_no
            and (later.closed_run is null or later.closed_run > claim.closed_run)
    );
comment on view mart.last_claim is 'Claims of the last reading of each version, replaced ones included; behind mart.chosen_claim and mart.changes';
comment on column mart.last_claim.claim_no is 'Row of core.claim';
comment on column mart.last_claim.claim_id is 'Claim';
comment on column mart.last_claim.version_id is 'Version that asserts it';
comment on column mart.last_claim.reading_id is 'Reading whose text holds the quote';
comment on column mart.last_claim.type is 'Kind of assertion';
comment on column mart.last_claim.subtype is 'Finer kind; kinds are never added up';
comment on column mart.last_claim.value_min is 'Lower bound as written; null: none is stated';
comment on column mart.last_claim.value_max is 'Upper bound as written; null: none is stated';
comment on column mart.last_claim.magnitude is 'Order of magnitude of a vague number';
comment on column mart.last_claim.unit is 'What is counted';
comment on column mart.last_claim.currency is 'ISO 4217; nothing is converted';
comment on column mart.last_claim.period is 'Period of a rate as written';
comment on column mart.last_claim.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.last_claim.scope is 'new, or background: an old figure retold';
comment on column mart.last_claim.places is 'Places it is about, finest first';
comment on column mart.last_claim.company is 'Company named, as written';
comment on column mart.last_claim.details is 'Fields of single types: entity (key in core.entity) and others';
