-- mart.changed_figures: one row per figure that became another in a report's new version, the newest first; a change of words, title or
-- day alone is one row without a figure. It answers what an outlet changed after it had published, and when that was seen. It
-- is no count of corrections and no new claim: outlets differ in how often their pages are asked again, and what stands in a
-- report now is in mart.known_claim. Versions that are held, and changes that a newer extractor no longer sees, are left out.
create view mart.changed_figures as
select
    compared.seen_new_day as seen_day,
    report.source_key,
    source.name as outlet,
    reading.title,
    report.url,
    compared.traits,
    compared.sentence,
    figure.kind as figure_kind,
    figure.old_words as before,
    figure.new_words as after,
    coalesce(figure.new_unit, figure.old_unit) as unit,
    figure.is_in_title,
    figure.old_quote,
    figure.new_quote,
    compared.note_quote,
    compared.diff,
    compared.seen_old_day as last_seen_before,
    compared.report_id,
    compared.old_version_id,
    compared.new_version_id,
    compared.change_id,
    figure.ordinal as figure_ordinal,
    compared.known_from
from mart.compared_change as compared
join core.report using (report_id)
join core.source using (source_key)
join core.reading on reading.reading_id = compared.new_reading_id
left join core.change_figure as figure using (change_reading_id)
order by compared.seen_new_day desc, report.source_key, report.url, compared.change_id, figure.ordinal;
comment on view mart.changed_figures is 'What an outlet changed in a report after publishing it: one row per figure that became another, newest first. No count of corrections, and no claim: pages are asked again at different times, and what stands now is in mart.known_claim';
comment on column mart.changed_figures.seen_day is 'First day on which the new version was seen; the outlet changed it on that day or before';
comment on column mart.changed_figures.source_key is 'Key of the source';
comment on column mart.changed_figures.outlet is 'Name of the source';
comment on column mart.changed_figures.title is 'Title of the report as it is now';
comment on column mart.changed_figures.url is 'Address of the report';
comment on column mart.changed_figures.traits is 'What the change is about, the weightiest first: withdrawn, corrected, number, date, place, title, published, cut, words, moved, marks';
comment on column mart.changed_figures.sentence is 'The change in one line';
comment on column mart.changed_figures.figure_kind is 'number, date or place; null where no figure changed';
comment on column mart.changed_figures.before is 'The figure as it was written; null: it was put in, or no figure changed';
comment on column mart.changed_figures.after is 'The figure as it is written now; null: it was taken out, or no figure changed';
comment on column mart.changed_figures.unit is 'What the figure counts, as written; null where the text does not say';
comment on column mart.changed_figures.is_in_title is 'True if the figure stands in the title; null where no figure changed';
comment on column mart.changed_figures.old_quote is 'The sentence the figure stood in';
comment on column mart.changed_figures.new_quote is 'The sentence the figure stands in now';
comment on column mart.changed_figures.note_quote is 'What the outlet says of it: a correction or withdrawal; null if it says nothing';
comment on column mart.changed_figures.diff is 'The words that changed, [-taken out-] and {+put in+}, long stretches cut';
comment on column mart.changed_figures.last_seen_before is 'Last day on which the old version was seen';
comment on column mart.changed_figures.report_id is 'Report';
comment on column mart.changed_figures.old_version_id is 'Version before';
comment on column mart.changed_figures.new_version_id is 'Version after';
comment on column mart.changed_figures.change_id is 'Change';
comment on column mart.changed_figures.figure_ordinal is 'From 1 within the change; null where no figure changed';
comment on column mart.changed_figures.known_from is 'Day from which the change was known';
