"""Labelled texts as the network is taught by them (bench.network): what is asked, and what is right."""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bench.answered import PERIODS, POLARITIES, Answered, kind
from bench.claim_samples import COUNTED, STATED, Text
from bench.linear import Sample
from transforms import vocab
from transforms.claims.learnt import network
from transforms.claims.learnt.candidates import Candidate
from transforms.claims.learnt.features import family
from transforms.claims.learnt.network import NUMBER, SLOTS, STATEMENT
from transforms.claims.learnt.vectors import in_context, of_title, pieces
from transforms.claims.slots import Span

FAMILIES = {NUMBER: COUNTED, STATEMENT: STATED}
FEWEST = 6  # a kind or a feature told less often is not taught
FOLDS = 3
COMPONENTS = 320


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
    nearest; None where there is none, or it stands in no sentence."""

    features: frozenset[str]
    name: tuple[int, int, int] | None
    is_right: bool


@dataclass(frozen=True)
class Asked:
    """A claim that was read and what is right of it: sentence `at`, pieces from `start` to `stop`. `told`: what the
    rules say; `words`: the log odds of polarities by a model that was not fitted to its report; `right`: of each field
    of Names.fields the place of what is right among its labels, where it is asked for and one of them; `places`: empty
    where its place is not asked for; `number`: of the claim among all."""

    at: int
    start: int
    stop: int
    told: frozenset[str]
    words: Any
    right: Mapping[str, int]
    weight: float
    places: Sequence[Place]
    number: int


@dataclass(frozen=True)
class Lesson:
    """A text. `pieces`, `slots`: of all sentences; `starts`: of each, and the end; `vectors`: of the pieces."""

    group: str
    pieces: Any
    slots: Any
    starts: Any
    lang: int
    title: Any
    questions: Sequence[Question]
    claims: Sequence[Asked]
    vectors: Any = None

    @property
    def fold(self) -> int:
        return zlib.crc32(self.group.encode()) % FOLDS

    def sentences(self) -> Iterator[slice]:
        for start, stop in zip(self.starts, self.starts[1:], strict=False):
            yield slice(int(start), int(stop))


@dataclass(frozen=True)
class Names:
    """What a network tells apart: kinds of what is asked of, features of claims and labels of their fields, features
    of places."""

    kinds: Sequence[str]
    told: Sequence[str]
    fields: Mapping[str, Sequence[str]]
    of_places: Sequence[str]


class Course:
    """All labelled texts, with the samples of their numbers and sentences in order, and the claims read in them with
    the log odds of their polarities by words. `middle`, `turn`: what turns vectors of pieces to their principal
    components."""

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
            fields={
                "polarity": POLARITIES,
                "kind": _often(kind(one.label) for one in claims),
                "period": PERIODS,
            },
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
        self.middle, self.turn = components(self.lessons)
        self.lessons = [replace(one, vectors=self._seen(one)) for one in self.lessons]

    def _seen(self, lesson: Lesson) -> Any:
        vectors = np.vstack(list(in_context([lesson.pieces[part] for part in lesson.sentences()])))
        return ((vectors - self.middle) @ self.turn).astype(np.float16)

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
        is_placed, is_money = any(one.right), family(one.claim) == "money"
        told = {"polarity": one.polarity, "kind": kind(one.label)}
        told |= {"period": one.label.get("period") or ""} if is_money else {}
        return Asked(
            one.at,
            *network.within(offsets[one.at], *one.quote),
            told=one.told,
            words=np.asarray(words, np.float32),
            right={field: of.index(told[field]) for field, of in self.names.fields.items() if told.get(field) in of},
            weight=one.sample.weight,
            places=[
                Place(place.features, _named(place, offsets), is_right)
                for place, is_right in zip(one.candidates, one.right, strict=True)
                if is_placed
            ],
            number=number,
        )


def _named(place: Candidate, offsets: Sequence[Sequence[int]]) -> tuple[int, int, int] | None:
    if place.nearest is None or place.nearest.at < 0:
        return None
    span: Span = place.nearest.mention.start, place.nearest.mention.end
    return (place.nearest.at, *network.within(offsets[place.nearest.at], *span))


def components(lessons: Sequence[Lesson]) -> tuple[Any, Any]:
    """The middle of vectors, and what turns them to their principal components, the great ones made smaller."""
    found = [in_context([one.pieces[part] for part in one.sentences()]) for one in lessons[::8]]
    sample = np.vstack([part[::3] for own in found for part in own])
    middle = sample.mean(axis=0)
    spread, axes = np.linalg.eigh(np.cov((sample - middle).T))
    deviation = np.sqrt(spread[::-1][:COMPONENTS])
    return middle, (axes[:, ::-1][:, :COMPONENTS] / (0.1 * deviation[0] + deviation)).astype(np.float32)


def _often(names: Iterator[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() if times >= FEWEST)
