"""What a careful reader sees on the benchmark's Korean, Chinese, Japanese and Russian pages, and a score against it.

    python -m tests.gold_pages

prints how `transforms.clean:extract` and two libraries do, by language, and where ours misses. The gold holds no text:
a line of `gold_pages.jsonl` names a page, the hash of its bytes and spans of its `rendering`, each with the hash of
what it cuts out.

How it was labelled: each page was read whole by its lines. `text` are the paragraphs and headings of the article, and
a lead of full sentences that no paragraph repeats. `either`, which never counts: a subtitle of one line, numbers
between parts, tables, lists of links that are the article's own, a portal's note on the original headline. `captions`
stand under pictures. `never`: lines of eight letters or more around and inside the article that are none of these:
bylines, days, pointers to other stories, notices, comments, menus. A day is right if the page states it as that of
publication; where a reader may doubt that, None is right too.
"""

import gzip
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree

from tests.labelled import BENCH
from transforms.clean import extract

GOLD = Path(__file__).with_name("gold_pages.jsonl")
LANGUAGES = ("ko", "zh", "ja", "ru")
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "textarea", "select", "iframe"})
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
     "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
     "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)  # fmt: skip
# Pieces of five characters: long enough to be rare by chance, short enough that a lost line costs little around it.
_GRAM = 5

Reader = Callable[[bytes, str], dict[str, Any]]
"""Page bytes and address to title, text, date, and captions and kind where it knows them."""


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of a rendering, and the first 16 hex digits of the SHA-256 of what they cut out."""

    start: int
    end: int
    sha256: str

    def cut(self, rendered: str) -> str:
        """The text; raises ValueError if it is not what was labelled, as when a parser renders a page otherwise."""
        piece = rendered[self.start : self.end]
        if digest(piece) != self.sha256:
            raise ValueError(f"characters {self.start} to {self.end} are not what was labelled")
        return piece


@dataclass(frozen=True)
class Label:
    """The gold of one page. `titles` are digests of bare headlines, any of which is right; `days` are ISO days, any of
    which is right, None for none stated; `text` and `captions` are wanted, `either` may be given, `never` must not."""

    page: str
    sha256: str
    language: str
    charset: str
    kind: str
    titles: tuple[str, ...]
    days: tuple[str | None, ...]
    text: tuple[Span, ...]
    either: tuple[Span, ...]
    captions: tuple[Span, ...]
    never: tuple[Span, ...]
    note: str


@dataclass(frozen=True)
class Score:
    """How one reading does. Shares from 0 to 1: `precision` and `recall` of pieces of text, `whole` of the paragraphs
    that are there whole, `apart` and `in_text` of the captions; `title` and `day` are right, wrong or missing;
    `misses` say what is lost, kept or wrong."""

    label: Label
    precision: float
    recall: float
    whole: float
    apart: float
    in_text: float
    title: str
    day: str
    is_kind_right: bool
    is_language_right: bool
    misses: tuple[str, ...]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def bare(text: str | None) -> str:
    """Letters and digits only, case and width folded: the form in which the benchmark's scorer compares titles."""
    folded = unicodedata.normalize("NFKC", text or "").replace("\u00ad", "").casefold()
    return re.sub(r"[\W_]+", "", folded)


def rendering(html: bytes, charset: str) -> str:
    """All text of a page outside scripts and styles, hidden or not, in the order of the source: a new line at each
    block element and line break, runs of white space as one space, no empty lines."""
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    written = html.decode(charset, "replace").replace("\0", "")
    pieces: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(lxml_html.document_fromstring(written.encode(), parser), ("start", "end")):
        unseen += (event == "start") - (event == "end") if element.tag in _UNSEEN else 0
        pieces.append("" if element.tag in _INLINE else "\n")
        passage = (element.text if event == "start" else element.tail) or ""
        pieces.append("" if unseen else re.sub(r"\s+", " ", passage))
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def read(path: Path = GOLD) -> list[Label]:
    return [_label(json.loads(line)) for line in path.read_text().splitlines()]


def _label(row: dict[str, Any]) -> Label:
    spans = {name: tuple(Span(*span) for span in row[name]) for name in ("text", "either", "captions", "never")}
    return Label(**{**row, **spans, "titles": tuple(row["titles"]), "days": tuple(row["days"])})


def page(label: Label, bench: Path = BENCH) -> bytes:
    """The bytes of a labelled page; raises ValueError if they are not those that were labelled."""
    html = gzip.decompress((bench / "pages" / f"{label.page}.html.gz").read_bytes())
    if hashlib.sha256(html).hexdigest() != label.sha256:
        raise ValueError(f"{label.page}: not the page that was labelled")
    return html


def score(label: Label, html: bytes, answer: dict[str, Any]) -> Score:
    """One reading against the gold of its page."""
    rendered = rendering(html, label.charset)
    text = answer.get("text") or ""
    wanted, captions, never = (_cut(spans, rendered) for spans in (label.text, label.captions, label.never))
    allowed = _cut(sorted(label.text + label.either, key=lambda span: span.start), rendered)
    precision, recall = _overlap(wanted, allowed, text)
    title = _verdict(digest(bare(answer.get("title"))) in label.titles, bool(answer.get("title")))
    day = _verdict(answer.get("date") in label.days, bool(answer.get("date")))
    stray = [piece for piece in captions if bare(piece) not in bare("".join(allowed))]
    return Score(
        label, precision, recall, _share(wanted, text, 1.0), _share(captions, " ".join(answer.get("captions") or [])),
        _share(stray, text), title, day,
        is_kind_right=answer.get("kind") == label.kind,
        is_language_right=label.kind == "empty" or answer.get("language") == label.language,
        misses=(
            *_lines("lost", set(wanted) - set(_within(wanted, text)), wanted),
            *_lines("caption as text", _within(stray, text), captions),
            *_lines("kept", _within(never, text), never),
            *([] if title == "right" else [f"title {title}: {answer.get('title')}"]),
            *([] if day == "right" else [f"day {day}: {answer.get('date')}, not {label.days[0]}"]),
        ),
    )  # fmt: skip


