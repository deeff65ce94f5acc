-- kept.as_kept: one row, whether the rows of schema kept still are the answer: no day is set, and nobody judged a claim since the
-- last publication. Where they are not, a view that keeps rows computes them from mart.known_claim, which takes seconds over a
-- million claims and is right at once; the next publication keeps them anew.
-- refreshed before all that reads judgements: one entered meanwhile then counts as entered since
create materialized view kept.judged as
select review.review_no
from ops.review
where review.judgement in ('right', 'wrong', 'unsure');
create unique index judged_review_no on kept.judged (review_no);
create view kept.as_kept as
select
    nullif(current_setting('mart.as_of_day', true), '') is null
    and not exists (
        select from ops.review
        where review.judgement in ('right', 'wrong', 'unsure')
            and not exists (select from kept.judged where judged.review_no = review.review_no)
    ) as is_current;
