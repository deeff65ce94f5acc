-- mart.translations: one row per report that translates another, newest first, with the time between the two. It answers how long news
-- needs from one language to another, and by whom it comes. No measure of haste: only translations of reports that are
-- held are seen, days are those that the outlets state, and a translation of a translation counts from what it translates.
create view mart.translations as
select
    original.outlet as from_outlet,
    link.outlet as to_outlet,
    original.lang as from_lang,
    link.lang as to_lang,
    original.published_day as from_published,
    link.published_day as to_published,
    link.published_day - original.published_day as days,
    round(extract(epoch from link.published_at - original.published_at) / 3600, 1) as hours,
    link.score,
    original.title as from_title,
    link.title as to_title,
    original.url as from_url,
    link.url as to_url,
    original.origin_report_id = original.report_id as is_from_origin,
    original.report_id as from_report_id,
    link.report_id as to_report_id,
    link.story_id
from mart.story_link as link
join mart.reports as original on original.report_id = link.copied_from
where link.role = 'translation'
order by link.published_day desc, link.published_at desc, link.report_id;
comment on view mart.translations is 'Reports that translate another, newest first, with the time between the two. Only pairs of which both are held: no measure of how fast news travels';
comment on column mart.translations.from_outlet is 'Outlet of the report that was translated';
comment on column mart.translations.to_outlet is 'Outlet of the translation';
comment on column mart.translations.from_lang is 'Language it was translated from, ISO 639-1';
comment on column mart.translations.to_lang is 'Language of the translation, ISO 639-1';
comment on column mart.translations.from_published is 'Day of publication of the report that was translated, as its outlet dates it; null: not dated';
comment on column mart.translations.to_published is 'Day of publication of the translation, as its outlet dates it; null: not dated';
comment on column mart.translations.days is 'Days between the two; below zero where the outlets date them the other way round; null if one is not dated';
comment on column mart.translations.hours is 'Hours between the two moments; null where one outlet states the day alone';
comment on column mart.translations.score is 'Strength of the match, 0 to 1';
comment on column mart.translations.from_title is 'Title of the report that was translated';
comment on column mart.translations.to_title is 'Title of the translation';
comment on column mart.translations.from_url is 'Address of the report that was translated';
comment on column mart.translations.to_url is 'Address of the translation';
comment on column mart.translations.is_from_origin is 'True if what was translated is the witness itself; false if that was a copy or a translation';
comment on column mart.translations.from_report_id is 'Report that was translated';
comment on column mart.translations.to_report_id is 'Translation';
comment on column mart.translations.story_id is 'Story of both';
