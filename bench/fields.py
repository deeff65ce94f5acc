"""The heads of transforms.claims.learnt.fields in PyTorch, taught with the network below them (bench.network)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bench.answered import POLARITIES
from bench.lessons import Asked, Names
from bench.sight import BACKGROUND, WIDE, Sight, alone, asked_of_spans, listened
from transforms.claims.learnt.fields import AROUND, FIELDS, LOUDEST, SCALE
from transforms.claims.learnt.network import FAR, HEADS

NARROW, OF_PLACE = 48, 64
# Of claims that are not affirmed more are missed than are read falsely: affirmed must be that much likelier.
BURDEN = np.array([1.0 if name == "affirmed" else 0.0 for name in POLARITIES], np.float32)


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

    def __init__(self, names: Names, dropped: float) -> None:
        super().__init__()
        self.fields = {field: names.fields[field] for field in FIELDS}
        self.sizes = [len(of) for of in self.fields.values()]
        self.known = Known(names.told, WIDE, sum(self.sizes))
        self.key, self.val = nn.Linear(WIDE, WIDE), nn.Linear(WIDE, WIDE)
        self.qn, self.rel = nn.Linear(3 * WIDE, WIDE), nn.Embedding(2 * FAR + 1, HEADS)
        nn.init.zeros_(self.rel.weight)
        self.mlp = nn.Linear((5 + len(AROUND)) * WIDE, WIDE)
        self.out = nn.Linear(WIDE, sum(self.sizes))
        self.words = nn.Linear(len(POLARITIES), len(POLARITIES), bias=False)
        self.drop = nn.Dropout(dropped)

    def forward(self, sight: Sight) -> tuple[list[Asked], dict[str, Tensor]]:
        """The claims, and the odds of each of FIELDS."""
        found = [(at, one) for at, lesson in enumerate(sight.lessons) for one in lesson.claims]
        claims, count = [one for _, one in found], len(found)
        if not found:
            return claims, {}
        own = torch.tensor([sight.first_rows[at] + one.at for at, one in found])
        inside, away = asked_of_spans(claims, sight.there[own])
        hidden = sight.hidden[own]
        meant = (hidden * inside).sum(1) / inside.sum(1)
        most = (hidden - BACKGROUND * (1 - inside)).max(1)[0]
        known, direct = self.known([one.told for one in claims])
        asks = self.qn(torch.cat([meant, most, known], -1))
        keys, values = self.key(sight.hidden)[own], self.val(sight.hidden)[own]
        heard = listened(keys, values, asks, self.rel(away), sight.there[own])
        is_alone = alone(count, self.training)
        beside = [sight.beside([(at, one.at) for at, one in found], step, is_alone) for step in AROUND]
        inner = self.mlp(self.drop(torch.cat([meant, most, heard, sight.mean[own], *beside, known], -1)))
        inner = self.drop(functional.silu(inner))
        words = torch.from_numpy(np.stack([np.clip(one.words, -LOUDEST, LOUDEST) / SCALE for one in claims]))
        odds = dict(zip(self.fields, (self.out(inner) + direct).split(self.sizes, 1), strict=True))
        return claims, {**odds, "polarity": odds["polarity"] + self.words(words)}

    def missed(self, sight: Sight) -> Tensor:
        claims, odds = self(sight)
        weight, total = torch.tensor([one.weight for one in claims]), torch.zeros(())
        for field, own in odds.items():
            told = [(row, one.right[field]) for row, one in enumerate(claims) if field in one.right]
            if told:
                row, right = torch.tensor(told).T
                total = total + (functional.cross_entropy(own[row], right, reduction="none") * weight[row]).sum()
        return total

    def written(self) -> dict[str, Any]:
        found = _written(self)
        found["out.bias"][: len(POLARITIES)] -= BURDEN.astype(np.float16)  # the first of FIELDS
        found["known"], found["direct"] = found.pop("known.tables.0"), found.pop("known.tables.1")
        return {**found, **_labels(names=list(self.known.names), **self.fields)}


class Places(nn.Module):
    """Named as the weights are written."""

    part = "place"

    def __init__(self, names: Sequence[str], dropped: float) -> None:
        super().__init__()
        self.known = Known(names, OF_PLACE)
        self.bias = nn.Parameter(torch.zeros(OF_PLACE))
        self.q, self.m = nn.Linear(2 * WIDE, NARROW), nn.Linear(WIDE, NARROW)
        self.qm, self.qq, self.mm = (nn.Linear(NARROW, OF_PLACE, bias=False) for _ in range(3))
        self.h, self.o = nn.Linear(OF_PLACE, OF_PLACE), nn.Linear(OF_PLACE, 1, bias=False)
        self.drop = nn.Dropout(dropped)

    def forward(self, sight: Sight) -> tuple[list[Asked], Tensor, Tensor]:
        """The claims whose places are asked for, the odds of all candidates, one below the other, and of which claim
        each is."""
        found = [(at, one) for at, lesson in enumerate(sight.lessons) for one in lesson.claims if one.places]
        claims, first = [one for _, one in found], sight.first_rows
        of = torch.tensor([row for row, one in enumerate(claims) for _ in one.places], dtype=torch.long)
        if not found:
            return claims, torch.zeros(0), of
        own = torch.tensor([first[at] + one.at for at, one in found])
        inside, _ = asked_of_spans(claims, sight.there[own])
        meant = (sight.hidden[own] * inside).sum(1) / inside.sum(1)
        asks = self.q(self.drop(torch.cat([meant, sight.whole[own]], -1)))[of]
        named = self.m(self.drop(_names(sight, [(at, place.name) for at, one in found for place in one.places])))
        (known,) = self.known([place.features for one in claims for place in one.places])
        inner = known + self.bias + self.qm(asks * named) + self.qq(asks) + self.mm(named)
        inner = self.drop(functional.silu(inner))
        inner = inner + self.drop(functional.silu(self.h(inner)))
        return claims, self.o(inner)[:, 0].float(), of

    def missed(self, sight: Sight) -> Tensor:
        claims, odds, of = self(sight)
        right = torch.tensor([place.is_right for one in claims for place in one.places], dtype=torch.bool)
        sums = [_sum_of_odds(own, of, len(claims)) for own in (odds, odds.masked_fill(~right, -BACKGROUND))]
        return (sums[0] - sums[1]).sum()

    def written(self) -> dict[str, Any]:
        found = _written(self)
        found["known"] = found.pop("known.tables.0")
        return {**found, **_labels(names=list(self.known.names))}


def _names(sight: Sight, names: Sequence[tuple[int, tuple[int, int, int] | None]]) -> Tensor:
    """The means of the pieces of names; nothing of one that does not stand in the text."""
    there = [(row, sight.first_rows[at] + name[0], name[1], name[2]) for row, (at, name) in enumerate(names) if name]
    found = torch.zeros(len(names), WIDE)
    if there:
        at, own, start, stop = torch.tensor(there).T
        sums = torch.cat([torch.zeros(len(sight.hidden), 1, WIDE), sight.hidden.float().cumsum(1)], 1)
        found = found.index_put((at,), (sums[own, stop] - sums[own, start]) / (stop - start)[:, None])
    return found


def _sum_of_odds(odds: Tensor, of: Tensor, count: int) -> Tensor:
    most = torch.full((count,), -BACKGROUND).scatter_reduce(0, of, odds.detach(), "amax")
    return most + torch.zeros(count).scatter_add(0, of, torch.exp(odds - most[of])).log()


def _written(head: nn.Module) -> dict[str, Any]:
    found = {name: weights.detach().numpy().astype(np.float16) for name, weights in head.state_dict().items()}
    is_table = ("known.tables.0.weight", "known.tables.1.weight", "rel.weight")
    tables = {name.removesuffix(".weight"): found.pop(name) for name in is_table if name in found}
    return {**tables, **{name: weights.T for name, weights in found.items()}}


def _labels(**labels: Sequence[str]) -> dict[str, Any]:
    return {name: np.array(of) for name, of in labels.items()}
