-- mart.error_rates: one row per type and language that people judged: how often the readings were right. The bounds are Wilson's
-- for 95 in 100 (E. B. Wilson, 1927): with few judgements they lie far apart.
create view mart.error_rates as
with judged as (
    -- a claim that was lost and found again has two rows that say the same: it was judged once
    select distinct on (judgement.claim_id, judgement.values_sha256)
        claim.type,
        reading.lang,
        claim.is_firm,
        coalesce(review_queue.why, 'chosen') as why,
        judgement.judgement
    from mart.judgement
    join core.claim
        on claim.claim_id = judgement.claim_id
        and claim.values_sha256 = judgement.values_sha256
    join core.reading using (reading_id)
    left join ops.review_queue using (claim_no)
    order by judgement.claim_id, judgement.values_sha256, review_queue.run_no, claim.claim_no
),
counted as (
    select
        type,
        lang,
        is_firm,
        why,
        count(*) as judged_count,
        count(*) filter (where judgement = 'right') as right_count,
        count(*) filter (where judgement = 'wrong') as wrong_count,
        count(*) filter (where judgement <> 'unsure') as decided_count
    from judged
    group by type, lang, is_firm, why
),
rated as (
    select
        counted.*,
        right_count / nullif(decided_count, 0)::numeric as "precision",
        nullif(decided_count, 0)::numeric as n,
        3.8416 as z2  -- 1.96 squared
    from counted
)
select
    type,
    lang,
    is_firm,
    why,
    judged_count,
    right_count,
    wrong_count,
    round("precision", 3) as "precision",
    round(("precision" + z2 / (2 * n) - sqrt(z2 * ("precision" * (1 - "precision") + z2 / (4 * n)) / n)) / (1 + z2 / n), 3) as precision_low,
    round(("precision" + z2 / (2 * n) + sqrt(z2 * ("precision" * (1 - "precision") + z2 / (4 * n)) / n)) / (1 + z2 / n), 3) as precision_high
from rated
order by type, lang, is_firm desc, why;
comment on view mart.error_rates is 'How often readings of claims were right, by what people judged so far. Only rows of the sample say something of all claims; the doubtful and those that people chose are worse than most. No rate of what was missed';
comment on column mart.error_rates.type is 'Kind of assertion';
comment on column mart.error_rates.lang is 'Language of the report';
comment on column mart.error_rates.is_firm is 'True where the reader trusted itself';
comment on column mart.error_rates.why is 'sample: drawn by lot; doubtful: the least trusted of a night; chosen: somebody judged it unasked';
comment on column mart.error_rates.judged_count is 'Judgements, the unsure ones included';
comment on column mart.error_rates.right_count is 'Judged right';
comment on column mart.error_rates.wrong_count is 'Judged wrong';
comment on column mart.error_rates."precision" is 'Right ones of those that were decided; null where none was';
comment on column mart.error_rates.precision_low is 'Lower bound of the precision, 95 in 100';
comment on column mart.error_rates.precision_high is 'Upper bound of the precision, 95 in 100';
