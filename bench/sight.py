"""A text as the network sees it while it is taught, and how it is asked (bench.network, bench.fields)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from bench.lessons import Asked, Lesson, Question
from transforms.claims.learnt.network import HEADS, distances

WIDE = 128
ALONE = 0.1  # of what is asked is asked as if nothing stood beside its sentence
BACKGROUND = 1e4


@dataclass(frozen=True)
class Sight:
    """Sentences of some texts in rows. `hidden`: their pieces as the network sees them; `there`: 1 for a piece, 0
    behind the last; `mean`, `whole`: a vector each, the last row of `whole` for no sentence; `titles`: of each row;
    `first_rows`: where each text begins."""

    lessons: Sequence[Lesson]
    hidden: Tensor
    there: Tensor
    mean: Tensor
    whole: Tensor
    titles: Tensor
    first_rows: Sequence[int]

    def beside(self, asked: Sequence[tuple[int, int]], step: int, is_alone: Tensor) -> Tensor:
        """What stands so many sentences from those asked of, each given by its text and its number there."""
        lengths = [len(one.starts) - 1 for one in self.lessons]
        there = torch.tensor([0 <= at + step < lengths[lesson] for lesson, at in asked]) & ~is_alone
        rows = torch.tensor([self.first_rows[lesson] + at + step for lesson, at in asked])
        return self.whole[rows.masked_fill(~there, -1)]


def padded(rows: Sequence[Any]) -> tuple[Tensor, Tensor]:
    """Rows of numbers as long as the longest, and 1 where one stands."""
    lengths = np.array([len(one) for one in rows])
    whole = np.zeros((len(rows), lengths.max()), np.int64)
    there = np.arange(lengths.max()) < lengths[:, None]
    whole[there] = np.concatenate(rows)
    return torch.from_numpy(whole), torch.from_numpy(there.astype(np.float32))[..., None]


def alone(count: int, is_training: bool) -> Tensor:
    """Which of what is asked is asked without what stands beside its sentence."""
    return torch.rand(count) < (ALONE if is_training else 0)


def asked_of_spans(asked: Sequence[Question | Asked], there: Tensor) -> tuple[Tensor, Tensor]:
    """1 for the pieces asked of, and how far each piece stands from them."""
    count, long, _ = there.shape
    at = torch.arange(long)[None]
    start, stop = (torch.tensor([getattr(one, end) for one in asked])[:, None] for end in ("start", "stop"))
    away = np.stack([distances(long, one.start, one.stop) for one in asked])
    return ((at >= start) & (at < stop)).float()[..., None], torch.from_numpy(away).view(count, long)


def listened(keys: Tensor, values: Tensor, asks: Tensor, away: Tensor, there: Tensor) -> Tensor:
    """As transforms.claims.learnt.network.listened, of many at once."""
    count, long, width = keys.shape
    keys, values = (part.view(count, long, HEADS, -1) for part in (keys, values))
    scores = torch.einsum("nlhd,nhd->nlh", keys, asks.view(count, HEADS, -1)).float()
    shares = (scores / (width // HEADS) ** 0.5 + away - BACKGROUND * (1 - there)).softmax(1)
    return torch.einsum("nlh,nlhd->nhd", shares.to(values.dtype), values).reshape(count, width)
