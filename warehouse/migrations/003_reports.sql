-- Sources, reports, their versions, the readings made of them, and what changed between versions.
-- New tables in a new schema: locks nothing, touches no rows.
create schema core;
comment on schema core is 'What is held to be so: reports, stories, events and claims. Two times, nothing deleted';

create table core.source (
    source_key text not null,
    name text not null,
    kind text not null,
    languages text[] not null,
    country text,
    home_url text,
    zone text,
    quiet_days bigint,
    known_from date not null,
    opened_run bigint not null,
    constraint source_pkey primary key (source_key),
    constraint source_opened_by foreign key (opened_run) references ops.run (run_no)
);
comment on table core.source is 'One row per outlet, NGO, UN body or government office that is read, as now declared';
comment on column core.source.source_key is 'Key of the source, as in scrapers/spiders';
comment on column core.source.name is 'Name for people';
comment on column core.source.kind is 'What it is: outlet, ngo, un, state, ...';
comment on column core.source.languages is 'Languages it publishes in, ISO 639-1';
comment on column core.source.country is 'Country it works from, ISO 3166; null if none';
comment on column core.source.home_url is 'Its front page';
comment on column core.source.zone is 'Time zone of its dates';
comment on column core.source.quiet_days is 'Days without anything new that are usual for it; null if not declared';
comment on column core.source.known_from is 'Day of the run that first named it';
comment on column core.source.opened_run is 'Run that first named it';

create table core.report (
    report_id text not null,
    source_key text not null,
    url_key text not null,
    url text not null,
    last_seen_day date not null,
    known_from date not null,
    opened_run bigint not null,
    constraint report_pkey primary key (report_id),
    constraint report_is_known_by_source_and_url unique (source_key, url_key),
    constraint report_source foreign key (source_key) references core.source (source_key),
    constraint report_opened_by foreign key (opened_run) references ops.run (run_no)
);
comment on table core.report is 'One row per article or document of a source; it has versions';
comment on column core.report.report_id is 'Public id: hash of source_key and url_key';
comment on column core.report.source_key is 'Key of the source';
comment on column core.report.url_key is 'Identity of its address within the source';
comment on column core.report.url is 'Address it was first read at';
comment on column core.report.last_seen_day is 'Last day on which its page answered; it stays when the page is gone';
comment on column core.report.known_from is 'Day of the run that first had it';
comment on column core.report.opened_run is 'Run that first had it';

create table core.version (
    version_id text not null,
    report_id text not null,
    ordinal bigint not null,
    first_payload_sha256 text not null,
    first_seen_day date not null,
    last_seen_day date not null,
    known_from date not null,
    opened_run bigint not null,
    constraint version_pkey primary key (version_id),
    constraint version_ordinal_is_unique unique (report_id, ordinal),
    constraint version_is_known_by_first_payload unique (report_id, first_payload_sha256),
    constraint version_report foreign key (report_id) references core.report (report_id),
    constraint version_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint version_counts_from_one check (ordinal >= 1),
    constraint version_days_in_order check (first_seen_day <= last_seen_day)
);
comment on table core.version is 'One row per state of a report as its outlet published it';
comment on column core.version.version_id is 'Public id: hash of source_key, url_key and first payload';
comment on column core.version.report_id is 'Report';
comment on column core.version.ordinal is '1 for the first version seen; the greatest is the current one';
comment on column core.version.first_payload_sha256 is 'First payload that showed this state';
comment on column core.version.first_seen_day is 'First day on which it was seen';
comment on column core.version.last_seen_day is 'Last day on which it was seen';
comment on column core.version.known_from is 'Day of the run that wrote it';
comment on column core.version.opened_run is 'Run that wrote it';

create table core.version_payload (
    version_id text not null,
    payload_sha256 text not null,
    known_from date not null,
    opened_run bigint not null,
    constraint version_payload_pkey primary key (version_id, payload_sha256),
    constraint version_payload_version foreign key (version_id) references core.version (version_id),
    constraint version_payload_page foreign key (payload_sha256) references raw.page (payload_sha256),
    constraint version_payload_opened_by foreign key (opened_run) references ops.run (run_no)
);
comment on table core.version_payload is 'Payloads that read alike: each page that showed a version';
comment on column core.version_payload.version_id is 'Version';
comment on column core.version_payload.payload_sha256 is 'Payload that showed it';
comment on column core.version_payload.known_from is 'Day of the run that wrote it';
comment on column core.version_payload.opened_run is 'Run that wrote it';

