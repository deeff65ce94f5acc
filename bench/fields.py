"""Teaches the heads of transforms.claims.learnt.fields, with PyTorch (bench.network says why no lock file names it).

What lies below them, the pieces as transforms.claims.learnt.network sees them, is not taught anew.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bench.network import SEED, paced, path, stepped
from transforms.claims.learnt.candidates import Candidate
from transforms.claims.learnt.fields import AROUND, LOUDEST, SCALE, asked_of, of_name
from transforms.claims.learnt.network import FAR, HEADS, Seen, distances, within
from transforms.claims.slots import Span

WIDE, OF_PIECES, NARROW, OF_PLACE = 128, 128, 48, 64
FEWEST = 6  # a feature or a kind told less often is not taught
DROPPED = 0.3
AT_ONCE, FASTEST, DECAY, WARMING = 64, 2e-3, 0.03, 100
EPOCHS_OF_CLAIMS, EPOCHS_OF_PLACES = 8, 12
BACKGROUND = 1e4


@dataclass(frozen=True)
class Lesson:
    """A claim that was read and what is right of it. `told`: what the rules say; `words`: the log odds of polarities by
    a model that was not fitted to its report; `polarity`, `kind`: where the right ones stand in their lists, kind None
    where it is told too seldom; `right`: which of the candidates are right, empty where its place is not asked for."""

    fold: int
    seen: Seen
    at: int
    quote: Span
    told: frozenset[str]
    words: Any
    polarity: int
    kind: int | None
    weight: float
    candidates: Sequence[Candidate]
    right: Sequence[bool]


def often(found: Iterator[frozenset[str]]) -> list[str]:
    told = Counter(name for one in found for name in one)
    return sorted(name for name, times in told.items() if times >= FEWEST)


class Known(nn.Module):
    """What features add up to; those that are not known add nothing."""

    def __init__(self, names: Sequence[str], *widths: int) -> None:
        super().__init__()
        self.names = {name: at for at, name in enumerate(names)}
        self.tables = nn.ModuleList(nn.EmbeddingBag(len(names), width, mode="sum") for width in widths)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.05)

    def forward(self, told: Sequence[frozenset[str]]) -> list[Tensor]:
        own = [[self.names[name] for name in sorted(one) if name in self.names] for one in told]
        starts = torch.tensor(np.cumsum([0, *map(len, own[:-1])]))
        flat = torch.tensor([at for one in own for at in one], dtype=torch.long)
        return [table(flat, starts) for table in self.tables]


class Claims(nn.Module):
    """Named as the weights are written."""

    part = "claim"
    epochs = EPOCHS_OF_CLAIMS

    def __init__(self, names: Sequence[str], polarities: Sequence[str], kinds: Sequence[str]) -> None:
        super().__init__()
        self.known = Known(names, WIDE, len(polarities))
        self.key, self.val = nn.Linear(OF_PIECES, WIDE), nn.Linear(OF_PIECES, WIDE)
        self.qn, self.rel = nn.Linear(2 * OF_PIECES + WIDE, WIDE), nn.Embedding(2 * FAR + 1, HEADS)
        nn.init.zeros_(self.rel.weight)
        self.mlp = nn.Linear((3 + len(AROUND)) * OF_PIECES + 2 * WIDE, WIDE)
        self.pol, self.kind = nn.Linear(WIDE, len(polarities)), nn.Linear(WIDE, len(kinds))
        self.words = nn.Linear(len(polarities), len(polarities), bias=False)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, lessons: Sequence[Lesson]) -> tuple[Tensor, Tensor]:
        count = len(lessons)
        spans = [slice(*one.seen.starts[one.at : one.at + 2]) for one in lessons]
        asked = [within(one.seen.offsets[one.at], *one.quote) for one in lessons]
        long = max(span.stop - span.start for span in spans)
        hidden, there, inside = (torch.zeros(count, long, width) for width in (OF_PIECES, 1, 1))
        away = np.zeros((count, long), np.int64)
        for row, (one, span, (start, stop)) in enumerate(zip(lessons, spans, asked, strict=True)):
            own = one.seen.pieces[span]
            hidden[row, : len(own)] = torch.from_numpy(own)
            there[row, : len(own)], inside[row, start:stop] = 1, 1
            away[row, : len(own)] = distances(len(own), start, stop)
        hidden = self.drop(hidden)
        meant = (hidden * inside).sum(1) / inside.sum(1)
        most = (hidden - BACKGROUND * (1 - inside)).max(1)[0]
        known, direct = self.known([one.told for one in lessons])
        asks = self.qn(torch.cat([meant, most, known], -1)).view(count, 1, HEADS, -1)
        keys, values = (part(hidden).view(count, long, HEADS, -1) for part in (self.key, self.val))
        scores = (keys * asks).sum(-1) / (WIDE // HEADS) ** 0.5 + self.rel(torch.from_numpy(away))
        scores = scores - BACKGROUND * (1 - there)
        heard = (scores.softmax(1)[..., None] * values).sum(1).reshape(count, WIDE)
        whole = (hidden * there).sum(1) / there.sum(1)
        beside = [_numbers([_beside(one, step) for one in lessons]) for step in AROUND]
        inner = self.mlp(self.drop(torch.cat([meant, most, heard, whole, *beside, known], -1)))
        inner = self.drop(functional.silu(inner))
        words = _numbers([np.clip(one.words, -LOUDEST, LOUDEST) / SCALE for one in lessons])
        return self.pol(inner) + direct + self.words(words), self.kind(inner)

    def missed(self, lessons: Sequence[Lesson]) -> Tensor:
        polarities, kinds = self(lessons)
        weight = torch.tensor([one.weight for one in lessons])
        right = torch.tensor([one.polarity for one in lessons])
        total: Tensor = (functional.cross_entropy(polarities, right, reduction="none") * weight).mean()
        told = [(row, one.kind) for row, one in enumerate(lessons) if one.kind is not None]
        if told:
            row, kind = torch.tensor(told).T
            total = total + (functional.cross_entropy(kinds[row], kind, reduction="none") * weight[row]).mean()
        return total

    def write(self, polarities: Sequence[str], kinds: Sequence[str], burden: Any) -> None:
        """Writes the weights; `burden`: the log odds that each polarity needs more than the others."""
        found = _written(self)
        found["pol.bias"] = found["pol.bias"] - burden
        found["known"], found["direct"] = found.pop("known.tables.0"), found.pop("known.tables.1")
        _save(self.part, found, names=list(self.known.names), polarities=polarities, kinds=kinds)


class Places(nn.Module):
    """Named as the weights are written."""

    part = "place"
    epochs = EPOCHS_OF_PLACES

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.known = Known(names, OF_PLACE)
        self.bias = nn.Parameter(torch.zeros(OF_PLACE))
        self.q, self.m = nn.Linear(2 * OF_PIECES, NARROW), nn.Linear(OF_PIECES, NARROW)
        self.qm, self.qq, self.mm = (nn.Linear(NARROW, OF_PLACE, bias=False) for _ in range(3))
        self.h, self.o = nn.Linear(OF_PLACE, OF_PLACE), nn.Linear(OF_PLACE, 1, bias=False)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, lessons: Sequence[Lesson]) -> tuple[Tensor, Tensor]:
        """The odds of all candidates, one below the other, and of which lesson each is."""
        of = torch.tensor([row for row, one in enumerate(lessons) for _ in one.candidates])
        asks = self.q(self.drop(_numbers([asked_of(one.seen, one.at, one.quote) for one in lessons])))[of]
        named = [of_name(one.seen, place.nearest) for one in lessons for place in one.candidates]
        named = self.m(self.drop(_numbers(named)))
        (known,) = self.known([place.features for one in lessons for place in one.candidates])
        inner = known + self.bias + self.qm(asks * named) + self.qq(asks) + self.mm(named)
        inner = self.drop(functional.silu(inner))
        inner = inner + self.drop(functional.silu(self.h(inner)))
        return self.o(inner)[:, 0], of

    def missed(self, lessons: Sequence[Lesson]) -> Tensor:
        odds, of = self(lessons)
        right = torch.tensor([is_right for one in lessons for is_right in one.right])
        sums = [_sum_of_odds(own, of, len(lessons)) for own in (odds, odds.masked_fill(~right, -BACKGROUND))]
        return (sums[0] - sums[1]).mean()

    def write(self) -> None:
        found = _written(self)
        found["known"] = found.pop("known.tables.0")
        _save(self.part, found, names=list(self.known.names))


Head = TypeVar("Head", Claims, Places)


def taught(made: Callable[[], Head], lessons: Sequence[Lesson]) -> Head:
    """A head that was taught by lessons."""
    torch.manual_seed(SEED)
    chance = np.random.RandomState(SEED)
    head = made()
    adam = torch.optim.AdamW(head.parameters(), lr=FASTEST, weight_decay=DECAY)
    parts = -(-len(lessons) // AT_ONCE)
    steps = head.epochs * parts
    pace = torch.optim.lr_scheduler.LambdaLR(adam, partial(paced, steps=steps, warming=WARMING))
    for _ in range(head.epochs):
        for part in np.array_split(chance.permutation(len(lessons)), parts):
            stepped(head, head.missed([lessons[at] for at in part]), adam, pace, 2.0)
    head.eval()
    return head


def _numbers(of: Sequence[Any]) -> Tensor:
    return torch.from_numpy(np.stack(of).astype(np.float32))


def _beside(one: Lesson, step: int) -> Any:
    at, whole = one.at + step, one.seen.whole
    return whole[at] if 0 <= at < len(whole) else np.zeros(OF_PIECES, np.float32)


def _sum_of_odds(odds: Tensor, of: Tensor, count: int) -> Tensor:
    most = torch.full((count,), -BACKGROUND).scatter_reduce(0, of, odds.detach(), "amax")
    return most + torch.zeros(count).scatter_add(0, of, torch.exp(odds - most[of])).log()


def _written(head: nn.Module) -> dict[str, Any]:
    found = {name: weights.detach().numpy() for name, weights in head.state_dict().items()}
    is_table = ("known.tables.0.weight", "known.tables.1.weight", "rel.weight")
    tables = {name.removesuffix(".weight"): found.pop(name) for name in is_table if name in found}
    return {**tables, **{name: weights.T for name, weights in found.items()}}


def _save(part: str, weights: dict[str, Any], **labels: Sequence[str]) -> None:
    own = {name: one.astype(np.float16) for name, one in weights.items()}
    np.savez(path(part), allow_pickle=False, **own, **{name: np.array(of) for name, of in labels.items()})
