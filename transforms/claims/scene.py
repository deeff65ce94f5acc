"""What a rule sees: one sentence with its numbers, places and times, and the report around it."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from transforms.claims.numbers import Number, numbers
from transforms.claims.places import DATELINE, Mention, country, finest, meant, mentions, names, together
from transforms.claims.sentences import Sentence, sentences
from transforms.claims.topic import on_topic
from transforms.claims.when import When, times
from transforms.han import simplified

Claim = dict[str, Any]


@dataclass(frozen=True)
class Report:
    """`outlet`: the name of the paper or body that it came from, which may say where its "here" is; "" if unknown."""

    title: str
    text: str
    lang: str
    published: date | None
    outlet: str = ""

    @cached_property
    def flat(self) -> str:
        """The text as rules read it, of the same length: Chinese in simplified characters."""
        return _flat(self.text, self.lang)

    @cached_property
    def opening_place(self) -> list[str]:
        """The place abroad that title and first sentences name first, as fine as they say it; NO_HOST is none."""
        opening = [_flat(self.title, self.lang), *(sentence.plain for sentence in sentences(self.flat)[:OPENING])]
        named = [place for plain in opening for place in mentions(plain, self.lang)]
        found = [place for place in named if _may_host(place)]
        if self.lang == "ru":  # "власти Катара", "приморский суд": where nothing else is named
            found = found or [place for place in named if _may_host(replace(place, role="place"))]
        inside = [place for place in found if country(place.chains[0]) == country(found[0].chains[0])]
        return finest((max(inside, key=lambda place: place.chains[0].count(",")),)) if inside else []

    @cached_property
    def region(self) -> list[str]:
        """The region, else the country that all places of the report lie in that may host workers, if there is one."""
        named = [replace(place, role="place") for place in mentions(f"{self.title}\n{self.text}", self.lang)]
        chains = list(dict.fromkeys(place.chains[0] for place in named if _may_host(place)))
        countries = list(dict.fromkeys(map(country, chains)))
        return next((shared for shared in (together(chains), countries) if len(shared) == 1), [])

    @cached_property
    def filed_from(self) -> list[str]:
        """The place of the dateline, if workers may be there: no capital whose papers write of everywhere."""
        filed = FILED.match(self.text)
        named = mentions(filed[1].title(), self.lang) if filed else ()
        return finest(tuple(place for place in named if _may_host(place)))

    @cached_property
    def most_named_host(self) -> list[str]:
        """The state that two thirds of the hosts named in the report are, if there is one."""
        named = [place for place in mentions(f"{self.title}\n{self.text}", self.lang) if place.chains]
        hosts = Counter(code for place in named if (code := country(place.chains[0])) not in (*NO_HOSTS, "WORLD"))
        if not hosts:
            return []
        first, often = hosts.most_common(1)[0]
        return [first] if often >= MOST_OF_ALL * hosts.total() else []

    def as_written(self, words: str | None) -> str | None:
        """Words of the flat text as the text has them."""
        at = self.flat.find(words) if words and self.lang == "zh" else -1
        return words if words is None or at < 0 else self.text[at : at + len(words)]


FILED = re.compile(r"\s*([A-Z][A-Z '.-]{2,30}?)(?:,| \(| --?| [\u2013\u2014]|:|\.) ")
SET_BY_OPENING = ("zh", "ru")  # their reports name their place once
MOST_OF_ALL = 2 / 3
OPENING = 3  # sentences that say where a report is set
NO_HOSTS = ("KP", "KR", "US", "JP")  # named in every report on North Korea


def _may_host(place: Mention) -> bool:
    return bool(place.chains) and place.role == "place" and country(place.chains[0]) not in (*NO_HOSTS, "WORLD")


def _flat(text: str, lang: str) -> str:
    return simplified(text) if lang == "zh" else text


@dataclass(frozen=True)
class Scene:
    """One sentence of a report. Offsets of numbers, places and times count characters of `plain`, the sentence.
    `names`: of places, whether they are meant or not; `places`: those that are."""

    report: Report
    sentence: Sentence
    previous: "Scene | None"
    paragraph: str
    numbers: tuple[Number, ...]
    names: tuple[Mention, ...]
    places: tuple[Mention, ...]
    times: tuple[When, ...]

    @property
    def plain(self) -> str:
        return self.sentence.plain

    @property
    def lang(self) -> str:
        return self.report.lang

    @property
    def is_caption(self) -> bool:
        return bool(re.match(r"[\[【(]?(?:Caption|Photo|사진|图(?:为|片)|圖|写真|Фото)[:\] 】]", self.plain))


RELATED = re.compile(r"\W*(?:related|see also|read also|also read|read more)(?: \w+)?:", re.IGNORECASE)  # other reports


def scenes(report: Report) -> list[Scene]:
    """The sentences of a report in order. A line that repeats the title, a sentence that stood before and what belongs
    to another topic are left out."""
    found: list[Scene] = []
    seen = {_flat(report.title.strip(), report.lang)}
    all_sentences = sentences(report.flat)
    paragraphs: dict[int, list[str]] = {}
    for sentence in all_sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence.plain)
    topical = on_topic(report.flat, all_sentences, report.lang)
    for sentence in all_sentences:
        if RELATED.match(sentence.plain):
            continue
        if sentence.plain not in seen and sentence.start in topical:
            seen.add(sentence.plain)
            found.append(
                _scene(report, sentence, found[-1] if found else None, " ".join(paragraphs[sentence.paragraph]))
            )
    return found


def _scene(report: Report, sentence: Sentence, previous: Scene | None, paragraph: str) -> Scene:
    named = names(sentence.plain, report.lang)
    return Scene(
        report,
        sentence,
        previous,
        paragraph,
        numbers(sentence.plain, report.lang),
        named,
        meant(named),
        _times(sentence.plain, report),
    )


def _times(plain: str, report: Report) -> tuple[When, ...]:
    """The times of a sentence without the day of its dateline."""
    dateline = DATELINE.match(plain)
    begin = dateline.end() if dateline else 0
    return tuple(when for when in times(plain, report.lang, report.published) if when.start_at >= begin)
