"""Claims of labelled texts as rules, words and network read them, each with the label that answers to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bench.claim_samples import Text
from bench.linear import Fit, Sample
from tests.labelled import program
from transforms.claims import by_rules
from transforms.claims.learnt.candidates import NOWHERE, Candidate, Map
from transforms.claims.learnt.features import family, tokens
from transforms.claims.learnt.kinds import of_kind
from transforms.claims.learnt.modality import of_claim
from transforms.claims.learnt.network import Seen
from transforms.claims.learnt.settled import KINDS, PLACED, of_rules, quoted
from transforms.claims.scene import Claim
from transforms.claims.slots import Span
from transforms.claims.trust import is_tabled

POLARITIES = ("affirmed", "denied", "negated", "reported_future", "unverified")
PERIODS = ("", "month", "year", "day", "hour")
OPTIONAL = 0.4  # the weight of a label that may be read or not


@dataclass(frozen=True)
class Answered:
    """A claim of sentence `at` as it was read, and the label that answers to it. `told`: what the rules say of it;
    `sample`: what the linear model of polarity is asked; `of_kind`: what that of kinds is, of a count or sum; `right`:
    which of the candidates for its place are, both empty where it is not asked for."""

    lang: str
    label: Mapping[str, Any]
    at: int
    claim: Claim
    quote: Span
    told: frozenset[str]
    sample: Sample
    of_kind: Sample | None
    candidates: Sequence[Candidate]
    right: Sequence[bool]

    @property
    def polarity(self) -> str:
        return self.label.get("polarity") or "affirmed"


def answered(text: Text) -> list[Answered]:
    """The claims of a text that a label answers to, read by the weights that are there; no cells of tables."""
    return [one for one in _answered(text) if one.polarity in POLARITIES] if text.read else []


def _answered(text: Text) -> Iterator[Answered]:
    read = by_rules(Seen(text.read), text.read)
    places, scenes = Map(text.read, read), [one.scene for one in text.read]
    words = [tokens(one.marks, one.scene.lang) for one in text.read]
    found = [(at, claim) for at, own in enumerate(read) for claim in own if not is_tabled(claim)]
    for label, at, claim in _pairs(text.claims, found):
        polarity, is_optional = label.get("polarity") or "affirmed", bool(label.get("optional"))
        is_placed = label["start"] is not None and not is_optional and family(claim) in PLACED
        where = finest((label.get("places") or [NOWHERE])[0])
        candidates = places.candidates(at, claim) if is_placed else []
        told = frozenset(of_rules(claim, scenes[at]))
        sample = Sample(
            group=text.group,
            features=frozenset(of_claim(claim, at, scenes, words[at])),
            rows=frozenset(),
            labels=frozenset({polarity}),
            unknown=frozenset({polarity} if is_optional else ()),
            weight=text.weight / 2 * (OPTIONAL if is_optional else 1),
        )
        yield Answered(
            lang=scenes[at].lang,
            label=label,
            at=at,
            claim=claim,
            quote=quoted(scenes[at], claim),
            told=told,
            sample=sample,
            of_kind=replace(
                sample,
                features=sample.features | told | set(of_kind(claim, at, text.read, words)),
                labels=frozenset({kind(label)}),
                unknown=frozenset(),
            )
            if family(claim) in KINDS and label.get("subtype")
            else None,
            candidates=candidates,
            right=[finest(one.chain) == where for one in candidates],
        )


def finest(chain: str) -> str:
    return chain.split(", ")[0].lower()


def kind(of: Mapping[str, Any]) -> str:
    return f"{of['type']}/{of.get('subtype') or ''}"


Found = tuple[int, Claim]


def _pairs(
    labels: Sequence[Mapping[str, Any]], found: Sequence[Found]
) -> Iterator[tuple[Mapping[str, Any], int, Claim]]:
    """Each label with the claim nearest to it that says the same, as the scorer pairs them."""
    score = program("scoring/score_analysis.py")
    pairs = sorted(
        (bool(label.get("optional")), distance, one, other)
        for one, label in enumerate(labels)
        for other, (_, claim) in enumerate(found)
        if (distance := _distance(score, label, claim)) is not None
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for *_, one, other in pairs:
        if one not in used[0] and other not in used[1]:
            used[0].add(one)
            used[1].add(other)
            yield labels[one], *found[other]


def _distance(score: Any, label: Mapping[str, Any], claim: Claim) -> int | None:
    """A label without a place says the same as any claim of its family and number."""
    placed = {**label, "start": claim["start"], "end": claim["end"]} if label["start"] is None else label
    distance: int | None = score.same(placed, claim)
    return distance


def by_words(samples: Sequence[Sample]) -> Fit:
    """A linear model of polarity by words and signs of modality."""
    return Fit(samples).among(samples, [next(iter(sample.labels)) for sample in samples])
