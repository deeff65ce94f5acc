-- mart.figure_step: one row per figure in a report that goes back to another one, beside the figure of the same kind at its origin:
-- mart.figure_steps of all reports. Behind mart.number_drift.
create view mart.figure_step as
select *
from mart.figure_steps(null);
comment on view mart.figure_step is 'Figures of reports that go back to another one, beside the figure at their origin; behind mart.number_drift, mart.story_tree and mart.figure_provenance';
comment on column mart.figure_step.claim_id is 'Claim in the copy, rewrite or translation';
comment on column mart.figure_step.origin_claim_id is 'Claim at the origin it is compared with; null: the origin has none of this kind';
comment on column mart.figure_step.report_id is 'Report';
comment on column mart.figure_step.origin_report_id is 'Its origin';
comment on column mart.figure_step.type is 'Kind of the figure';
comment on column mart.figure_step.subtype is 'Finer kind; an intake is told as a dispatch';
comment on column mart.figure_step.place is 'Finest place it is about';
comment on column mart.figure_step.number_here is 'The number as a person writes it';
comment on column mart.figure_step.number_at_origin is 'The number at the origin; null: none of this kind';
comment on column mart.figure_step.quote_here is 'The words here';
comment on column mart.figure_step.quote_at_origin is 'The words at the origin';
comment on column mart.figure_step.change is 'rounded, magnitude slip, unit, currency, lost bound, made exact, made vague, number (another one), new (the origin has none of this kind); null: nothing changed';
