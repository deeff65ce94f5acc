-- name: claims_fell_away
-- level: warning
-- what to do: a source whose reports on the topic used to give claims gave none tonight: read one with transforms.explain; its language or layout changed.
with told as (
    select
        report.source_key,
        version.known_from as day,
        count(distinct version.version_id) as versions,
        count(claim.claim_no) as claims
    from core.version
    join core.report using (report_id)
    join core.reading on reading.version_id = version.version_id and reading.is_relevant
    left join core.claim on claim.version_id = version.version_id
    group by report.source_key, version.known_from
),
band as (
    select told.source_key, sum(told.versions) as versions, sum(told.claims) as claims
    from told
    join ops.run on run.run_no = %(run_no)s
    where told.day between run.day - 60 and run.day - 1
    group by told.source_key
)
select told.source_key, told.versions as relevant_tonight, band.versions as relevant_before, band.claims as claims_before
from told
join ops.run on run.run_no = %(run_no)s and told.day = run.day
join band using (source_key)
where told.versions >= 3
    and told.claims = 0
    and band.versions >= 10
    and band.claims >= band.versions
