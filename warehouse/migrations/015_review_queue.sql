-- Which claims a person should look at, and to which reading of a claim a judgement belongs.
-- A new table and a new column that is null: no table is rewritten, no row touched.
create table ops.review_queue (
    claim_no bigint not null,
    claim_id text not null,
    run_no bigint not null,
    day date not null,
    why text not null,
    constraint review_queue_pkey primary key (claim_no),
    constraint review_queue_claim foreign key (claim_no) references core.claim (claim_no),
    constraint review_queue_run foreign key (run_no) references ops.run (run_no),
    constraint review_queue_why_is_known check (why in ('sample', 'doubtful'))
);
comment on table ops.review_queue is 'One row per claim that a person was asked to judge; what is judged stays';
comment on column ops.review_queue.claim_no is 'Row of core.claim: the reading of the claim that is to be judged';
comment on column ops.review_queue.claim_id is 'Claim';
comment on column ops.review_queue.run_no is 'Run that asked';
comment on column ops.review_queue.day is 'Day of that run';
comment on column ops.review_queue.why is 'sample: drawn by lot among the night''s claims, so that rates say something of all; doubtful: the least trusted of them';

alter table ops.review add column values_sha256 text;
comment on column ops.review.values_sha256 is 'What the claim asserted when it was judged (core.claim.values_sha256): another reading of it is not judged; null where no claim is judged';

-- who judges names the claim; what it said then is looked up here, by the owner's right
create function ops.note_judged_values() returns trigger
language plpgsql
security definer
set search_path = pg_catalog
as $$
begin
    if new.claim_id is not null then
        select claim.values_sha256 into new.values_sha256
        from core.claim
        where claim.claim_id = new.claim_id
        order by claim.known_to is null desc, claim.claim_no desc
        limit 1;
    end if;
    return new;
end
$$;
comment on function ops.note_judged_values() is 'Fills in what the judged claim asserted';
create trigger review_notes_judged_values before insert on ops.review
for each row execute function ops.note_judged_values();
