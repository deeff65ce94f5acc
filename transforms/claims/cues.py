"""Says which of many patterns a text can fit by the letters it holds: a cheap look before a dear search."""

from collections.abc import Sequence

from transforms.required import Clause, worth

START = 4  # letters by which long cues are looked up


class Cues:
    """All cues of a list of patterns, and which of the patterns a text can fit."""

    def __init__(self, needs: Sequence[tuple[Clause, ...]]) -> None:
        self._needs = needs
        self._always = frozenset(at for at, clauses in enumerate(needs) if not clauses)
        self._patterns: dict[str, list[int]] = {}
        for at, clauses in enumerate(needs):
            for cue in max(clauses, key=worth, default=()):
                self._patterns.setdefault(cue, []).append(at)
        self._long: dict[str, list[str]] = {}
        cues = sorted({cue for clauses in needs for clause in clauses for cue in clause})
        self._short = [cue for cue in cues if len(cue) < START]
        for cue in cues:
            if len(cue) >= START:
                self._long.setdefault(cue[:START], []).append(cue)

    def possible(self, text: str) -> list[int]:
        """The places of the patterns that may fit a text in small letters, in order."""
        heard = {cue for cue in self._short if cue in text}
        for start in {text[at : at + START] for at in range(len(text) - START + 1)} & self._long.keys():
            heard.update(cue for cue in self._long[start] if cue in text)
        maybe = self._always.union(*(self._patterns.get(cue, ()) for cue in heard))
        return [at for at in sorted(maybe) if not any(clause.isdisjoint(heard) for clause in self._needs[at])]
