"""Teaches the network of transforms.claims.learnt.network, with PyTorch: `pip install torch`, which no lock file names,
for nothing else needs it and its builds are of several gigabytes.

It learns from the samples of the linear models beside it, numbers and sentences at once: whether one tells a claim of a
family, and of which kind. The vectors of the pieces are not taught anew; they are turned to their principal components
first, which the first layer does itself once it is written down.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bench.claim_samples import COUNTED, STATED, Text
from bench.linear import Sample
from transforms import vocab
from transforms.claims.learnt import network
from transforms.claims.learnt.network import DILATIONS, FAR, HEADS, NUMBER, PARTS, SLOTS, STATEMENT, distances
from transforms.claims.learnt.vectors import in_context, of_title, pieces

FAMILIES = {NUMBER: COUNTED, STATEMENT: STATED}
COMPONENTS, WIDE = 320, 128
FEWEST_OF_A_KIND = 6
DROPPED, DROPPED_PIECES = 0.3, 0.05
EPOCHS, FASTEST, DECAY, WARMING = 12, 4e-3, 0.02, 200
FOLDS = 3
AT_ONCE = 1800  # pieces in a step
SEED = 0


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
class Lesson:
    """A text as the network is taught by it. `vectors`, `slots`: of its pieces; `starts`: of its sentences, and the
    end."""

    vectors: Any
    slots: Any
    starts: Any
    lang: int
    title: Any
    questions: Sequence[Question]

    @property
    def fold(self) -> int:
        return zlib.crc32(self.questions[0].sample.group.encode()) % FOLDS


class Course:
    """All labelled texts, with the samples of their numbers and sentences in order."""

    def __init__(self, cut: Sequence[Text], asked: Sequence[Sequence[Sequence[Sample]]]) -> None:
        told = Counter(kind for of in asked for own in of for sample in own for kind in sample.kinds.values())
        self.kinds = sorted(kind for kind, times in told.items() if times >= FEWEST_OF_A_KIND)
        self.sizes = [sum(map(len, of)) for of in asked]
        seen = [[pieces(one.scene.plain) for one in text.read] for text in cut]
        raw = [_vectors(own) for own in seen]
        self.middle, self.turn = components(raw)
        self.lessons, places = list[Lesson](), [0, 0]
        for at, (text, found) in enumerate(zip(cut, seen, strict=True)):
            if text.read:
                own = [of[at] for of in asked]
                self.lessons.append(self._lesson(text, found, raw[at], own, places))
                places = [place + len(samples) for place, samples in zip(places, own, strict=True)]

    def _lesson(self, text: Text, found: Any, raw: Any, asked: Sequence[Sequence[Sample]], places: list[int]) -> Lesson:
        starts = np.cumsum([0, *(len(numbers) for numbers, _ in found)])
        marks = [SLOTS.get(one.marks.text[at], 0) for one, own in zip(text.read, found, strict=True) for at in own[1]]
        questions = [
            Question(of, sample.at, *network.within(found[sample.at][1], *sample.span), sample, places[of] + place)
            for of in (NUMBER, STATEMENT)
            for place, sample in enumerate(asked[of])
        ]
        scene = text.read[0].scene
        vectors = ((raw - self.middle) @ self.turn).astype(np.float16)
        lang = vocab.LANGUAGES.index(scene.lang)
        return Lesson(vectors, np.array(marks), starts, lang, of_title(scene.report.title), questions)

    def taught(self, fold: int | None = None) -> "Network":
        """A network that was taught by all texts but those of a fold."""
        torch.manual_seed(SEED)
        chance = np.random.RandomState(SEED)
        made = Network(self.kinds)
        own = [one for one in self.lessons if one.questions and one.fold != fold]
        steps = EPOCHS * len(list(_parts(own, chance)))
        adam = torch.optim.AdamW(made.parameters(), lr=FASTEST, weight_decay=DECAY)
        pace = torch.optim.lr_scheduler.LambdaLR(adam, partial(paced, steps=steps, warming=WARMING))
        for _ in range(EPOCHS):
            for part in _parts(own, chance):
                stepped(made, made.missed(part), adam, pace, 5.0)
        made.eval()
        return made

    def crossed(self) -> list[Any]:
        """What is said of the families of each number and each sentence by a network that was not taught by its
        text."""
        said = [np.zeros((size, len(FAMILIES[of]))) for of, size in enumerate(self.sizes)]
        for fold in range(FOLDS):
            made = self.taught(fold)
            for lesson in self.lessons:
                if lesson.questions and lesson.fold == fold:
                    with torch.no_grad():
                        for asked, families, _ in made([lesson]):
                            said[asked[0].of][[one.place for one in asked]] = families.numpy()
        return said

    def write(self, made: "Network") -> None:
        """Writes the weights as transforms.claims.learnt.network reads them."""
        found = {name: weights.detach().numpy() for name, weights in made.state_dict().items()}
        turned = {}
        for name, weights in found.items():
            is_table = name in ("slot.weight", "lang.weight", "task.weight", "rel.weight")
            is_window = weights.ndim == 3
            name = name.removesuffix(".weight") if is_table else name
            if is_window:
                weights = weights.transpose(2, 1, 0).reshape(-1, weights.shape[0])
            elif weights.ndim == 2 and not is_table:
                weights = weights.T
            turned[name] = weights
        turned["inp.bias"] = turned["inp.bias"] - self.middle @ self.turn @ turned["inp.weight"]
        turned["inp.weight"] = self.turn @ turned["inp.weight"]
        names = {f"families.{of}": np.array(families) for of, families in FAMILIES.items()}
        names["kinds"] = np.array(self.kinds)
        of_pieces = ("inp", "slot", "lang", "conv", "on")
        parts = {name: PARTS[name.split(".")[0] not in of_pieces] for name in turned}
        for part in PARTS:
            own = {name: weights.astype(np.float16) for name, weights in turned.items() if parts[name] == part}
            np.savez(path(part), allow_pickle=False, **own, **(names if part == PARTS[1] else {}))


def path(part: str) -> Path:
    return vocab.FOLDER / f"learnt_network_{part}.npz"


def stepped(made: nn.Module, loss: Tensor, adam: Any, pace: Any, longest: float) -> None:
    """Learns from one loss; a step is no longer than `longest`."""
    adam.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(made.parameters(), longest)
    adam.step()
    pace.step()


def paced(at: int, steps: int, warming: int) -> float:
    """How fast to learn, as a share of the fastest: soon at once, then slower to the end."""
    return min(1, (at + 1) / warming) * max(0.02, 1 - at / steps)


def _vectors(found: Sequence[tuple[list[int], list[int]]]) -> Any:
    return np.vstack(list(in_context([numbers for numbers, _ in found]))).astype(np.float16) if found else None


def components(raw: Iterable[Any]) -> tuple[Any, Any]:
    """The middle of vectors, and what turns them to their principal components, the great ones made smaller."""
    sample = np.vstack([own[::12] for own in raw if own is not None]).astype(np.float32)
    middle = sample.mean(axis=0)
    spread, axes = np.linalg.eigh(np.cov((sample - middle).T))
    deviation = np.sqrt(spread[::-1][:COMPONENTS])
    return middle, (axes[:, ::-1][:, :COMPONENTS] / (0.1 * deviation[0] + deviation)).astype(np.float32)


def _parts(lessons: Sequence[Lesson], chance: np.random.RandomState) -> Iterator[list[Lesson]]:
    """Lessons whose sentences are about as long, in the order of chance."""
    long = [one.starts[-1] / (len(one.starts) - 1) + chance.rand() * 8 for one in lessons]
    parts: list[list[Lesson]] = [[]]
    for at in np.argsort(long):
        parts[-1].append(lessons[at])
        if sum(one.starts[-1] for one in parts[-1]) > AT_ONCE:
            parts.append([])
    yield from (parts[at] for at in chance.permutation(len(parts)) if parts[at])


class Gated(nn.Module):
    """A convolution over the pieces before and behind, with a gate, added to what was there."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        self.c = nn.Conv1d(WIDE, 2 * WIDE, 3, padding=dilation, dilation=dilation)
        self.n, self.drop = nn.LayerNorm(WIDE), nn.Dropout(DROPPED)

    def forward(self, hidden: Tensor, there: Tensor) -> Tensor:
        value, gate = self.c((self.n(hidden) * there).transpose(1, 2)).transpose(1, 2).chunk(2, -1)
        added: Tensor = hidden + self.drop(functional.silu(gate) * value) * there
        return added