create table core.reading (
    reading_id text not null,
    version_id text not null,
    extractor_version text not null,
    kind text not null,
    title text,
    text text not null,
    captions text[] not null,
    published_at timestamptz,
    published_offset_seconds bigint,
    published_day date,
    modified_at timestamptz,
    date_basis text,
    lang text,
    author text,
    canonical_url text,
    is_relevant boolean not null,
    relevance_score numeric(6, 4) not null,
    known_from date not null,
    opened_run bigint not null,
    constraint reading_pkey primary key (reading_id),
    constraint reading_is_one_per_version_and_extractor unique (version_id, extractor_version),
    constraint reading_version foreign key (version_id) references core.version (version_id),
    constraint reading_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint reading_kind_is_known check (kind in ('article', 'teaser', 'listing', 'block_page', 'error_page', 'empty'))
);
comment on table core.reading is 'One row per version and extractor version: what was read out of the page';
comment on column core.reading.reading_id is 'Public id: hash of version and extractor version';
comment on column core.reading.version_id is 'Version';
comment on column core.reading.extractor_version is 'Name of the extractor version';
comment on column core.reading.kind is 'article, teaser, listing, block_page, error_page or empty';
comment on column core.reading.title is 'Title; null if none was found';
comment on column core.reading.text is 'Text, paragraphs parted by an empty line. Quotes are spans of it, in characters. Not for analysts';
comment on column core.reading.captions is 'Captions of pictures, in order. Not for analysts';
comment on column core.reading.published_at is 'Moment of publication the page states; null if it states none';
comment on column core.reading.published_offset_seconds is 'Offset from UTC in which the moment was stated, seconds';
comment on column core.reading.published_day is 'Day of publication as the outlet dates it; null if unknown';
comment on column core.reading.modified_at is 'Moment of the last change the page states; null if it states none';
comment on column core.reading.date_basis is 'What the date was read from';
comment on column core.reading.lang is 'Language of the text, ISO 639-1; null if undecided';
comment on column core.reading.author is 'Byline as written';
comment on column core.reading.canonical_url is 'Canonical address the page names';
comment on column core.reading.is_relevant is 'True if the text is about North Korean workers abroad';
comment on column core.reading.relevance_score is 'Score behind is_relevant, 0 to 1';
comment on column core.reading.known_from is 'Day of the run that wrote it';
comment on column core.reading.opened_run is 'Run that wrote it';

create table core.change (
    change_id text not null,
    report_id text not null,
    old_version_id text not null,
    new_version_id text not null,
    kind text not null,
    seen_old_day date not null,
    seen_new_day date not null,
    known_from date not null,
    opened_run bigint not null,
    constraint change_pkey primary key (change_id),
    constraint change_report foreign key (report_id) references core.report (report_id),
    constraint change_old_version foreign key (old_version_id) references core.version (version_id),
    constraint change_new_version foreign key (new_version_id) references core.version (version_id),
    constraint change_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint change_kind_is_known check (kind in ('text', 'title', 'date'))
);
comment on table core.change is 'One row per step from a version of a report to the next';
comment on column core.change.change_id is 'Public id: hash of the two versions';
comment on column core.change.report_id is 'Report';
comment on column core.change.old_version_id is 'Version before';
comment on column core.change.new_version_id is 'Version after';
comment on column core.change.kind is 'What changed, the weightiest first: text, title, date';
comment on column core.change.seen_old_day is 'Last day on which the old version had been seen';
comment on column core.change.seen_new_day is 'First day on which the new version was seen';
comment on column core.change.known_from is 'Day of the run that wrote it';
comment on column core.change.opened_run is 'Run that wrote it';

create view core.current_reading as
select distinct on (version.report_id)
    version.report_id,
    version.version_id,
    version.ordinal,
    reading.reading_id
from core.version
join core.reading using (version_id)
order by version.report_id, version.ordinal desc, reading.opened_run desc, reading.extractor_version desc;
comment on view core.current_reading is 'One row per report: its newest version that was read, and the newest reading of it';
comment on column core.current_reading.report_id is 'Report';
comment on column core.current_reading.version_id is 'Its newest version';
comment on column core.current_reading.ordinal is 'Ordinal of that version';
comment on column core.current_reading.reading_id is 'Newest reading of that version';
