-- mart.reference_figures: one row per published figure that somebody has seen in a readable document, with the claims that tell
-- it again. What others have counted, to be laid beside claims; no claim itself, and never to be added to claims or averaged with
-- them. Figures that nobody has seen are in core.reference_figure, where not is_checked.
create view mart.reference_figures as
with retelling as (
    select
        details ->> 'reference' as figure_key,
        array_agg(claim_id order by claim_id) as claim_ids,
        count(distinct report_id) as reports,
        count(distinct origin_report_id) as origins
    from mart.known_claim
    where scope = 'background'
        and details ? 'reference'
    group by details ->> 'reference'
)
select
    figure.figure_key,
    figure.label,
    figure.type,
    figure.subtype,
    figure.place,
    figure.value_min,
    figure.value_max,
    figure."precision",
    figure.unit,
    figure.currency,
    figure.period,
    figure.first_year,
    figure.last_year,
    figure.said_by,
    figure.attribution_kind,
    figure.published_from,
    figure.published_by,
    figure.source,
    figure.address,
    figure.seen_in,
    figure.checked,
    figure.is_checked,
    figure.note,
    figure.known_from,
    coalesce(retelling.reports, 0) as retold_reports,
    coalesce(retelling.origins, 0) as retold_origins,
    coalesce(retelling.claim_ids, '{}') as claim_ids
from core.reference_figure as figure
cross join mart.horizon
left join retelling using (figure_key)
where figure.is_checked
    and mart.is_known(figure.known_from, null, figure.opened_run, null, horizon.run_no, horizon.day)
    -- what came out after the day that is asked about could not be known on it, whenever it entered the list
    and (figure.published_from is null or figure.published_from <= horizon.run_day)
order by figure.type, figure.subtype, figure.place, figure.published_by, figure.figure_key;
comment on view mart.reference_figures is 'Published figures that somebody has seen in a readable document, with the claims that tell them again; no claims, never to be added to claims or averaged with them. Those that nobody has seen: core.reference_figure where not is_checked';
comment on column mart.reference_figures.figure_key is 'Key in the list; claims that retell it have it in details.reference';
comment on column mart.reference_figures.label is 'Its short name in a sentence';
comment on column mart.reference_figures.type is 'Kind of figure, as of a claim';
comment on column mart.reference_figures.subtype is 'Finer kind, as of a claim; kinds are never added up';
comment on column mart.reference_figures.place is 'Place it is about, a chain up to the ISO country code, or WORLD';
comment on column mart.reference_figures.value_min is 'Lower bound as published; null: none is stated';
comment on column mart.reference_figures.value_max is 'Upper bound as published; null: none is stated';
comment on column mart.reference_figures."precision" is 'How the number was worded';
comment on column mart.reference_figures.unit is 'What is counted; null for a sum of money';
comment on column mart.reference_figures.currency is 'ISO 4217; nothing is converted';
comment on column mart.reference_figures.period is 'Period of a rate as published';
comment on column mart.reference_figures.first_year is 'First year it speaks of; null: not known';
comment on column mart.reference_figures.last_year is 'Last year it speaks of; null: not known, or open';
comment on column mart.reference_figures.said_by is 'Who said it';
comment on column mart.reference_figures.attribution_kind is 'Kind of the one who said it';
comment on column mart.reference_figures.published_from is 'First day on which it may have come out; null: not known';
comment on column mart.reference_figures.published_by is 'Last day on which it may have come out; null: not known';
comment on column mart.reference_figures.source is 'Document it stands in';
comment on column mart.reference_figures.address is 'Address where it was seen';
comment on column mart.reference_figures.seen_in is 'document: read there; press: read in an article that tells of the document';
comment on column mart.reference_figures.checked is 'What was seen where';
comment on column mart.reference_figures.is_checked is 'True in every row here';
comment on column mart.reference_figures.note is 'What to know before comparing it, in our own words';
comment on column mart.reference_figures.known_from is 'Day from which the warehouse held it';
comment on column mart.reference_figures.retold_reports is 'Reports with a claim that tells it again, copies included';
comment on column mart.reference_figures.retold_origins is 'Witnesses among them: copies count once';
comment on column mart.reference_figures.claim_ids is 'Claims that tell it again, of scope background';
