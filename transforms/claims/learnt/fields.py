"""What the network says of a claim that was read: its polarity, its kind, and the place it is set in.

Two more heads over the pieces that transforms.claims.learnt.network sees. The first is asked with the pieces of the
quote, what the rules read and what words say of the polarity; the second of each place that the claim may be set in
(candidates.py), with the pieces of its name. bench.train_fields teaches both.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from transforms.claims.learnt.candidates import TITLE, Candidate, Named
from transforms.claims.learnt.network import HEADS, Seen, distances, listened, silu, unpacked, within
from transforms.claims.learnt.vectors import Floats
from transforms.claims.slots import Span

AROUND = (-1, 1, 2)
"""Sentences beside that of the claim that are looked at."""
LOUDEST = 12.0  # log odds of words
SCALE = 3.0


@cache
def weights(part: str) -> dict[str, Floats]:
    """The weights of a head. Raises FileNotFoundError where its file is missing."""
    return unpacked(part)


@cache
def labels(part: str, of: str) -> tuple[str, ...]:
    return tuple(map(str, weights(part)[of]))


@cache
def _places(part: str) -> Mapping[str, int]:
    return {name: at for at, name in enumerate(labels(part, "names"))}


def _added(part: str, table: str, told: Iterable[str]) -> Floats:
    """The rows of a table for features that are told, added up; one that was not taught says nothing."""
    places = _places(part)
    own = [places[name] for name in sorted(told) if name in places]
    added: Floats = weights(part)[table][own].sum(axis=0)
    return added


class Fields:
    """A report as the two heads see it."""

    def __init__(self, seen: Seen) -> None:
        self.seen, of = seen, weights("claim")
        self.keys, self.values = (
            (seen.pieces @ of[f"{name}.weight"] + of[f"{name}.bias"]).reshape(len(seen.pieces), HEADS, -1)
            for name in ("key", "val")
        )

    def said_of(self, at: int, quote: Span, told: Sequence[str], words: Sequence[float]) -> tuple[Floats, Floats]:
        """Log odds of the polarities and of the kinds of a claim whose quote stands in sentence `at`. `told`: what the
        rules say of it; `words`: the log odds of the polarities by words."""
        of, seen = weights("claim"), self.seen
        start, stop = within(seen.offsets[at], *quote)
        sentence = slice(*seen.starts[at : at + 2])
        hidden = seen.pieces[sentence]
        own, known = hidden[start:stop], _added("claim", "known", told)
        meant, most = own.mean(axis=0), own.max(axis=0)
        asks = np.concatenate([meant, most, known]) @ of["qn.weight"] + of["qn.bias"]
        away = of["rel"][distances(len(hidden), start, stop)]
        heard = listened(self.keys[sentence], self.values[sentence], asks, away)
        nothing = np.zeros_like(meant)
        beside = [seen.whole[at + step] if 0 <= at + step < len(seen.whole) else nothing for step in AROUND]
        inner = np.concatenate([meant, most, heard, hidden.mean(axis=0), *beside, known])
        inner = silu(inner @ of["mlp.weight"] + of["mlp.bias"])
        by_words: Floats = np.clip(np.asarray(words, np.float32), -LOUDEST, LOUDEST) / np.float32(SCALE)
        kinds: Floats = inner @ of["kind.weight"] + of["kind.bias"]
        polarities: Floats = inner @ of["pol.weight"] + of["pol.bias"] + by_words @ of["words.weight"]
        return polarities + _added("claim", "direct", told), kinds

    def weighed(self, at: int, quote: Span, candidates: Sequence[Candidate]) -> Floats:
        """How likely each candidate is where a claim of sentence `at` is set, as log odds against each other."""
        of, seen = weights("place"), self.seen
        asks = asked_of(seen, at, quote) @ of["q.weight"] + of["q.bias"]
        named: Floats = np.stack([of_name(seen, one.nearest) for one in candidates]) @ of["m.weight"] + of["m.bias"]
        known: Floats = np.stack([_added("place", "known", one.features) for one in candidates]) + of["bias"]
        inner: Floats = known + (asks * named) @ of["qm.weight"] + asks @ of["qq.weight"] + named @ of["mm.weight"]
        inner = silu(inner)
        inner = inner + silu(inner @ of["h.weight"] + of["h.bias"])
        found: Floats = (inner @ of["o.weight"])[:, 0]
        return found


def asked_of(seen: Seen, at: int, quote: Span) -> Floats:
    """What is asked of the place of a claim: the pieces of its quote, and its sentence."""
    asked: Floats = np.concatenate([_mean(seen, at, quote), seen.whole[at]])
    return asked


def _mean(seen: Seen, at: int, span: Span) -> Floats:
    start, stop = within(seen.offsets[at], *span)
    first = int(seen.starts[at])
    mean: Floats = seen.pieces[first + start : first + stop].mean(axis=0)
    return mean


def of_name(seen: Seen, one: Named | None) -> Floats:
    """What the network sees in the pieces of a name; nothing of one in the title, which it reads as a whole."""
    if one is None or one.at == TITLE:
        return np.zeros(seen.pieces.shape[1], np.float32)
    return _mean(seen, one.at, (one.mention.start, one.mention.end))