def _cut(spans: Iterable[Span], rendered: str) -> list[str]:
    return [span.cut(rendered) for span in spans]


def _overlap(wanted: Sequence[str], allowed: Sequence[str], text: str) -> tuple[float, float]:
    """Precision and recall of the pieces; an answer without text is precise, and complete if none is wanted."""
    given, gold = _grams(text), _grams("".join(wanted))
    free = gold | _grams("".join(allowed))
    precision = (given & free).total() / given.total() if given else 1.0
    return precision, (given & gold).total() / gold.total() if gold else 1.0


def _grams(text: str) -> Counter[str]:
    letters = bare(text)
    return Counter(letters[i : i + _GRAM] for i in range(max(len(letters) - _GRAM + 1, bool(letters))))


def _verdict(is_right: bool, is_given: bool) -> str:
    return "right" if is_right else "wrong" if is_given else "missing"


def _within(pieces: Iterable[str], text: str) -> list[str]:
    letters = bare(text)
    return [piece for piece in pieces if bare(piece) in letters]


def _share(pieces: Sequence[str], text: str, of_none: float = 0.0) -> float:
    return len(_within(pieces, text)) / len(pieces) if pieces else of_none


def _lines(what: str, found: Collection[str], order: Iterable[str]) -> list[str]:
    return [f"{what}: {piece[:60]}" for piece in order if piece in found]


def trafilatura_default(html: bytes, url: str) -> dict[str, Any]:
    """Trafilatura as it comes, with metadata; it tells neither captions nor kinds nor languages."""
    found = trafilatura.bare_extraction(html, url=url, with_metadata=True)
    return found if isinstance(found, dict) else found.as_dict() if found else {}


def resiliparse_main(html: bytes, url: str) -> dict[str, Any]:
    """Resiliparse's main content and the title element; it tells no day."""
    tree = HTMLTree.parse_from_bytes(html, detect_encoding(html) or "utf-8")
    text = extract_plain_text(tree, main_content=True, alt_texts=False, links=False, list_bullets=False)
    return {"title": tree.title, "text": text}


READERS: dict[str, Reader] = {"ours": extract, "trafilatura": trafilatura_default, "resiliparse": resiliparse_main}


def scores(reader: Reader, bench: Path = BENCH) -> list[Score]:
    """One reader's score of every labelled page."""
    addresses = {row["id"]: row["url"] for row in map(json.loads, (bench / "gold.jsonl").read_text().splitlines())}
    pages = ((label, page(label, bench), addresses[label.page]) for label in read())
    return [score(label, html, reader(html, url)) for label, html, url in pages]


def table(found: Sequence[Score]) -> dict[str, dict[str, float]]:
    """A row of figures for each language and for all."""
    groups = {code: [s for s in found if s.label.language == code] for code in LANGUAGES}
    return {name: figures(group) for name, group in [*groups.items(), ("all", found)]}


def figures(group: Sequence[Score]) -> dict[str, float]:
    """Of some pages: their count, means of precision and recall and the F1 of these means, the shares of paragraphs
    found whole, of right titles, of right and of wrong days, of captions kept apart and taken for text (over pages with
    captions), of right kinds and languages; last, how many lines were kept that must not be."""
    precision, recall = (_mean(values) for values in zip(*((s.precision, s.recall) for s in group), strict=True))
    captioned = [s for s in group if s.label.captions]
    return {
        "pages": len(group),
        "P": precision,
        "R": recall,
        "F1": 2 * precision * recall / (precision + recall),
        "whole": _mean(s.whole for s in group),
        "title": _mean(s.title == "right" for s in group),
        "day": _mean(s.day == "right" for s in group),
        "wrong": _mean(s.day == "wrong" for s in group),
        "apart": _mean(s.apart for s in captioned),
        "in_text": _mean(s.in_text for s in captioned),
        "kind": _mean(s.is_kind_right for s in group),
        "lang": _mean(s.is_language_right for s in group),
        "kept": sum(miss.startswith("kept") for s in group for miss in s.misses),
    }


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _printed(value: float) -> str:
    return f"{value:7d}" if isinstance(value, int) else f"{value:7.3f}"


def main() -> None:
    found = {name: scores(reader) for name, reader in READERS.items()}
    for name, group in found.items():
        rows = table(group)
        print(f"{name:11} lang", *(f"{key:>7}" for key in rows["all"]))
        for language, row in rows.items():
            print(f"{'':11} {language:4}", *map(_printed, row.values()))
    for one in found["ours"]:
        for miss in one.misses:
            print(f"{one.label.language} {one.label.page} P {one.precision:.3f} R {one.recall:.3f} {miss}")


if __name__ == "__main__":
    main()
