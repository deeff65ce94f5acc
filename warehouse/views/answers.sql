-- mart.answers: one row per row that an analyst begins with (is_default), of the questions whose answers are bounds, totals or witnesses:
-- which question, of what, and the answer in words. Behind mart.answers_changed, which compares two readers by it. The questions
-- themselves have more columns: ask them.
create view mart.answers as
select
    'Q1 headcount_by_place_quarter' as question,
    concat_ws(', ', coalesce(admin1, 'whole country'), coalesce(country, 'no place'), subtype, coalesce(quarter::text, 'no time')) as about,
    mart.range_text(low, high, vague_n, origins) as answer,
    claim_ids
from mart.headcount_by_place_quarter
where is_default
union all
select
    'Q2 estimates',
    concat_ws(', ', place, subtype, 'claim ' || claim_id),
    concat_ws(', ', value, reference_period),
    array[claim_id]
from mart.estimates
where is_default
union all
select
    'Q4 flows_by_month',
    concat_ws(', ', coalesce(from_country, 'no place') || ' to ' || coalesce(to_country, 'no place'), direction, modality, coalesce(month::text, 'no time')),
    mart.range_text(low, high, vague_n, origins),
    claim_ids
from mart.flows_by_month
union all
select
    'Q7 wages_by_month',
    concat_ws(
        ', ', coalesce(country, 'no place'), coalesce(sector, 'no sector'), subtype, coalesce(currency, 'no currency'),
        coalesce('a ' || per, 'single'), coalesce(month::text, 'no time')
    ),
    mart.range_text(low, high, 0, origins),
    claim_ids
from mart.wages_by_month
where is_default
union all
select
    'Q9 revenue_claims',
    concat_ws(', ', coalesce(place, 'no place'), subtype, 'claim ' || claim_id),
    concat_ws(', ', mart.value_text(value_min, value_max, "precision", null, null, currency, per), year),
    array[claim_id]
from mart.revenue_claims
where is_default
union all
select
    'Q11 companies',
    entity,
    concat_ws(', ', array_to_string(roles, ' and '), mart.range_text(null, null, 0, origins), nullif(denials, 0) || ' denying'),
    claim_ids
from mart.companies
union all
select
    'Q13 sectors_by_year',
    concat_ws(', ', coalesce(country, 'no place'), sector, coalesce(year::text, 'no time')),
    mart.range_text(low, high, 0, origins),
    claim_ids
from mart.sectors_by_year
where is_default;
comment on view mart.answers is 'Rows that an analyst begins with, of the questions whose answers are bounds, totals or witnesses, in words; behind mart.answers_changed. Not to be counted: one claim stands behind many rows';
comment on column mart.answers.question is 'Question, as docs/queries.md numbers it, and its view';
comment on column mart.answers.about is 'What the row is of: place, kind, time, as far as the question has them';
comment on column mart.answers.answer is 'Bounds and witnesses in words';
comment on column mart.answers.claim_ids is 'Claims behind the row';
