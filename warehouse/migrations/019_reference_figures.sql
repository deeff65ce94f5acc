-- Published figures on workers abroad: yardsticks that stand beside the claims and are never counted among them.
-- A new table: locks nothing, touches no rows.
create table core.reference_figure (
    figure_key text not null,
    label text not null,
    type text not null,
    subtype text not null,
    value_min numeric,
    value_max numeric,
    "precision" text not null,
    unit text,
    currency text,
    period text,
    place text not null,
    first_year bigint,
    last_year bigint,
    said_by text not null,
    attribution_kind text not null,
    published_from date,
    published_by date,
    source text not null,
    address text,
    checked text not null,
    seen_in text,
    is_checked boolean not null,
    note text not null,
    known_from date not null,
    opened_run bigint not null,
    constraint reference_figure_pkey primary key (figure_key),
    constraint reference_figure_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint reference_figure_type_is_known check (type in (
        'headcount', 'movement', 'wage', 'revenue', 'levy', 'incident', 'enforcement', 'visa', 'company', 'condition'
    )),
    constraint reference_figure_precision_is_known check ("precision" in (
        'exact', 'approx', 'at_least', 'at_most', 'less_than', 'more_than', 'range'
    )),
    constraint reference_figure_period_is_known check (period in ('month', 'year', 'day', 'hour')),
    constraint reference_figure_money_has_no_unit check (currency is null or unit is null or unit = 'per worker'),
    constraint reference_figure_has_a_value check (num_nonnulls(value_min, value_max) > 0),
    constraint reference_figure_bounds_in_order check (value_min <= value_max),
    constraint reference_figure_years_in_order check (first_year <= last_year),
    constraint reference_figure_published_in_order check (published_from <= published_by),
    constraint reference_figure_checked_says_where check (
        is_checked = (checked <> 'unchecked')
        and is_checked = (seen_in is not null)
        and (address is not null or not is_checked)
    ),
    constraint reference_figure_seen_in_is_known check (seen_in in ('document', 'press')),
    constraint reference_figure_attribution_kind_is_known check (attribution_kind in (
        'state', 'un', 'ngo', 'company', 'named_person', 'anonymous', 'outlet'
    ))
);
comment on table core.reference_figure is 'One row per published figure of the curated list (transforms/vocab/known_figures.csv), as now declared; no claim, never added to claims';
comment on column core.reference_figure.figure_key is 'Key in the list; claims that retell it have it in details.reference';
comment on column core.reference_figure.label is 'Its short name in a sentence';
comment on column core.reference_figure.type is 'Kind of figure, as of a claim: headcount, movement, wage, revenue, visa';
comment on column core.reference_figure.subtype is 'Finer kind, as of a claim; kinds are never added up';
comment on column core.reference_figure.value_min is 'Lower bound as published, in unit, currency and period; null: none is stated';
comment on column core.reference_figure.value_max is 'Upper bound as published, in unit, currency and period; null: none is stated';
comment on column core.reference_figure."precision" is 'How the number was worded, as of a claim';
comment on column core.reference_figure.unit is 'What is counted: workers, visas, entries, percent; null for a sum of money';
comment on column core.reference_figure.currency is 'ISO 4217; null if it is no money';
comment on column core.reference_figure.period is 'month, year, day or hour of a rate; null for a single amount or a stock';
comment on column core.reference_figure.place is 'Place it is about, a chain up to the ISO country code, or WORLD';
comment on column core.reference_figure.first_year is 'First year it speaks of; null: not known';
comment on column core.reference_figure.last_year is 'Last year it speaks of; null: not known, or open';
comment on column core.reference_figure.said_by is 'Who said it';
comment on column core.reference_figure.attribution_kind is 'Kind of the one who said it: state, un, ngo, company, named_person, anonymous or outlet';
comment on column core.reference_figure.published_from is 'First day on which it may have come out; null: not known';
comment on column core.reference_figure.published_by is 'Last day on which it may have come out: reports after it retell it; null: not known';
comment on column core.reference_figure.source is 'Document it stands in';
comment on column core.reference_figure.address is 'Address where it was seen; null if it was not';
comment on column core.reference_figure.checked is 'What was seen where, or unchecked';
comment on column core.reference_figure.seen_in is 'document: read there; press: read in an article that tells of the document; null if it was not seen';
comment on column core.reference_figure.is_checked is 'True if somebody saw it in a readable document';
comment on column core.reference_figure.note is 'What to know before comparing it, in our own words';
comment on column core.reference_figure.known_from is 'Day of the run that first had it';
comment on column core.reference_figure.opened_run is 'Run that first had it';
