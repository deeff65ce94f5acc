-- mart.published_report: mart.report_at_horizon of the published state, kept as a table that publishing refreshes. No text, and
-- nothing of the source but its key: its terms hold as they are.
create materialized view mart.published_report as
select * from mart.report_at_horizon;
create unique index published_report_report on mart.published_report (report_id);
create index published_report_story on mart.published_report (story_id);
analyze mart.published_report;
comment on materialized view mart.published_report is 'Reports of the published state, as kept at publication. Ask mart.reports, which also knows the day that is set';
comment on column mart.published_report.report_id is 'Report';
comment on column mart.published_report.source_key is 'Key of the source';
comment on column mart.published_report.url is 'Address it was first read at';
comment on column mart.published_report.canonical_url is 'Address that the page gives as its own; null if none';
comment on column mart.published_report.title is 'Title';
comment on column mart.published_report.author is 'Author as written; null if none is named';
comment on column mart.published_report.lang is 'Language, ISO 639-1';
comment on column mart.published_report.published_day is 'Day of publication as the outlet dates it; null if it does not';
comment on column mart.published_report.published_at is 'Moment of publication; null where only the day is known';
comment on column mart.published_report.date_basis is 'What that day was read from';
comment on column mart.published_report.is_relevant is 'True if it is about North Korean workers abroad';
comment on column mart.published_report.story_id is 'Story';
comment on column mart.published_report.origin_report_id is 'Witness: the report at the root of its copies';
comment on column mart.published_report.origin_named_source is 'Key of the source whose words that witness retells with others; null where it is the witness itself';
comment on column mart.published_report.known_from is 'Day from which it was known';
comment on column mart.published_report.page_last_seen is 'Last day on which its page answered, up to the day that is set';
comment on column mart.published_report.version_id is 'Version that stands';
comment on column mart.published_report.version_ordinal is '1 for the first version';
comment on column mart.published_report.reading_id is 'Reading of that version';
