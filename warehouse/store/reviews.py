"""The queue of claims for people to judge: each night some by lot, and the least trusted."""

from warehouse.connect import Connection, rows

SAMPLE_COUNT, DOUBTFUL_COUNT = 10, 10
"""Claims a night: a person judges twenty in a quarter of an hour; two months of samples bound a rate to 4 in 100."""


def queue_reviews(connection: Connection, run_no: int) -> int:
    """Ask for judgements on claims opened since the run that asked last, by this run or by one that was never
    published: some drawn by lot (by hash, the same again), then the least trusted of the others. A run asks once; how
    many were newly asked."""
    asked = rows(
        connection,
        """
        with tonight as (
            select
                claim_no, claim_id, confidence, is_firm, cardinality(flags) as doubts,
                row_number() over (order by sha256(convert_to(claim_id || %(run_no)s, 'UTF8'))) as lot
            from core.claim
            where opened_run <= %(run_no)s
                and opened_run > (
                    select coalesce(max(run_no), 0)
                    from ops.review_queue
                    where run_no < %(run_no)s
                )
                and known_to is null
        ),
        doubtful as (
            select claim_no, claim_id
            from tonight
            where lot > %(sample)s
                and not is_firm
            order by confidence, doubts desc, lot
            limit %(doubtful)s
        ),
        chosen as (
            select claim_no, claim_id, 'sample' as why from tonight where lot <= %(sample)s
            union all
            select claim_no, claim_id, 'doubtful' from doubtful
        )
        insert into ops.review_queue (claim_no, claim_id, run_no, day, why)
        select chosen.claim_no, chosen.claim_id, run.run_no, run.day, chosen.why
        from chosen
        join ops.run on run.run_no = %(run_no)s
        where not exists (select from ops.review_queue as earlier where earlier.run_no = %(run_no)s)
        on conflict (claim_no) do nothing
        returning claim_no
        """,
        {"run_no": run_no, "sample": SAMPLE_COUNT, "doubtful": DOUBTFUL_COUNT},
    )
    return len(asked)