class Network(nn.Module):
    """Named as the weights are written."""

    def __init__(self, kinds: Sequence[str]) -> None:
        super().__init__()
        self.names = {kind: at for at, kind in enumerate(kinds)}
        self.inp, self.tit = nn.Linear(COMPONENTS, WIDE), nn.Linear(512, WIDE)
        self.slot, self.lang = nn.Embedding(len(SLOTS) + 1, WIDE), nn.Embedding(len(vocab.LANGUAGES), WIDE)
        self.conv, self.on = nn.ModuleList(map(Gated, DILATIONS)), nn.LayerNorm(WIDE)
        self.key, self.val, self.qn = nn.Linear(WIDE, WIDE), nn.Linear(WIDE, WIDE), nn.Linear(3 * WIDE, WIDE)
        self.rel, self.task = nn.Embedding(2 * FAR + 1, HEADS), nn.Embedding(len(FAMILIES), WIDE)
        nn.init.zeros_(self.rel.weight)
        self.mlp = nn.ModuleList(nn.Linear(7 * WIDE, WIDE) for _ in FAMILIES)
        self.out = nn.ModuleList(nn.Linear(WIDE, len(families)) for families in FAMILIES.values())
        self.kind = nn.ModuleList(nn.Linear(WIDE, len(kinds)) for _ in FAMILIES)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, lessons: Sequence[Lesson]) -> list[tuple[list[Question], Tensor, Tensor]]:
        """What is asked of numbers and of sentences, with the odds of families and of kinds."""
        rows = [(lesson, at) for lesson in lessons for at in range(len(lesson.starts) - 1)]
        spans = [(int(lesson.starts[at]), int(lesson.starts[at + 1])) for lesson, at in rows]
        long = max(stop - start for start, stop in spans)
        vectors, slots = torch.zeros(len(rows), long, COMPONENTS), torch.zeros(len(rows), long, dtype=torch.long)
        there = torch.zeros(len(rows), long, 1)
        for row, ((lesson, _), (start, stop)) in enumerate(zip(rows, spans, strict=True)):
            vectors[row, : stop - start] = torch.from_numpy(lesson.vectors[start:stop].astype(np.float32))
            slots[row, : stop - start] = torch.from_numpy(lesson.slots[start:stop])
            there[row, : stop - start] = 1
        if self.training:
            vectors = vectors * (torch.rand(len(rows), long, 1) > DROPPED_PIECES)
        lang = self.lang(torch.tensor([lesson.lang for lesson, _ in rows]))[:, None]
        hidden = (self.drop(self.inp(vectors)) + self.slot(slots) + lang) * there
        for layer in self.conv:
            hidden = layer(hidden, there)
        hidden = self.on(hidden) * there
        whole = (hidden.sum(1) / there.sum(1) + (hidden - 1e4 * (1 - there)).max(1)[0]) / 2
        whole = torch.cat([whole, torch.zeros(1, WIDE)])  # the last row stands for no sentence
        titles = torch.from_numpy(np.array([lesson.title for lesson, _ in rows]))
        titles = self.drop(torch.tanh(self.tit(titles)))
        first_rows = {id(lesson): row for row, (lesson, at) in enumerate(rows) if at == 0}
        said = []
        for of in FAMILIES:
            asked = [(one, lesson) for lesson in lessons for one in lesson.questions if one.of == of]
            if asked:
                own = torch.tensor([first_rows[id(lesson)] + one.at for one, lesson in asked])
                is_first = torch.tensor([one.at == 0 for one, _ in asked])
                is_last = torch.tensor([one.at + 2 == len(lesson.starts) for one, lesson in asked])
                before, behind = own.sub(1).masked_fill(is_first, -1), own.add(1).masked_fill(is_last, -1)
                questions = [one for one, _ in asked]
                around = [whole[own], whole[before], whole[behind], titles[own] + self.task.weight[of]]
                said.append((questions, *self._asked(of, questions, hidden[own], there[own], around)))
        return said

    def _asked(
        self, of: int, asked: Sequence[Question], hidden: Tensor, there: Tensor, around: Sequence[Tensor]
    ) -> tuple[Tensor, Tensor]:
        count, long, _ = hidden.shape
        start, stop = torch.tensor([one.start for one in asked]), torch.tensor([one.stop for one in asked])
        at = torch.arange(long)[None]
        inside = ((at >= start[:, None]) & (at < stop[:, None])).float()[..., None]
        meant = (hidden * inside).sum(1) / inside.sum(1)
        first, last = hidden[torch.arange(count), start], hidden[torch.arange(count), stop - 1]
        task = self.task.weight[of].expand(count, WIDE)
        asks = self.qn(torch.cat([meant, (first + last) / 2, task], -1)).view(count, 1, HEADS, -1)
        keys, values = (part(hidden).view(count, long, HEADS, -1) for part in (self.key, self.val))
        away = torch.from_numpy(np.stack([distances(long, one.start, one.stop) for one in asked]))
        scores = (keys * asks).sum(-1) / (WIDE // HEADS) ** 0.5 + self.rel(away) - 1e4 * (1 - there)
        heard = (scores.softmax(1)[..., None] * values).sum(1).reshape(count, WIDE)
        told = self.drop(torch.cat([meant, first, heard, *around], -1))
        inner = self.drop(functional.silu(self.mlp[of](told)))
        return self.out[of](inner), self.kind[of](inner)

    def missed(self, lessons: Sequence[Lesson]) -> Tensor:
        """The loss: of families one against all else, without those that may be so or not; of kinds one among all."""
        total = torch.zeros(())
        for asked, families, kinds in self(lessons):
            samples, names = [one.sample for one in asked], FAMILIES[asked[0].of]
            weight = torch.tensor([sample.weight for sample in samples])
            right = torch.tensor([[float(name in sample.labels) for name in names] for sample in samples])
            unsure = [[name in sample.unknown - sample.labels for name in names] for sample in samples]
            each = functional.binary_cross_entropy_with_logits(families, right, reduction="none")
            total = total + (each * ~torch.tensor(unsure) * weight[:, None]).sum()
            told = [
                (row, self.names[kind])
                for row, sample in enumerate(samples)
                for kind in sample.kinds.values()
                if kind in self.names
            ]
            if told:
                row, kind = torch.tensor(told).T
                total = total + (functional.cross_entropy(kinds[row], kind, reduction="none") * weight[row]).sum()
        return total / 60
