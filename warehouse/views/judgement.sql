-- mart.judgement: one row per reading of a claim that people judged, with the last judgement up to the horizon's day.
create view mart.judgement as
select distinct on (review.claim_id, review.values_sha256)
    review.claim_id,
    review.values_sha256,
    review.judgement,
    review.reviewer,
    review.note,
    review.reviewed_at
from ops.review
cross join mart.horizon
where review.judgement in ('right', 'wrong', 'unsure')
    and (horizon.as_of_day is null or (review.reviewed_at at time zone 'Asia/Seoul')::date <= horizon.as_of_day)
order by review.claim_id, review.values_sha256, review.review_no desc;
comment on view mart.judgement is 'The last judgement of people on each reading of a claim. It overrides what the reader said of its trust, and no row of a claim is lost by it';
comment on column mart.judgement.claim_id is 'Claim';
comment on column mart.judgement.values_sha256 is 'What it asserted when it was judged';
comment on column mart.judgement.judgement is 'right, wrong or unsure: does the claim say what its quote says?';
comment on column mart.judgement.reviewer is 'Who judged';
comment on column mart.judgement.note is 'Why, in the reviewer''s words';
comment on column mart.judgement.reviewed_at is 'When';
