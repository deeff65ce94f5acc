"""The places that a claim may be set in, each with what speaks for and against it, as names of features."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from transforms import vocab
from transforms.caseless import Caseless, caseless
from transforms.claims import voice
from transforms.claims.learnt.features import family
from transforms.claims.places import HOME, Mention, country, holds, names
from transforms.claims.scene import NO_HOSTS, Claim
from transforms.claims.slots import Span
from transforms.claims.trust import is_learnt
from transforms.claims.wordings import Worded
from transforms.han import simplified

NOWHERE = ""
"""The candidate that stands for no place."""
TITLE, OUTLET = -1, -2
"""Where a name stands that is in no sentence."""
WHOLE_WORLD = "WORLD"
# How far a name stands from a claim, the nearest first.
IN_QUOTE, IN_CLAUSE_BEFORE, IN_CLAUSE_BEHIND, BEFORE, ONE_BACK, BEHIND, TWO_BACK, FAR_BACK, LATER = range(9)
IN_TITLE, IN_OUTLET = 9, 10
BACK = {1: ONE_BACK, 2: TWO_BACK}
PARAGRAPHS = {0: "in its paragraph", 1: "in the paragraph before"}
CLOSE = (8, 20, 40)  # characters between a name and a quote in one sentence
NAMES = 3  # more names than these are many
OFTEN = (0.2, 0.5, 0.8)  # shares of all hosts named


@dataclass(frozen=True)
class Named:
    """A place named in a report: in sentence `at`, in its title or in the name of its outlet. `chain`: one of those
    that the name stands for."""

    at: int
    chain: str
    mention: Mention


@dataclass(frozen=True)
class Candidate:
    """`nearest`: where it is named, if it is. `is_told`: whether it or a part of it is. `features`: what speaks for or
    against it."""

    chain: str
    nearest: Named | None
    is_told: bool
    features: frozenset[str]


class Map:
    """The places of a report, and where its rules set the claims."""

    def __init__(self, read: Sequence[Worded], claims: Sequence[Sequence[Claim]]) -> None:
        self.read = read
        report = read[0].scene.report
        title = simplified(report.title) if report.lang == "zh" else report.title
        self.titled = frozenset(chain for one in names(title, report.lang) for chain in one.chains)
        titled = [(TITLE, one) for one in names(title, report.lang)]
        told = [(at, one) for at, own in enumerate(read) for one in own.scene.names]
        outlet = [(OUTLET, one) for one in names(report.outlet, report.lang)]
        self.named = [Named(at, chain, one) for at, one in (*titled, *told, *outlet) for chain in one.chains]
        self.claims = [(at, claim) for at, own in enumerate(claims) for claim in own]

    @cached_property
    def hosts(self) -> list[str]:
        """The state of each name of a place that may host workers."""
        found = (country(one.chain) for one in self.named if one.at != OUTLET)
        return [code for code in found if code not in (*NO_HOSTS, WHOLE_WORLD)]

    @cached_property
    def chains(self) -> Mapping[str, list[Named]]:
        """Each place named, and each that holds one, with its names."""
        found: dict[str, list[Named]] = {}
        for one in self.named:
            found.setdefault(one.chain, []).append(one)
        for chain in list(found):
            links = chain.split(", ")
            for at in range(1, len(links)):
                found.setdefault(", ".join(links[at:]), [])
        return found

    @cached_property
    def within(self) -> Mapping[str, list[Named]]:
        """The names of what lies inside each place."""
        return {chain: [one for one in self.named if one.chain.endswith(f", {chain}")] for chain in self.chains}

    def candidates(self, at: int, claim: Claim) -> list[Candidate]:
        """The places that a claim of sentence `at` may be set in: those named, those that hold them, those that the
        rules read, the world, none."""
        scene = self.read[at].scene
        start, end = (min(max(claim[name] - scene.sentence.start, 0), len(scene.plain)) for name in ("start", "end"))
        asked = Asked(self, at, claim, (start, end), voice.clause(scene.plain, start, end))
        chains = dict.fromkeys((*self.chains, *claim["places"], WHOLE_WORLD))
        return [*(asked.candidate(chain) for chain in chains), asked.nowhere()]


@dataclass(frozen=True)
class Asked:
    """A claim whose place is asked for: where its quote and its clause stand in sentence `at`."""

    map: Map
    at: int
    claim: Claim
    quote: Span
    clause: Span

    def candidate(self, chain: str) -> Candidate:
        own = self.map.chains.get(chain, [])
        nearest = min(own, key=lambda one: (self.distance(one), -one.at, -one.mention.start), default=None)
        told = {*self._of_rules(chain), *self._of_the_report(chain), *self.common}
        told |= {f"named {self.distance(one)}" for one in own}
        told |= {f"a part named {self.distance(one)}" for one in self.map.within.get(chain, ())}
        told |= set(self._of_nearest(nearest)) if nearest else {"not named"}
        told |= {f"{_level(chain)} where {spoken}" for spoken in self.spoken_of}
        return Candidate(chain, nearest, chain in self.map.chains, frozenset(told))

    def nowhere(self) -> Candidate:
        told = {f"nowhere where {spoken}" for spoken in self.spoken_of}
        return Candidate(NOWHERE, None, False, frozenset({*self.common, "nowhere", *told}))

    @cached_property
    def spoken_of(self) -> list[str]:
        """What the sentence says of a place that is named elsewhere: "the city", "here"; in the quote or beside it."""
        scene = self.map.read[self.at].scene
        found = [
            (level, match.start())
            for level, pattern in _spoken_of(scene.lang)
            for match in pattern.finditer(scene.plain)
        ]
        return sorted(
            {f"{level} {'quoted' if self.quote[0] <= at < self.quote[1] else 'said'}" for level, at in found}
        )

    @cached_property
    def common(self) -> frozenset[str]:
        """What is the same for all candidates of a claim."""
        here = {one.chain for one in self.map.named if one.at == self.at and one.mention.role}
        told = {f"is {family(self.claim)}", f"in {self.map.read[0].scene.lang}", f"{min(NAMES, len(here))} named here"}
        told |= {"in the first sentence"} if self.at == 0 else set()
        told |= {"one host"} if len(set(self.map.hosts)) == 1 else set()
        told |= {"not affirmed"} if self.claim["polarity"] != "affirmed" else set()
        told |= {"no row fits"} if is_learnt(self.claim) else set()
        told |= {"rules read none"} if not self.claim["places"] else set()
        return frozenset(told)

    def distance(self, one: Named) -> int:
        if one.at < 0:
            return IN_TITLE if one.at == TITLE else IN_OUTLET
        if one.at != self.at:
            return LATER if one.at > self.at else BACK.get(self.at - one.at, FAR_BACK)
        start, is_before = one.mention.start, one.mention.start < self.quote[0]
        if self.quote[0] <= start < self.quote[1]:
            return IN_QUOTE
        if self.clause[0] <= start < self.clause[1]:
            return IN_CLAUSE_BEFORE if is_before else IN_CLAUSE_BEHIND
        return BEFORE if is_before else BEHIND

    def _of_rules(self, chain: str) -> Iterator[str]:
        """What the rules read, of this claim and of those beside it."""
        read = self.claim["places"]
        if chain in read:
            yield "rules read it"
            yield "rules read it first" if chain == read[0] else "rules read it as well"
            if "place_from_context" in self.claim["flags"]:
                yield "rules read it from context"
        if any(holds(chain, one) for one in read):
            yield "rules read a part"
        if any(holds(one, chain) for one in read):
            yield "rules read the whole"
        if any(country(one) == country(chain) for one in read):
            yield "rules read its state"
        others = [(at, claim) for at, claim in self.map.claims if claim is not self.claim]
        same = [(at, claim) for at, claim in others if chain in claim["places"]]
        if others:
            yield f"rules read it of {_bucket(len(same) / len(others))} others"
        for step in (-1, 0, 1):
            if any(at == self.at + step for at, _ in same):
                yield f"rules read it beside {step}"
        if any(family(claim) == family(self.claim) for _, claim in same):
            yield "rules read it of the family"

    def _of_the_report(self, chain: str) -> Iterator[str]:
        code, whole = country(chain), len(self.map.hosts) or 1
        yield f"{min(NAMES, chain.count(', '))} links"
        yield {WHOLE_WORLD: "the world", HOME: "home"}.get(code, "no host" if code in NO_HOSTS else "host")
        yield f"state {_bucket(self.map.hosts.count(code) / whole)}"
        yield f"names {min(NAMES, len(self.map.chains.get(chain, ())))}"
        parts = {one.chain for one in self.map.within.get(chain, ()) if one.mention.role == "place"}
        yield f"parts {min(NAMES, len(parts))}"
        if chain in self.map.titled:
            yield "in the title"
        if any(holds(chain, one) for one in self.map.titled):
            yield "a part in the title"
        if self.last is not None:
            if chain == self.last:
                yield "the last named"
            elif holds(chain, self.last):
                yield "holds the last named"
            elif holds(self.last, chain):
                yield "in the last named"

    @cached_property
    def last(self) -> str | None:
        """The last place named before the quote that may host workers."""
        return next((one.chain for one in reversed(self.map.named) if self._is_ahead(one)), None)

    def _is_ahead(self, one: Named) -> bool:
        is_before = 0 <= one.at < self.at or (one.at == self.at and one.mention.start < self.quote[0])
        return is_before and one.mention.role == "place" and country(one.chain) not in ("KP", "KR")

    def _of_nearest(self, one: Named) -> Iterator[str]:
        """What is told of the name that stands nearest."""
        away, scenes = self.distance(one), self.map.read
        yield f"nearest {away}"
        yield f"nearest as {one.mention.role or 'no place'}"
        yield f"nearest {away} as {one.mention.role or 'no place'}"
        yield f"a {one.mention.kind}"
        if one.at == self.at and away != IN_QUOTE:
            is_before = one.mention.start < self.quote[0]
            far = self.quote[0] - one.mention.end if is_before else one.mention.start - self.quote[1]
            near = sum(far > limit for limit in CLOSE)
            yield f"{'before' if is_before else 'behind'} by {near}"
        if one.at == 0:
            yield "named in the first sentence"
        if one.at >= 0:
            back = scenes[self.at].scene.sentence.paragraph - scenes[one.at].scene.sentence.paragraph
            yield PARAGRAPHS.get(back, "in another paragraph")
        if self._is_ahead(one) and self.last is not None and country(self.last) != country(one.chain):
            yield "another state since"


def _level(chain: str) -> str:
    return "world" if chain == WHOLE_WORLD else f"{min(NAMES, chain.count(', '))} links"


@cache
def _spoken_of(lang: str) -> list[tuple[str, Caseless]]:
    return [(row["level"], caseless(row["pattern"])) for row in vocab.of("place_levels", lang)]


def _bucket(share: float) -> int:
    return sum(share > limit for limit in OFTEN)
