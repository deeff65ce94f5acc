"""The kind of a page as the door of cleaning tells it, over an invented web in six languages."""


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


@pytest.mark.parametrize("lang", WORDS)
def test_nothing_but_reports_and_their_beginnings_has_text(lang: str) -> None:
    for name, _, url, html in pages(lang):
        reading = extract(html.encode(), url)

        assert (reading["kind"] in READ) == bool(reading["text"]), name
