-- mart.number_drift: one row per figure that a copy, rewrite or translation gives otherwise than its origin: rounded, off by a power of
-- ten, in another unit or currency, without its bound, or new. It compares firm readings only and proves no intent; which of
-- the two numbers is true it does not say. Figures that were not changed are in mart.figure_step.
create view kept.number_drift_at_horizon as
select
    here.story_id as story,
    there.outlet as from_outlet,
    here.outlet as to_outlet,
    there.lang as from_lang,
    here.lang as to_lang,
    figure_step.type,
    figure_step.subtype,
    figure_step.place,
    figure_step.number_at_origin as from_value,
    figure_step.number_here as to_value,
    figure_step.quote_at_origin as from_quote,
    figure_step.quote_here as to_quote,
    figure_step.change as kind,
    here.known_from,
    array_remove(array[figure_step.origin_claim_id, figure_step.claim_id], null) as claim_ids,
    figure_step.claim_id
from mart.figure_step
join mart.reports as here using (report_id)
join mart.reports as there on there.report_id = figure_step.origin_report_id
where figure_step.change is not null;
create materialized view kept.number_drift as
select * from kept.number_drift_at_horizon;
create unique index number_drift_claim_id on kept.number_drift (claim_id);
create view mart.number_drift as
select
    story,
    from_outlet,
    to_outlet,
    from_lang,
    to_lang,
    type,
    subtype,
    place,
    from_value,
    to_value,
    from_quote,
    to_quote,
    kind,
    known_from,
    claim_ids
from (
    select number_drift.*
    from kept.number_drift
    where (select is_current from kept.as_kept)
    union all
    select number_drift_at_horizon.*
    from kept.number_drift_at_horizon
    where not (select is_current from kept.as_kept)
) as changed
order by known_from desc, story, claim_id;
comment on view mart.number_drift is 'Figures that a copy, rewrite or translation gives otherwise than its origin, newest first. Firm readings only; it proves no intent and does not say which number is true';
comment on column mart.number_drift.story is 'Story of both';
comment on column mart.number_drift.from_outlet is 'Outlet of the origin';
comment on column mart.number_drift.to_outlet is 'Outlet that changed it';
comment on column mart.number_drift.from_lang is 'Language of the origin';
comment on column mart.number_drift.to_lang is 'Language of the other';
comment on column mart.number_drift.type is 'Kind of the figure';
comment on column mart.number_drift.subtype is 'Finer kind';
comment on column mart.number_drift.place is 'Finest place it is about';
comment on column mart.number_drift.from_value is 'The number at the origin; null: it has none of this kind';
comment on column mart.number_drift.to_value is 'The number in the other';
comment on column mart.number_drift.from_quote is 'The words of the origin';
comment on column mart.number_drift.to_quote is 'The words of the other';
comment on column mart.number_drift.kind is 'rounded, magnitude slip, unit, currency, lost bound, made exact, made vague, number (another one), new';
comment on column mart.number_drift.known_from is 'Day from which the report that changed it was known';
comment on column mart.number_drift.claim_ids is 'The claim at the origin, if there is one, then the other';
