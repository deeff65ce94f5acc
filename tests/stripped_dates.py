"""Pages of the benchmark with every day taken out of them, by a machine that knows no months:

    python -m tests.stripped_dates [--pages 200] [--keep-others]

Prints how many of them are dated all the same and on what ground; none should be. With --keep-others only what states
the page's own day goes (metas, <time>, scripts, address, and that day and its neighbours wherever they stand), while
days in the text, of other articles and of comments stay: traps for a reader that dates a page by whatever day it finds.
"""

import argparse
import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from tests.labelled import BENCH
from transforms.characters import decode
from transforms.clean import extract

_DAY = re.compile(
    r"""
    (?<!\d)(?:19|20)\d\d\s?\\?[-./_年년]\s?\d\d?\s?\\?[-./_月월]\s?\d+         # 2019-12-03, 2019. 12. 3, 2019年12月3
    | (?<!\d)(?:19|20)\d\d[01]\d[0-3]\d(?:T?\d\d)*                            # 20191203, 20191203104500
    | (?<!\d)(?:19|20)\d\d/?[01]\d/?[0-3]\d(?!\d)                             # 2019/1203
    | (?<!\d)\d\d?[-./\ ]\s?\d\d?[-./\ ]\s?(?:19|20)?\d\d(?!\d)               # 03.12.2019, 3/12/19
    | (?<!\d)\d\d?[^\s\d<>]{0,3}[\s.,-]+(?:de\s|of\s)?[^\W\d]+[^\d<>]{0,16}(?:19|20)\d\d       # 3 December 2019
    | [^\W\d]+\.?[\s-]{0,3}\d\d?[^\s\d<>]{0,2}[\s,-]{1,3}(?:19|20)\d\d        # December 3, 2019
    | (?<!\d)(?:19|20)\d\d[\s-][^\W\d]+[\s-]\d\d?                            # 2019 Dec 3
    | (?:주체|主体|主體|Juche)\s?\d+\S{0,12}[\s.,]*\d\d?[.월月\s]+\d\d?       # 주체108(2019)년 12월 3일
    | (?:令和|平成|昭和)\s?\w{1,2}\s?年\s?\d\d?\s?月\s?\d\d?\s?日             # 令和元年12月3日
    | [〇零○一二三四五六七八九]{4}年[〇零○一二三四五六七八九十]+月[〇零○一二三四五六七八九十]+日
    | (?<!\d)1[0-9]{9}(?:\d{3})?(?!\d)                                        # seconds and milliseconds since 1970
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NARROW = {ord(zero) + i: str(i) for zero in "０٠۰" for i in range(10)} | {ord("،"): ","}
_LINES = ("p", "div", "span", "time", "li", "dd", "td", "a", "h2", "h3", "h4", "abbr", "small")
_LINE_CHARACTERS = 200

Cut = Callable[[str], str]


@dataclass(frozen=True)
class Page:
    """A labelled page and its day."""

    key: str
    url: str
    day: date

    @property
    def html(self) -> bytes:
        """The page as it was saved."""
        return gzip.decompress((BENCH / "pages" / f"{self.key}.html.gz").read_bytes())


def dated_pages(count: int) -> list[Page]:
    """Labelled pages with a day, spread evenly over the benchmark."""
    with (BENCH / "gold.jsonl").open(encoding="utf-8") as file:
        gold = [row for row in map(json.loads, file) if row.get("date")]
    rows = gold[:: max(1, len(gold) // count)][:count]
    return [Page(row["id"], row["url"], date.fromisoformat(row["date"])) for row in rows]


def without_days(page: Page) -> bytes:
    """The page without any day, in its text, its attributes or its scripts."""
    root = _parsed(page)
    for element in root.iter(etree.Element):
        _cut_text(element, _cut_all)
        _cut_attributes(element, list(element.attrib))
    for element in root.iter(*_LINES):
        _clear_if_days_are_split(element)
    return bytes(etree.tostring(root, encoding="utf-8", method="html"))


def without_own_day(page: Page) -> bytes:
    """The page without what states its own day; other days stay where people see them."""
    root = _parsed(page)
    own = {str(number) for n in (-1, 0, 1) for number in _digits(page.day + timedelta(days=n))}
    for element in root.iter(etree.Element):
        _cut_text(element, _cut_all if element.tag == "script" else lambda text: _cut_own(text, own))
        names = list(element.attrib) if element.tag in ("meta", "time") else ["datetime", "content", "title"]
        _cut_attributes(element, [name for name in names if name in element.attrib])
    return bytes(etree.tostring(root, encoding="utf-8", method="html"))


def _parsed(page: Page) -> Any:
    return lxml_html.document_fromstring(decode(page.html, {}).encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))


def _digits(day: date) -> tuple[int, int]:
    return day.year, day.day


def _cut_text(element: Any, cut: Cut) -> None:
    element.text, element.tail = cut(element.text or ""), cut(element.tail or "")


def _cut_attributes(element: Any, names: list[str]) -> None:
    for name in names:
        element.attrib[name] = _cut_all(element.attrib[name])


def _cut_all(text: str) -> str:
    return _DAY.sub("", text.translate(_NARROW))


def _cut_own(text: str, own: set[str]) -> str:
    """A text without days of this year and this day of the month: which month it is, a machine without months cannot
    tell."""

    def cut(match: re.Match[str]) -> str:
        numbers = {number.lstrip("0") for number in re.findall(r"\d+", match.group())}
        return "" if len(numbers & own) > 1 else match.group()

    return _DAY.sub(cut, text.translate(_NARROW))


def _clear_if_days_are_split(element: Any) -> None:
    """Empties a line whose day is spread over elements: <span>3</span> <span>December</span> <span>2019</span>."""
    parts = list(element.itertext())
    lines = [line.translate(_NARROW) for line in ("".join(parts), " ".join(parts))]
    if any(len(line) <= _LINE_CHARACTERS and _DAY.search(line) for line in lines):
        for node in element.iter():
            node.text = ""
            node.tail = node.tail if node is element else ""


def invented(pages: list[Page], *, keeps_others: bool = False) -> list[str]:
    """Those pages that are dated although nothing in them says when they were published.

    Where other days are kept, the page's own is none of the inventions: it stood in a form that was not cut.
    """
    found = []
    for page in pages:
        html = without_own_day(page) if keeps_others else without_days(page)
        reading = extract(html, _DAY.sub("x", page.url))
        if reading["date"] and not (keeps_others and reading["date"] == page.day.isoformat()):
            found.append(f"{page.key} {page.url}: {reading['date']} ({reading['date_basis']}), labelled {page.day}")
    return found


def main() -> None:
    """Prints the share and the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--keep-others", action="store_true")
    wanted = parser.parse_args()
    pages = dated_pages(wanted.pages)
    found = invented(pages, keeps_others=wanted.keep_others)
    print(f"{len(found)} of {len(pages)} pages that state no day are dated", *found, sep="\n")


if __name__ == "__main__":
    main()
