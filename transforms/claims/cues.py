"""Says which of many patterns a text can fit by the letters it holds: a cheap look before a dear search."""

from collections.abc import Sequence

from transforms.required import Clause

START = 4  # letters by which long cues are looked up


class Cues:
    """All cues of a list of patterns, and which of the patterns a text can fit."""

    def __init__(self, needs: Sequence[tuple[Clause, ...]]) -> None:
        # A clause is a bit: a pattern is possible where none of its bits is missing.
        places = {clause: place for place, clause in enumerate({clause for clauses in needs for clause in clauses})}
        self._needs = [sum(1 << place for place in {places[clause] for clause in clauses}) for clauses in needs]
        self._all = (1 << len(places)) - 1
        self._said: dict[str, int] = {}  # the clauses that a cue answers to
        for clause, place in places.items():
            for cue in clause:
                self._said[cue] = self._said.get(cue, 0) | 1 << place
        self._long: dict[str, list[str]] = {}
        for cue in self._said:
            if len(cue) >= START:
                self._long.setdefault(cue[:START], []).append(cue)
        self._short = frozenset(cue for cue in self._said if len(cue) < START)

    def possible(self, text: str) -> list[int]:
        """The places of the patterns that may fit a text in small letters, in order."""
        heard = 0
        for length in range(1, START):
            for cue in self._short.intersection([text[at : at + length] for at in range(len(text))]):
                heard |= self._said[cue]
        for start in self._long.keys() & {text[at : at + START] for at in range(len(text) - START + 1)}:
            for cue in self._long[start]:
                if cue in text:
                    heard |= self._said[cue]
        missing = self._all & ~heard
        return [at for at, needed in enumerate(self._needs) if not needed & missing]
