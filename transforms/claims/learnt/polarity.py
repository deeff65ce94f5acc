"""Weighs the polarity that the rules read of each claim against what a model learnt from labelled reports reads.

The model is linear: words and signs of modality (see modality.py), and what the rules say, by how often they were right
in reports that no rule was written for. Where it reads otherwise than the rules, the claim is not firm.
"""

from collections.abc import Iterator, Sequence

from transforms.claims.learnt.features import family, tokens
from transforms.claims.learnt.modality import of_claim
from transforms.claims.scene import Claim
from transforms.claims.trust import is_learnt
from transforms.claims.turned import turn
from transforms.claims.wordings import Worded
from transforms.odds import model

# Hundredths of log odds by which another polarity must be likelier: measured, bench/train_polarity.py. What the rules
# read as denied or doubted is affirmed only where that is far likelier: no more are right then, and rows were written.
SURER, FAR_SURER = 80, 200
# A visa that is refused is of another subtype, what the law demands is law, a sum is asked for or paid as its row says.
BY_KIND = ("visa", "legal", "wage", "revenue", "levy")


def weigh_polarity(read: Sequence[Worded], claims: Sequence[Sequence[Claim]]) -> None:
    """Turns the claims of each sentence of a report to the polarity that is likeliest, all things weighed."""
    if not any(claims):
        return
    weights = model("polarity")
    scenes = [one.scene for one in read]
    for at, own in enumerate(claims):
        words = tokens(read[at].marks, scenes[at].lang) if own else []
        for claim in (one for one in own if one["type"] not in BY_KIND):
            odds = weights.plus(weights.start(), of_claim(claim, at, scenes, words))
            odds = weights.plus(odds, of_rules(claim, scenes[at].lang))
            likely, polarity = max(zip(odds, weights.labels, strict=True))
            if likely - odds[weights.labels.index(claim["polarity"])] >= needed(polarity):
                turn(scenes[at], claim, polarity)


def needed(polarity: str) -> int:
    """Hundredths of log odds by which a polarity must be likelier than what the rules read."""
    return FAR_SURER if polarity == "affirmed" else SURER


def of_rules(claim: Claim, lang: str) -> Iterator[str]:
    """The features that say what the rules read, and of what."""
    said = f"rules say {claim['polarity']}"
    yield from (said, f"{said} in {lang}", f"{said} of {family(claim)}")
    if is_learnt(claim):
        yield f"{said} of what no row fits"
