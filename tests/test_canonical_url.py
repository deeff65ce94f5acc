"""The address a page gives as its own, and when it is not believed."""

import pytest

from transforms.document import canonical_url, parse

REPORT = "https://www.yalupost.example/news/60-sixty-leave"


@pytest.mark.parametrize(
    ("url", "canonical", "expected"),
    [
        (f"{REPORT}?from=top", REPORT, REPORT),
        (f"{REPORT}/page/2", REPORT, REPORT),
        (f"{REPORT}/comment-page-1/", f"{REPORT}/", f"{REPORT}/"),
        (f"{REPORT}/amp", REPORT, REPORT),
        (f"{REPORT}/slide/3", REPORT, REPORT),
        (REPORT, "https://m.yalupost.example/news/60-sixty-leave", "https://m.yalupost.example/news/60-sixty-leave"),
        (REPORT, "https://www.yalupost.example/news", None),
        (REPORT, "https://www.yalupost.example/news/undefined", None),
        (REPORT, "https://www.yalupost.example/", None),
        (REPORT, "https://elsewhere.example/news/60", None),
        (REPORT, "javascript:void(0)", None),
    ],
)
def test_the_canonical_address_is_of_this_report_or_none(url: str, canonical: str, expected: str | None) -> None:
    page = parse(f"<html><head><link rel='canonical' href='{canonical}'></head><body><p>Text.</p></body></html>", url)
    assert page is not None

    assert expected == canonical_url(page)


def test_the_second_statement_is_heard_where_the_first_is_the_section() -> None:
    head = f"<link rel='canonical' href='/news'><meta property='og:url' content='{REPORT}'>"
    page = parse(f"<html><head>{head}</head><body><p>Text.</p></body></html>", REPORT)
    assert page is not None

    assert REPORT == canonical_url(page)
