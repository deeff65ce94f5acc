-- Invented: the stories, edges and retellings of the reports, the events of the claims, and what became of some reports.
insert into core.story (story_id, known_from, opened_run)
select report_id, day, run_no
from made_report
where number = root_number;

insert into core.story_member (report_id, story_id, method, score, evidence, placed_day, known_from, opened_run)
select
    made_report.report_id,
    root.report_id,
    case when made_report.number = root.number then 'origin' else 'shared passages' end,
    case when made_report.number = root.number then 1 else 0.8 end,
    '[]',
    made_report.published_at::date,
    made_report.day,
    made_report.run_no
from made_report
join made_report as root on root.number = made_report.root_number;

-- a third copies a copy
create temp table made_link on commit drop as
select
    made_report.*,
    source.report_id as source_report_id,
    source.source_key as named_source,
    pg_temp.draw(made_report.number, 61, 30) = 0 as is_retelling
from made_report
join made_report as source on source.number = case
    when pg_temp.draw(made_report.number, 62, 3) = 0 then made_report.told_before_number else made_report.root_number
end
where made_report.number <> made_report.root_number;

insert into core.edge (report_id, copied_from_report_id, method, score, evidence, known_from, opened_run)
select report_id, source_report_id, 'shared passages', 0.8, '[{"start": 0, "end": 40, "other_start": 0, "other_end": 40}]', day, run_no
from made_link
where not is_retelling;

insert into core.retelling (report_id, told_with_report_id, named_source, method, score, evidence, known_from, opened_run)
select report_id, source_report_id, named_source, 'named source', 0.7, '[]', day, run_no
from made_link
where is_retelling;

-- whoever tells the same assertion of the same seed tells one event, called by the first who told it
create temp table made_event on commit drop as
select
    claim.claim_no,
    claim.claim_id,
    claim.known_from,
    claim.opened_run,
    claim.known_to,
    claim.closed_run,
    case
        when claim.type in ('headcount', 'movement', 'incident', 'enforcement')
        then first_value(claim.claim_id) over (partition by made_claim.seed order by claim.known_from, claim.claim_no)
        else claim.claim_id
    end as event_id
from core.claim
join made_claim using (claim_id);

insert into core.event (event_id, known_from, opened_run)
select event_id, min(known_from), min(opened_run)
from made_event
group by event_id;

insert into core.event_member (event_id, claim_no, claim_id, known_from, opened_run, known_to, closed_run)
select event_id, claim_no, claim_id, known_from, opened_run, known_to, closed_run
from made_event;

insert into core.change
    (change_id, report_id, old_version_id, new_version_id, kind, seen_old_day, seen_new_day, is_compared, known_from, opened_run)
select
    pg_temp.id(old.version_id, new.version_id), new.report_id, old.version_id, new.version_id, 'text', old.day, new.day, true, new.day,
    new.run_no
from made_version as new
join made_version as old on old.number = new.number and old.ordinal = 1
where new.ordinal = 2;

insert into core.change_reading (
    change_reading_id, change_id, old_reading_id, new_reading_id, traits, diff, sentence, known_from, opened_run
)
select
    pg_temp.id(old.reading_id, new.reading_id), pg_temp.id(old.version_id, new.version_id), old.reading_id, new.reading_id,
    array['words'], '-one' || E'\n' || '+other', 'other words', new.day, new.run_no
from made_version as new
join made_version as old on old.number = new.number and old.ordinal = 1
where new.ordinal = 2;

insert into core.notice (notice_id, report_id, version_id, kind, status, quote, first_day, last_day, known_from, opened_run)
select
    pg_temp.id(report_id, kind), report_id, case when kind <> 'gone' then version_id end, kind,
    case when kind = 'gone' then 410 end, case when kind <> 'gone' then 'We got it wrong' end, day, day, day, run_no
from (
    select
        made_version.*,
        (array['gone', 'gone', 'gone', 'withdrawn', 'corrected'])[1 + pg_temp.draw(number, 71, 5)] as kind
    from made_version
    where ordinal = 1
        and pg_temp.draw(number, 72, 100) = 0
) as noted;
