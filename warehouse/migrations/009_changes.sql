-- What changed from a version of a report to the next: the words, and which figure became which.
-- New tables, and a column with a constant default: no table is rewritten. Changes that were there before are compared by the
-- next run that cleans. The indexes are built while writers of the table wait: no run is under way when a warehouse is migrated.
create view core.newest_reading as
select
    version.version_id,
    (
        select reading.reading_id
        from core.reading
        where reading.version_id = version.version_id
        order by reading.opened_run desc, reading.extractor_version desc
        limit 1
    ) as reading_id
from core.version;
comment on view core.newest_reading is 'One row per version: the newest reading of it';
comment on column core.newest_reading.version_id is 'Version';
comment on column core.newest_reading.reading_id is 'Its newest reading; null where it has none';

alter table core.change add column is_compared boolean not null default false;
-- squawk-ignore require-concurrent-index-creation
create index change_to_compare on core.change (change_id) where not is_compared;
-- squawk-ignore require-concurrent-index-creation
create index change_report_id on core.change (report_id);
comment on column core.change.is_compared is 'True once the newest readings of both versions were compared, or refused; false again for a newer reading of either';

create table core.change_reading (
    change_reading_id text not null,
    change_id text not null,
    old_reading_id text not null,
    new_reading_id text not null,
    traits text[] not null,
    note_kind text,
    note_quote text,
    diff text not null,
    sentence text not null,
    known_from date not null,
    opened_run bigint not null,
    constraint change_reading_pkey primary key (change_reading_id),
    constraint change_reading_is_of_two_readings unique (change_id, old_reading_id, new_reading_id),
    constraint change_reading_change foreign key (change_id) references core.change (change_id),
    constraint change_reading_old foreign key (old_reading_id) references core.reading (reading_id),
    constraint change_reading_new foreign key (new_reading_id) references core.reading (reading_id),
    constraint change_reading_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint change_reading_traits_are_known check (traits <@ array[
        'withdrawn', 'corrected', 'number', 'date', 'place', 'title', 'published', 'cut', 'words', 'moved', 'marks'
    ]),
    constraint change_reading_note_is_known check (note_kind in ('withdrawn', 'corrected')),
    constraint change_reading_note_has_quote check ((note_kind is null) = (note_quote is null))
);
comment on table core.change_reading is 'One row per change and pair of readings compared; the newest pair counts, for an extractor may read both anew';
comment on column core.change_reading.change_reading_id is 'Public id: hash of the change and the two readings';
comment on column core.change_reading.change_id is 'Change';
comment on column core.change_reading.old_reading_id is 'Reading of the version before';
comment on column core.change_reading.new_reading_id is 'Reading of the version after';
comment on column core.change_reading.traits is 'What it is about, the weightiest first: withdrawn, corrected, number, date, place, title, published, cut (to a teaser), words, moved (paragraphs), marks (nothing but punctuation); empty: these readings say the same';
comment on column core.change_reading.note_kind is 'withdrawn or corrected, where the outlet says so and did not before; null otherwise';
comment on column core.change_reading.note_quote is 'The words that say so; null otherwise';
comment on column core.change_reading.diff is 'A line a paragraph that changed, [-taken out-] and {+put in+} with a few words around; long stretches are cut';
comment on column core.change_reading.sentence is 'The change in one line, such as: 2,000 became 3,000 (workers in Hunchun), seen on 4 November 2019';
comment on column core.change_reading.known_from is 'Day of the run that wrote it';
comment on column core.change_reading.opened_run is 'Run that wrote it';

create table core.change_figure (
    change_reading_id text not null,
    ordinal bigint not null,
    kind text not null,
    is_in_title boolean not null,
    old_words text,
    old_start bigint,
    old_end bigint,
    old_quote text,
    old_unit text,
    old_value_min numeric,
    old_value_max numeric,
    new_words text,
    new_start bigint,
    new_end bigint,
    new_quote text,
    new_unit text,
    new_value_min numeric,
    new_value_max numeric,
    constraint change_figure_pkey primary key (change_reading_id, ordinal),
    constraint change_figure_change_reading foreign key (change_reading_id) references core.change_reading (change_reading_id),
    constraint change_figure_kind_is_known check (kind in ('number', 'date', 'place')),
    constraint change_figure_has_a_side check (old_words is not null or new_words is not null),
    constraint change_figure_old_is_its_span check (char_length(old_words) = old_end - old_start),
    constraint change_figure_new_is_its_span check (char_length(new_words) = new_end - new_start),
    constraint change_figure_old_is_whole check (num_nulls(old_words, old_start, old_end, old_quote) in (0, 4)),
    constraint change_figure_new_is_whole check (num_nulls(new_words, new_start, new_end, new_quote) in (0, 4))
);
comment on table core.change_figure is 'One row per figure that became another between two readings, or was put in or taken out';
comment on column core.change_figure.change_reading_id is 'The comparison it was found in';
comment on column core.change_figure.ordinal is 'From 1: numbers, then dates, then places, each in the order of the text';
comment on column core.change_figure.kind is 'number, date or place';
comment on column core.change_figure.is_in_title is 'True: the spans count in the title, else in the text';
comment on column core.change_figure.old_words is 'The figure as it was written; null: it was put in';
comment on column core.change_figure.old_start is 'Where it began in the old reading, characters';
comment on column core.change_figure.old_end is 'Where it ended in the old reading, characters';
comment on column core.change_figure.old_quote is 'The sentence around it, 300 characters at most';
comment on column core.change_figure.old_unit is 'What it counted, as written; null where the text does not say, and for dates and places';
comment on column core.change_figure.old_value_min is 'Lower bound as written; null: none is stated, or no number';
comment on column core.change_figure.old_value_max is 'Upper bound as written; null: none is stated, or no number';
comment on column core.change_figure.new_words is 'The figure as it is written now; null: it was taken out';
comment on column core.change_figure.new_start is 'Where it begins in the new reading, characters';
comment on column core.change_figure.new_end is 'Where it ends in the new reading, characters';
comment on column core.change_figure.new_quote is 'The sentence around it, 300 characters at most';
comment on column core.change_figure.new_unit is 'What it counts, as written; null where the text does not say, and for dates and places';
comment on column core.change_figure.new_value_min is 'Lower bound as written; null: none is stated, or no number';
comment on column core.change_figure.new_value_max is 'Upper bound as written; null: none is stated, or no number';
