"""Learns from labelled text what a claim's fields are: `python -m bench.train_fields --write` (minutes, PyTorch).

The texts are those of bench.claim_samples, read by the rules, words and network as they are. First a linear model of
polarity is fitted to words and signs of modality (transforms/vocab/learnt_polarity.csv); then two heads of the network
are taught (transforms/vocab/learnt_network_{claim,place}.npz): polarity and kind by what the rules read, the words of
reports that the linear model was not fitted to, and the pieces; place by its candidates. Without `--write` prints how
well both do on the fifth of the reports that no rule was written for and that they were not taught. The held reports
are never read.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
import torch

from bench.claim_samples import Text, is_new, texts
from bench.fields import FEWEST, Claims, Lesson, Places, often, taught
from bench.linear import Fit, Sample, crossed
from tests.labelled import program
from transforms import vocab
from transforms.claims import by_rules
from transforms.claims.learnt.candidates import NOWHERE, Map
from transforms.claims.learnt.features import family, tokens
from transforms.claims.learnt.modality import of_claim
from transforms.claims.learnt.network import Seen
from transforms.claims.learnt.settled import NOT_TURNED, OTHER_PLACE, PLACED, needed, of_rules, quoted
from transforms.claims.scene import Claim

POLARITIES = ("affirmed", "denied", "negated", "reported_future", "unverified")
OPTIONAL = 0.4  # the weight of a label that may be read or not
SMALLEST = 0.1  # log odds
# Of claims that are not affirmed more are missed than are read falsely: affirmed must be that much likelier.
BURDEN = 1.0


@dataclass(frozen=True)
class Answered:
    """A claim as it was read and the label that answers to it, with what the linear model is asked."""

    lang: str
    label: Mapping[str, Any]
    claim: Claim
    sample: Sample
    lesson: Lesson


def claims(text: Text) -> Iterator[Answered]:
    """The claims of a text that a label answers to."""
    if not text.read:
        return
    seen = Seen(text.read)
    read = by_rules(seen, text.read)
    places, scenes = Map(text.read, read), [one.scene for one in text.read]
    found = [(at, claim) for at, own in enumerate(read) for claim in own]
    for label, at, claim in _answered(text.claims, found):
        words = tokens(text.read[at].marks, scenes[at].lang)
        polarity, is_optional = label.get("polarity") or "affirmed", bool(label.get("optional"))
        weight = text.weight / 2 * (OPTIONAL if is_optional else 1)
        is_placed = label["start"] is not None and not is_optional and family(claim) in PLACED
        where = finest((label.get("places") or [NOWHERE])[0])
        candidates = places.candidates(at, claim) if is_placed else []
        sample = Sample(
            group=text.group,
            features=frozenset(of_claim(claim, at, scenes, words)),
            rows=frozenset(),
            labels=frozenset({polarity}),
            unknown=frozenset({polarity} if is_optional else ()),
            weight=weight,
        )
        lesson = Lesson(
            fold=sample.fold,
            seen=seen,
            at=at,
            quote=quoted(scenes[at], claim),
            told=frozenset(of_rules(claim, scenes[at].lang)),
            words=None,
            polarity=POLARITIES.index(polarity),
            kind=None,
            weight=weight,
            candidates=candidates,
            right=[finest(one.chain) == where for one in candidates],
        )
        yield Answered(scenes[at].lang, label, claim, sample, lesson)


def finest(chain: str) -> str:
    return chain.split(", ")[0].lower()


Found = tuple[int, Claim]


def _answered(
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
    return Fit(samples).among(samples, [right(sample) for sample in samples])


def right(sample: Sample) -> str:
    return next(iter(sample.labels))


def kind(of: Mapping[str, Any]) -> str:
    return f"{of['type']}/{of.get('subtype') or ''}"


def lessons(found: Sequence[Answered], kinds: Sequence[str], odds: Any) -> list[Lesson]:
    """The lessons of claims, with the odds by words and the kinds that are told often enough."""
    return [
        replace(one.lesson, words=own, kind=kinds.index(kind(one.label)) if kind(one.label) in kinds else None)
        for one, own in zip(found, odds, strict=True)
    ]


def heads(own: Sequence[Lesson], kinds: Sequence[str]) -> tuple[Claims, Places]:
    """The two heads, taught by lessons."""
    placed = [one for one in own if any(one.right)]
    names = often(one.told for one in own)
    of_places = often(place.features for one in placed for place in one.candidates)
    return taught(lambda: Claims(names, POLARITIES, kinds), own), taught(lambda: Places(of_places), placed)


Pairs = Iterator[tuple[str, bool, bool]]
"""Of what, whether it is right by the rules, and as it is settled."""


def of_polarity(found: Sequence[Answered], own: Sequence[Lesson], head: Claims) -> Pairs:
    with torch.no_grad():
        odds = head(own)[0].numpy() - burden()
    for answer, one, by_polarity in zip(found, own, odds, strict=True):
        read = POLARITIES.index(answer.claim["polarity"])
        likely = POLARITIES[int(by_polarity.argmax())]
        margin = np.inf if answer.claim["type"] in NOT_TURNED else needed(likely, answer.claim, answer.lang)
        pair = read == one.polarity, surer(by_polarity, read, margin) == one.polarity
        yield "polarity", *pair
        if POLARITIES[one.polarity] != "affirmed":
            yield "polarity of what is not affirmed", *pair


def of_place(own: Sequence[Lesson], head: Places) -> Pairs:
    placed = [one for one in own if one.candidates]
    with torch.no_grad():
        odds, of = (one.numpy() for one in head(placed))
    for at, one in enumerate(placed):
        first = [place for place, known in enumerate(one.candidates) if "rules read it first" in known.features]
        read = first[0] if first else len(one.candidates) - 1
        yield "place", one.right[read], one.right[surer(odds[of == at], read, OTHER_PLACE)]


def surer(odds: Any, read: int, margin: float) -> int:
    """The likeliest, where it is likelier than what the rules read by a margin."""
    likely = int(odds.argmax())
    return likely if odds[likely] - odds[read] >= margin else read


def measure(pairs: Pairs) -> None:
    told: dict[str, list[tuple[bool, bool]]] = {}
    for name, *pair in pairs:
        told.setdefault(name, []).append((pair[0], pair[1]))
    for name, own in told.items():
        by_rules_, settled = np.mean(own, axis=0)
        print(f"{name}: {by_rules_:.3f} right by rules, {settled:.3f} settled, of {len(own)}")


def burden() -> Any:
    return np.array([BURDEN if name == "affirmed" else 0.0 for name in POLARITIES], np.float32)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write what is learnt under transforms/vocab")
    asked = parser.parse_args()
    found = [one for text in texts() for one in claims(text) if (one.label.get("polarity") or "affirmed") in POLARITIES]
    samples = [one.sample for one in found]
    often_told = Counter(kind(one.label) for one in found)
    kinds = sorted(name for name, times in often_told.items() if times >= FEWEST)
    own = lessons(found, kinds, crossed(samples, POLARITIES, by_words))
    rest = [one for one in own if one.fold]
    new = [at for at, one in enumerate(own) if not one.fold and is_new(samples[at])]
    of_claims, of_places = heads(rest, kinds)
    untaught = [own[at] for at in new]
    measure(chain(of_polarity([found[at] for at in new], untaught, of_claims), of_place(untaught, of_places)))
    if asked.write:
        by_words(samples).write(vocab.FOLDER / "learnt_polarity.csv", SMALLEST)
        claims_, places = heads(own, kinds)
        claims_.write(POLARITIES, kinds, burden())
        places.write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
