"""What the networks say of a claim that was read: its polarity, kind and period, and the place it is set in.

Each of transforms.claims.learnt.network has two more heads over the pieces that it sees. The first is asked with the
pieces of the quote, what the rules read and what words say of the polarity; the second of each place that the claim may
be set in (candidates.py), with the pieces of its name. bench.network teaches both.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from transforms.claims.learnt.candidates import Candidate, Named
from transforms.claims.learnt.network import HEADS, NETWORKS, Seen, View, distances, listened, silu, unpacked, within
from transforms.claims.learnt.vectors import Floats
from transforms.claims.slots import Span

FIELDS = ("polarity", "kind", "period")
AROUND = (-1, 1, 2)
"""Sentences beside that of the claim that are looked at."""
LOUDEST = 12.0  # log odds of words
SCALE = 3.0


@cache
def weights(network: int, part: str) -> dict[str, Floats]:
    """The weights of a head. Raises FileNotFoundError where its file is missing."""
    return unpacked(network, part)


@cache
def labels(part: str, of: str) -> tuple[str, ...]:
    return tuple(map(str, weights(NETWORKS[0], part)[of]))


@cache
def _places(part: str) -> Mapping[str, int]:
    return {name: at for at, name in enumerate(labels(part, "names"))}


def _rows(part: str, told: Iterable[str]) -> list[int]:
    """The rows of a table for features that are told; one that was not taught has none."""
    places = _places(part)
    return [places[name] for name in sorted(told) if name in places]


class Fields:
    """A report as the heads of the networks see it; what they say is averaged."""

    def __init__(self, seen: Seen) -> None:
        self.offsets = seen.offsets
        self.views = [Asked(view) for view in seen.views]

    def said_of(
        self, at: int, quote: Span, told: Sequence[str], words: Sequence[float]
    ) -> dict[str, dict[str, float]]:
        """For each of FIELDS the log odds of what it may be, of a claim whose quote stands in sentence `at`. `told`:
        what the rules say of it; `words`: the log odds of the polarities by words."""
        span, rows = within(self.offsets[at], *quote), _rows("claim", told)
        by_words: Floats = np.clip(np.asarray(words, np.float32), -LOUDEST, LOUDEST) / np.float32(SCALE)
        odds = iter(np.mean([view.of_claim(at, span, rows, by_words) for view in self.views], axis=0).tolist())
        return {field: {name: next(odds) for name in labels("claim", field)} for field in FIELDS}

    def weighed(self, at: int, quote: Span, candidates: Sequence[Candidate]) -> Floats:
        """How likely each candidate is where a claim of sentence `at` is set, as log odds against each other."""
        span, names = within(self.offsets[at], *quote), [self._named(one.nearest) for one in candidates]
        rows = [_rows("place", one.features) for one in candidates]
        found: Floats = np.mean([view.of_places(at, span, names, rows) for view in self.views], axis=0)
        return found

    def _named(self, one: Named | None) -> tuple[int, Span] | None:
        """The sentence and the pieces of a name; none of one that stands in no sentence."""
        if one is None or one.at < 0:
            return None
        return one.at, within(self.offsets[one.at], one.mention.start, one.mention.end)


class Asked:
    """A report as the heads of one network see it."""

    def __init__(self, view: View) -> None:
        self.view, of = view, weights(view.network, "claim")
        self.keys, self.values = (
            (view.pieces @ of[f"{name}.weight"] + of[f"{name}.bias"]).reshape(len(view.pieces), HEADS, -1)
            for name in ("key", "val")
        )

    def of_claim(self, at: int, span: Span, rows: Sequence[int], by_words: Floats) -> Floats:
        """The log odds of all labels of all FIELDS, in their order."""
        of, whole = weights(self.view.network, "claim"), self.view.whole
        sentence = slice(*self.view.starts[at : at + 2])
        hidden = self.view.pieces[sentence]
        own, known = hidden[slice(*span)], of["known"][rows].sum(axis=0)
        meant, most = own.mean(axis=0), own.max(axis=0)
        asks = np.concatenate([meant, most, known]) @ of["qn.weight"] + of["qn.bias"]
        away = of["rel"][distances(len(hidden), *span)]
        heard = listened(self.keys[sentence], self.values[sentence], asks, away)
        nothing = np.zeros_like(meant)
        beside = [whole[at + step] if 0 <= at + step < len(whole) else nothing for step in AROUND]
        inner = np.concatenate([meant, most, heard, hidden.mean(axis=0), *beside, known])
        inner = silu(inner @ of["mlp.weight"] + of["mlp.bias"])
        found: Floats = inner @ of["out.weight"] + of["out.bias"] + of["direct"][rows].sum(axis=0)
        found[: len(by_words)] += by_words @ of["words.weight"]  # polarity is the first field
        return found

    def of_places(
        self, at: int, span: Span, names: Sequence[tuple[int, Span] | None], rows: Sequence[Sequence[int]]
    ) -> Floats:
        of, nothing = weights(self.view.network, "place"), np.zeros(self.view.pieces.shape[1], np.float32)
        asks = np.concatenate([self._mean(at, span), self.view.whole[at]]) @ of["q.weight"] + of["q.bias"]
        means = [self._mean(*name) if name else nothing for name in names]
        named: Floats = np.stack(means) @ of["m.weight"] + of["m.bias"]
        known: Floats = np.stack([of["known"][own].sum(axis=0) for own in rows]) + of["bias"]
        inner: Floats = known + (asks * named) @ of["qm.weight"] + asks @ of["qq.weight"] + named @ of["mm.weight"]
        inner = silu(inner)
        inner = inner + silu(inner @ of["h.weight"] + of["h.bias"])
        found: Floats = (inner @ of["o.weight"])[:, 0]
        return found

    def _mean(self, at: int, span: Span) -> Floats:
        first = int(self.view.starts[at])
        mean: Floats = self.view.pieces[first + span[0] : first + span[1]].mean(axis=0)
        return mean
