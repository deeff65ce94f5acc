"""Rows that are told by other doors than the reader of claims: where their tests stand."""

# row -> tests of the document's case, as file::name
ELSEWHERE: dict[str, tuple[str, ...]] = {
    "12": ("test_traps_doors.py::test_12_thousands_marks_of_every_language_are_no_decimals",),
    "35c": ("test_events.py::test_another_place_day_number_kind_or_certainty_is_another_happening",),
    "77": ("test_dates.py::test_a_day_whose_order_is_not_known_is_read_only_if_one_reading_is_left",),
    "79": ("test_dates.py::test_every_day_is_read_back_from_the_juche_count_and_from_chinese_numerals",),
    "82": (
        "test_traps_doors.py::test_82_a_text_with_a_new_date_line_keeps_the_days_of_its_event",
        "test_story_window.py::test_the_same_text_a_season_later_is_a_story_of_its_own",
    ),
    "90": ("test_places.py::test_several_towns_of_one_province_are_the_province_for_one_figure",),
    "96": ("test_traps_doors.py::test_a_polish_report_makes_no_claim",),
    "98": (
        "test_cited.py::test_a_source_who_told_this_paper_is_no_body_that_two_papers_share",
        "test_traps_doors.py::test_98_eleven_that_carry_one_source_have_one_origin",
    ),
    "99": ("test_cited.py::test_a_source_who_told_this_paper_is_no_body_that_two_papers_share",),
    "100": (
        "test_cited.py::test_who_quotes_a_daily_goes_back_to_its_text_where_that_is_here",
        "test_cited.py::test_who_quotes_a_daily_that_is_not_here_goes_back_to_an_unseen_root_named_after_it",
    ),
    "101": ("test_traps_doors.py::test_101_a_headline_alone_is_marked_or_claims_nothing",),
    "103": (
        "test_clean.py::test_captions_stand_apart_and_never_in_the_text",
        "test_traps_doors.py::test_103_a_number_under_an_archive_picture_is_no_new_figure",
    ),
    "104": (
        "test_clean.py::test_what_closes_a_page_is_not_the_article",
        "test_body.py::test_comments_of_readers_are_not_the_article",
        "test_traps_doors.py::test_104_what_stands_around_an_article_makes_no_claim",
    ),
    "105": ("test_clean.py::test_a_body_that_stands_twice_is_read_once",),
    "106": ("test_traps_doors.py::test_106_a_lead_is_a_later_text_of_the_same_report",),
    "107": (
        "test_changes.py::test_a_change_is_told_as_a_person_would",
        "test_mart.py::test_a_corrected_figure_is_seen_as_it_was_held_on_each_day",
    ),
    "108": ("test_mart.py::test_a_number_that_a_copy_got_wrong_is_no_bound",),
    "111": (
        "test_traps_doors.py::test_111_one_figure_for_two_countries_is_two_happenings",
        "test_mart.py::test_one_number_for_two_countries_is_not_split",
    ),
    "112": ("test_cited.py::test_a_figure_retold_as_that_of_officials_names_no_common_source",),
}
# row -> tests with our own words in another language
OWN_ELSEWHERE: dict[str, tuple[str, ...]] = {
    "77": ("test_dates.py::test_the_order_is_that_of_the_place_and_else_of_the_language",),
    "82": ("test_traps_doors.py::test_82_a_text_with_a_new_date_line_keeps_the_days_of_its_event",),
    "98": ("test_traps_doors.py::test_98_eleven_that_carry_one_source_have_one_origin",),
    "100": ("test_cited.py::test_a_body_is_a_source_only_where_it_is_cited_or_acts",),
    "103": ("test_traps_doors.py::test_103_a_number_under_an_archive_picture_is_no_new_figure",),
    "104": ("test_traps_doors.py::test_104_what_stands_around_an_article_makes_no_claim",),
    "106": ("test_traps_doors.py::test_106_a_lead_is_a_later_text_of_the_same_report",),
    "111": ("test_traps_doors.py::test_111_one_figure_for_two_countries_is_two_happenings",),
    "112": ("test_traps_doors.py::test_112_officials_who_retell_a_think_tank_are_no_second_count",),
}
