"""The kind of a page as the door of cleaning tells it, over an invented web in six languages."""

from collections import Counter

import pytest

from tests.kinds_of_pages import WORDS, pages
from transforms.clean import extract

CASES = [(lang, *case) for lang in WORDS for case in pages(lang)]
READ = ("article", "teaser")


@pytest.mark.parametrize(
    ("kind", "url", "html"), [case[2:] for case in CASES], ids=[f"{lang}: {name}" for lang, name, *_ in CASES]
)
def test_a_page_is_called_what_it_is(kind: str, url: str, html: str) -> None:
    assert kind == extract(html.encode(), url)["kind"]


def test_the_confusion_table_has_its_diagonal_only() -> None:
    """Our own pages, on which the rules were written: what stands here is a floor, not an estimate."""
    table = Counter((kind, extract(html.encode(), url)["kind"]) for _, _, kind, url, html in CASES)

    assert {("block_page", "block_page"): 42, ("error_page", "error_page"): 54, ("listing", "listing"): 30,
            ("teaser", "teaser"): 18, ("empty", "empty"): 12, ("article", "article"): 60} == dict(table)  # fmt: skip


@pytest.mark.parametrize("lang", WORDS)
def test_nothing_but_reports_and_their_beginnings_has_text(lang: str) -> None:
    for name, _, url, html in pages(lang):
        reading = extract(html.encode(), url)

        assert (reading["kind"] in READ) == bool(reading["text"]), name
