"""Teaches the networks of transforms.claims.learnt, with PyTorch: `pip install torch`, which no lock file names, for
nothing else needs it and its builds are of several gigabytes.

All is taught at once, from labelled texts (bench.lessons): what lies over the encoder, what is asked of numbers and of
sentences (whether one tells a claim of a family, and of which kind), and what is asked of the claims that were read
(bench.fields). The vectors of the pieces are turned to their principal components first, which the first layer does
itself once it is written down.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bench.answered import POLARITIES
from bench.fields import Claims, Places
from bench.lessons import COMPONENTS, FAMILIES, FOLDS, Course, Lesson, Question
from bench.sight import BACKGROUND, WIDE, Sight, alone, asked_of_spans, listened, padded
from transforms import vocab
from transforms.claims.learnt.network import DILATIONS, FAR, HEADS, NETWORKS, PARTS, SLOTS

FASTEST, DECAY, WARMING, LONGEST = 4e-3, 0.02, 200, 5.0
OF_CLAIMS = OF_POLARITIES = 0.5  # how much they count beside families and kinds
AT_ONCE = 1800  # pieces in a step
SCALE = 60


@dataclass(frozen=True)
class Manner:
    """How a network is taught. `dropped`, `dropped_pieces`: the shares of what it sees, and of pieces, that are hidden
    from it while it learns."""

    seed: int
    epochs: int
    dropped: float
    dropped_pieces: float


MANNERS = dict(zip(NETWORKS, (Manner(0, 12, 0.3, 0.05), Manner(1, 12, 0.25, 0.1)), strict=True))


class Gated(nn.Module):
    """A convolution over the pieces before and behind, with a gate, added to what was there."""

    def __init__(self, dilation: int, dropped: float) -> None:
        super().__init__()
        self.c = nn.Conv1d(WIDE, 2 * WIDE, 3, padding=dilation, dilation=dilation)
        self.n, self.drop = nn.LayerNorm(WIDE), nn.Dropout(dropped)

    def forward(self, hidden: Tensor, there: Tensor) -> Tensor:
        value, gate = self.c((self.n(hidden) * there).transpose(1, 2)).transpose(1, 2).chunk(2, -1)
        added: Tensor = hidden + self.drop(functional.silu(gate) * value) * there
        return added


class Network(nn.Module):
    """Named as the weights are written."""

    def __init__(self, course: Course, manner: Manner) -> None:
        super().__init__()
        self.course, self.manner, names, dropped = course, manner, course.names, manner.dropped
        self.kinds = {kind: at for at, kind in enumerate(names.kinds)}
        self.inp, self.tit = nn.Linear(COMPONENTS, WIDE), nn.Linear(512, WIDE)
        self.slot, self.lang = nn.Embedding(len(SLOTS) + 1, WIDE), nn.Embedding(len(vocab.LANGUAGES), WIDE)
        self.conv, self.on = nn.ModuleList(Gated(one, dropped) for one in DILATIONS), nn.LayerNorm(WIDE)
        self.key, self.val, self.qn = nn.Linear(WIDE, WIDE), nn.Linear(WIDE, WIDE), nn.Linear(3 * WIDE, WIDE)
        self.rel, self.task = nn.Embedding(2 * FAR + 1, HEADS), nn.Embedding(len(FAMILIES), WIDE)
        nn.init.zeros_(self.rel.weight)
        self.mlp = nn.ModuleList(nn.Linear(7 * WIDE, WIDE) for _ in FAMILIES)
        self.out = nn.ModuleList(nn.Linear(WIDE, len(families)) for families in FAMILIES.values())
        self.kind = nn.ModuleList(nn.Linear(WIDE, len(names.kinds)) for _ in FAMILIES)
        # Only so that pieces learn what speaks of a polarity where no claim was read; not written.
        self.pol = nn.ModuleList(nn.Linear(WIDE, len(own) * len(POLARITIES)) for own in FAMILIES.values())
        self.claims, self.places = Claims(names, dropped), Places(names.of_places, dropped)
        self.drop = nn.Dropout(dropped)

    def forward(self, lessons: Sequence[Lesson]) -> Sight:
        """The texts as the network sees them."""
        rows = [(lesson, part) for lesson in lessons for part in lesson.sentences()]
        slots, there = padded([lesson.slots[part] for lesson, part in rows])
        vectors = torch.zeros(*slots.shape, COMPONENTS)
        vectors[there[..., 0] > 0] = torch.from_numpy(np.vstack([lesson.vectors for lesson in lessons])).float()
        if self.training:
            vectors = vectors * (torch.rand(*slots.shape, 1) > self.manner.dropped_pieces)
        lang = self.lang(torch.tensor([lesson.lang for lesson, _ in rows]))[:, None]
        hidden = (self.drop(self.inp(vectors)) + self.slot(slots) + lang) * there
        for layer in self.conv:
            hidden = layer(hidden, there)
        hidden = self.on(hidden) * there
        mean = hidden.sum(1) / there.sum(1)
        whole = (mean + (hidden - BACKGROUND * (1 - there)).max(1)[0]) / 2
        titles = torch.from_numpy(np.array([lesson.title for lesson, _ in rows]))
        return Sight(
            lessons=lessons,
            hidden=hidden,
            there=there,
            mean=mean,
            whole=torch.cat([whole, torch.zeros(1, WIDE)]),
            titles=self.drop(torch.tanh(self.tit(titles))),
            first_rows=np.cumsum([0, *(len(lesson.starts) - 1 for lesson in lessons[:-1])]).tolist(),
        )

    def asked(self, of: int, sight: Sight) -> tuple[list[Question], Tensor, Tensor, Tensor] | None:
        """What is asked of numbers or of sentences, with the odds of families, kinds, and polarities by families."""
        found = [(at, one) for at, lesson in enumerate(sight.lessons) for one in lesson.questions if one.of == of]
        if not found:
            return None
        asked, count = [one for _, one in found], len(found)
        own = torch.tensor([sight.first_rows[at] + one.at for at, one in found])
        is_alone = alone(count, self.training)
        before, behind = (sight.beside([(at, one.at) for at, one in found], step, is_alone) for step in (-1, 1))
        start, stop = torch.tensor([one.start for one in asked]), torch.tensor([one.stop for one in asked])
        inside, away = asked_of_spans(asked, sight.there[own])
        hidden = sight.hidden[own]
        meant = (hidden * inside).sum(1) / inside.sum(1)
        first, last = sight.hidden[own, start], sight.hidden[own, stop - 1]
        task = self.task.weight[of].expand(count, WIDE)
        asks = self.qn(torch.cat([meant, (first + last) / 2, task], -1))
        keys, values = self.key(sight.hidden)[own], self.val(sight.hidden)[own]
        heard = listened(keys, values, asks, self.rel(away), sight.there[own])
        titles = sight.titles[own] * ~is_alone[:, None] + task
        told = self.drop(torch.cat([meant, first, heard, sight.whole[own], before, behind, titles], -1))
        inner = self.drop(functional.silu(self.mlp[of](told)))
        polarities = self.pol[of](inner).view(count, -1, len(POLARITIES))
        return asked, self.out[of](inner), self.kind[of](inner), polarities

    def missed(self, lessons: Sequence[Lesson]) -> Tensor:
        """The loss."""
        sight = self(lessons)
        total = OF_CLAIMS * (self.claims.missed(sight) + self.places.missed(sight))
        for of in FAMILIES:
            if found := self.asked(of, sight):
                total = total + self._missed(*found)
        return total / SCALE

    def _missed(self, asked: Sequence[Question], families: Tensor, kinds: Tensor, polarities: Tensor) -> Tensor:
        """Of families one against all else, without those that may be so or not; of kinds and polarities one among
        all."""
        samples, names = [one.sample for one in asked], FAMILIES[asked[0].of]
        weight = torch.tensor([sample.weight for sample in samples])
        right = torch.tensor([[float(name in sample.labels) for name in names] for sample in samples])
        unsure = [[name in sample.unknown - sample.labels for name in names] for sample in samples]
        each = functional.binary_cross_entropy_with_logits(families.float(), right, reduction="none")
        total = (each * ~torch.tensor(unsure) * weight[:, None]).sum()
        told = [
            (row, self.kinds[kind])
            for row, sample in enumerate(samples)
            for kind in sample.kinds.values()
            if kind in self.kinds
        ]
        if told:
            row, kind = torch.tensor(told).T
            total = total + (one_among(kinds[row], kind) * weight[row]).sum()
        meant = [
            (row, names.index(family), POLARITIES.index(polarity))
            for row, sample in enumerate(samples)
            for family, polarity in sample.polarities.items()
            if polarity in POLARITIES
        ]
        if meant:
            row, family, polarity = torch.tensor(meant).T
            total = total + OF_POLARITIES * (one_among(polarities[row, family], polarity) * weight[row]).sum()
        return total

    def write(self, network: int) -> None:
        """Writes the weights as transforms.claims.learnt reads them."""
        for head in (self.claims, self.places):
            np.savez(path(network, head.part), allow_pickle=False, **head.written())
        apart = ("claims.", "places.", "pol.")
        own = {name: weights.detach().numpy() for name, weights in self.state_dict().items()}
        turned = {}
        for name, weights in own.items():
            if name.startswith(apart):
                continue
            is_table = name in ("slot.weight", "lang.weight", "task.weight", "rel.weight")
            name = name.removesuffix(".weight") if is_table else name
            if weights.ndim == 3:
                weights = weights.transpose(2, 1, 0).reshape(-1, weights.shape[0])
            elif weights.ndim == 2 and not is_table:
                weights = weights.T
            turned[name] = weights
        middle, turn = self.course.middle, self.course.turn
        turned["inp.bias"] = turned["inp.bias"] - middle @ turn @ turned["inp.weight"]
        turned["inp.weight"] = turn @ turned["inp.weight"]
        labels = {f"families.{of}": np.array(families) for of, families in FAMILIES.items()}
        labels["kinds"] = np.array(self.course.names.kinds)
        of_pieces = ("inp", "slot", "lang", "conv", "on")
        parts = {name: PARTS[name.split(".")[0] not in of_pieces] for name in turned}
        for part in PARTS:
            half = {name: weights.astype(np.float16) for name, weights in turned.items() if parts[name] == part}
            np.savez(path(network, part), allow_pickle=False, **half, **(labels if part == PARTS[1] else {}))


def one_among(odds: Tensor, right: Tensor) -> Tensor:
    return functional.cross_entropy(odds.float(), right, reduction="none")


def path(network: int, part: str) -> Path:
    return vocab.FOLDER / f"learnt_network_{network}_{part}.npz"


def taught(course: Course, manner: Manner, fold: int | None = None) -> Network:
    """A network that was taught by all texts but those of a fold."""
    torch.manual_seed(manner.seed)
    chance = np.random.RandomState(manner.seed)
    made = Network(course, manner)
    own = [one for one in course.lessons if one.fold != fold]
    steps = manner.epochs * len(list(_parts(own, chance)))
    adam = torch.optim.AdamW(made.parameters(), lr=FASTEST, weight_decay=DECAY)
    pace = torch.optim.lr_scheduler.LambdaLR(adam, partial(paced, steps=steps))
    for _ in range(manner.epochs):
        for part in _parts(own, chance):
            adam.zero_grad()
            made.missed(part).backward()
            nn.utils.clip_grad_norm_(made.parameters(), LONGEST)
            adam.step()
            pace.step()
    made.eval()
    return made


def paced(at: int, steps: int) -> float:
    """How fast to learn, as a share of the fastest: soon at once, then slower to the end."""
    return min(1, (at + 1) / WARMING) * max(0.02, 1 - at / steps)


@dataclass(frozen=True)
class Told:
    """What a network says of some texts: `families`: of each sample, by what is asked of and its place; `fields`: the
    odds of each of FIELDS of each claim, and `places` those of its candidates, by its number."""

    families: dict[int, dict[int, Any]]
    fields: dict[int, dict[str, Any]]
    places: dict[int, Any]


def told_of(made: Network, lessons: Sequence[Lesson]) -> Told:
    told = Told({of: {} for of in FAMILIES}, {}, {})
    for lesson in lessons:
        with torch.no_grad():
            sight = made([lesson])
            for of, own in told.families.items():
                if found := made.asked(of, sight):
                    own |= {one.place: odds for one, odds in zip(found[0], found[1].numpy(), strict=True)}
            claims, fields = made.claims(sight)
            for at, claim in enumerate(claims):
                told.fields[claim.number] = {field: odds[at].numpy() for field, odds in fields.items()}
            claims, odds, of_claim = made.places(sight)
            for at, claim in enumerate(claims):
                told.places[claim.number] = odds[of_claim == at].numpy()
    return told


def written(course: Course) -> None:
    """Writes the networks, each taught by all texts."""
    _in_processes(course, _written, list(MANNERS))


def crossed(course: Course) -> Told:
    """What is said of each text by the networks that were not taught by it, in the mean."""
    asked = [(network, fold) for fold in range(FOLDS) for network in MANNERS]
    return mean_of(_in_processes(course, _crossed, asked))


def mean_of(told: Sequence[Told]) -> Told:
    return Told(
        {of: _mean([one.families[of] for one in told]) for of in FAMILIES},
        {
            number: _mean([one.fields[number] for one in told if number in one.fields])
            for number in {number for one in told for number in one.fields}
        },
        _mean([one.places for one in told]),
    )


def _mean(said: Sequence[Mapping[Any, Any]]) -> dict[Any, Any]:
    names = {name for one in said for name in one}
    return {name: np.mean([one[name] for one in said if name in one], axis=0) for name in names}


_course: list[Course] = []  # of this process


def _in_processes(course: Course, of: Callable[[Any], Any], asked: Sequence[Any]) -> list[Any]:
    """One on each processor; they see the course as it is here, for it is too large to be sent."""
    with get_context("fork").Pool(os.cpu_count(), _begin, [course]) as pool:
        return pool.map(of, asked, chunksize=1)


def _begin(course: Course) -> None:
    torch.set_num_threads(1)
    _course.append(course)


def _written(network: int) -> None:
    taught(_course[0], MANNERS[network]).write(network)


def _crossed(asked: tuple[int, int]) -> Told:
    network, fold = asked
    made = taught(_course[0], MANNERS[network], fold)
    return told_of(made, [one for one in _course[0].lessons if one.fold == fold])


def _parts(lessons: Sequence[Lesson], chance: np.random.RandomState) -> Iterator[list[Lesson]]:
    """Lessons whose sentences are about as long, in the order of chance."""
    long = [one.starts[-1] / (len(one.starts) - 1) + chance.rand() * 8 for one in lessons]
    parts: list[list[Lesson]] = [[]]
    for at in np.argsort(long):
        parts[-1].append(lessons[at])
        if sum(one.starts[-1] for one in parts[-1]) > AT_ONCE:
            parts.append([])
    yield from (parts[at] for at in chance.permutation(len(parts)) if parts[at])
