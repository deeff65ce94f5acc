-- mart.review_queue: one row per claim that waits for a person's judgement, newest night first, the doubtful before the sample.
create view mart.review_queue as
select
    review_queue.day,
    review_queue.why,
    known_claim.claim_id,
    known_claim.type,
    known_claim.subtype,
    known_claim.sentence,
    known_claim.quote,
    known_claim.lang,
    known_claim.is_firm,
    known_claim.confidence,
    known_claim.flags,
    known_claim.outlet,
    known_claim.url
from ops.review_queue
join mart.known_claim using (claim_no)
cross join mart.horizon
where known_claim.judgement is null
    and review_queue.day <= horizon.day
order by review_queue.day desc, review_queue.why, known_claim.claim_id;
comment on view mart.review_queue is 'Claims that wait for a judgement: insert into ops.review (claim_id, judgement, note), as p8_reviewer, answers one. Not a list of errors: most of the sample are right';
comment on column mart.review_queue.day is 'Night that asked';
comment on column mart.review_queue.why is 'sample: drawn by lot; doubtful: the least trusted of the night';
comment on column mart.review_queue.claim_id is 'Claim';
comment on column mart.review_queue.type is 'Kind of assertion';
comment on column mart.review_queue.subtype is 'Finer kind';
comment on column mart.review_queue.sentence is 'What the reader understood, in one line';
comment on column mart.review_queue.quote is 'The words it was read from';
comment on column mart.review_queue.lang is 'Language of the report';
comment on column mart.review_queue.is_firm is 'True where the reader trusts itself';
comment on column mart.review_queue.confidence is 'How often claims like it proved right, 0 to 1; null: not known';
comment on column mart.review_queue.flags is 'Doubts that the reader names';
comment on column mart.review_queue.outlet is 'Name of the source';
comment on column mart.review_queue.url is 'Address of the report';
