"""Labelled texts as the network is taught by them (bench.network): what is asked, and what is right."""

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.answered import POLARITIES, Answered, kind
from bench.claim_samples import COUNTED, STATED, Text
from bench.linear import Sample
from transforms import vocab
from transforms.claims.learnt import network
from transforms.claims.learnt.candidates import TITLE, Candidate
from transforms.claims.learnt.network import NUMBER, SLOTS, STATEMENT
from transforms.claims.learnt.vectors import of_title, pieces
from transforms.claims.slots import Span

FAMILIES = {NUMBER: COUNTED, STATEMENT: STATED}
FEWEST = 6  # a kind or a feature told less often is not taught
FOLDS = 3


@dataclass(frozen=True)
class Question:
    """What is asked of a sentence of a text: of the pieces from `start` to `stop`. `place`: of its sample."""

    of: int
    at: int
    start: int
    stop: int
    sample: Sample
    place: int


@dataclass(frozen=True)
class Place:
    """A place that a claim may be set in. `at`, `start`, `stop`: the sentence and the pieces of the name that stands
    nearest; None where there is none, or it stands in the title, which is seen as a whole."""

    features: frozenset[str]
    name: tuple[int, int, int] | None
    is_right: bool


@dataclass(frozen=True)
class Asked:
    """A claim that was read and what is right of it: sentence `at`, pieces from `start` to `stop`. `told`: what the
    rules say; `words`: the log odds of polarities by a model that was not fitted to its report; `kind`: None where it
    is told too seldom; `places`: empty where its place is not asked for; `number`: of the claim among all."""

    at: int
    start: int
    stop: int
    told: frozenset[str]
    words: Any
    polarity: int
    kind: int | None
    weight: float
    places: Sequence[Place]
    number: int


@dataclass(frozen=True)
class Lesson:
    """A text. `pieces`, `slots`: of all sentences; `starts`: of each, and the end."""

    group: str
    pieces: Any
    slots: Any
    starts: Any
    lang: int
    title: Any
    questions: Sequence[Question]
    claims: Sequence[Asked]

    @property
    def fold(self) -> int:
        return zlib.crc32(self.group.encode()) % FOLDS

    def sentences(self) -> Iterator[slice]:
        for start, stop in zip(self.starts, self.starts[1:], strict=False):
            yield slice(int(start), int(stop))


@dataclass(frozen=True)
class Names:
    """What a network tells apart: kinds of what is asked of, features and kinds of claims, features of places."""

    kinds: Sequence[str]
    told: Sequence[str]
    of_claims: Sequence[str]
    of_places: Sequence[str]


class Course:
    """All labelled texts, with the samples of their numbers and sentences in order, and the claims read in them with
    the log odds of their polarities by words."""

    def __init__(
        self,
        cut: Sequence[Text],
        asked: Sequence[Sequence[Sequence[Sample]]],
        answered: Sequence[Sequence[Answered]],
        odds: Any,
    ) -> None:
        claims = [one for own in answered for one in own]
        placed = [one for one in claims if any(one.right)]
        self.names = Names(
            kinds=_often(kind for of in asked for own in of for one in own for kind in one.kinds.values()),
            told=_often(name for one in claims for name in one.told),
            of_claims=_often(kind(one.label) for one in claims),
            of_places=_often(name for one in placed for place in one.candidates for name in place.features),
        )
        self.sizes = [sum(map(len, of)) for of in asked]
        self.lessons, places, number = list[Lesson](), [0, 0], 0
        for at, (text, read) in enumerate(zip(cut, answered, strict=True)):
            if text.read and any(of[at] for of in asked):
                own = [of[at] for of in asked]
                self.lessons.append(self._lesson(text, own, places, read, odds, number))
                places = [place + len(samples) for place, samples in zip(places, own, strict=True)]
            number += len(read)

    def _lesson(
        self,
        text: Text,
        asked: Sequence[Sequence[Sample]],
        places: Sequence[int],
        read: Sequence[Answered],
        odds: Any,
        first: int,
    ) -> Lesson:
        found = [pieces(one.scene.plain) for one in text.read]
        offsets = [own for _, own in found]
        scene = text.read[0].scene
        return Lesson(
            group=text.group,
            pieces=np.concatenate([numbers for numbers, _ in found]),
            slots=np.array(
                [SLOTS.get(one.marks.text[at], 0) for one, own in zip(text.read, offsets, strict=True) for at in own]
            ),
            starts=np.cumsum([0, *map(len, offsets)]),
            lang=vocab.LANGUAGES.index(scene.lang),
            title=of_title(scene.report.title),
            questions=[
                Question(of, one.at, *network.within(offsets[one.at], *one.span), one, places[of] + place)
                for of in (NUMBER, STATEMENT)
                for place, one in enumerate(asked[of])
            ],
            claims=[self._claim(one, offsets, odds[number], number) for number, one in enumerate(read, first)],
        )

    def _claim(self, one: Answered, offsets: Sequence[Sequence[int]], words: Any, number: int) -> Asked:
        own, is_placed = kind(one.label), any(one.right)
        return Asked(
            one.at,
            *network.within(offsets[one.at], *one.quote),
            told=one.told,
            words=np.asarray(words, np.float32),
            polarity=POLARITIES.index(one.polarity),
            kind=self.names.of_claims.index(own) if own in self.names.of_claims else None,
            weight=one.sample.weight,
            places=[
                Place(place.features, _named(place, offsets), is_right)
                for place, is_right in zip(one.candidates, one.right, strict=True)
                if is_placed
            ],
            number=number,
        )


def _named(place: Candidate, offsets: Sequence[Sequence[int]]) -> tuple[int, int, int] | None:
    if place.nearest is None or place.nearest.at == TITLE:
        return None
    span: Span = place.nearest.mention.start, place.nearest.mention.end
    return (place.nearest.at, *network.within(offsets[place.nearest.at], *span))


def _often(names: Iterator[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() if times >= FEWEST)
