"""What a later sentence says of the figures before it: "the ministry called these figures pure invention". A
sentence with figures of its own speaks of those.

Rows `denied_before` and `unverified_before` of vocab/polarity.csv: a verdict on people, money and incidents of the
sentences before it in its paragraph, and where it opens one, of the paragraph before.
"""

import re
from collections.abc import Sequence
from functools import cache

from transforms import vocab
from transforms.caseless import Caseless
from transforms.claims.scene import Claim, Scene
from transforms.claims.turned import turn

FIGURES = ("headcount", "movement", "wage", "revenue", "levy")
JUDGED = (*FIGURES, "incident")


def judge(read: Sequence[tuple[Scene, list[Claim]]]) -> None:
    """Turns the claims of the scenes, in order, to the polarity that a verdict behind them gives."""
    for at, (scene, own) in enumerate(read):
        polarity = verdict(scene)
        if polarity is not None and not any(claim["type"] in FIGURES for claim in own):
            for claim in (one for one in _before(read, at) if one["polarity"] not in ("denied", "unverified")):
                turn(scene, claim, polarity)
        elif _goes_on_with_plan(read, at):
            for claim in own:
                turn(scene, claim, "reported_future")


def verdict(scene: Scene) -> str | None:
    """denied or unverified, where the sentence says so of what stands before it."""
    return next((word for word, pattern in _verdicts(scene.lang).items() if pattern.search(scene.plain)), None)


def _before(read: Sequence[tuple[Scene, list[Claim]]], at: int) -> list[Claim]:
    paragraph = read[at][0].sentence.paragraph
    near = [claims for scene, claims in read[:at] if scene.sentence.paragraph == paragraph]
    near = near or [claims for scene, claims in read[:at] if scene.sentence.paragraph == paragraph - 1]
    return [claim for claims in near for claim in claims if claim["type"] in JUDGED]


# A verb in its finite form, or what may be one: without it a sentence tells on what the one before it told.
FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|came|comes?|went|left|leaves?|works?|sews?|lives?|stays?|remains?"
    r"|there|now|already|still|saw|paid|took|built|kept|sent|got|made|put|\w{2,}(?<!hundr)ed|'s|say|says|said)\b",
    re.IGNORECASE,
)


def _goes_on_with_plan(read: Sequence[tuple[Scene, list[Claim]]], at: int) -> bool:
    """Whether an English sentence without a verb parts a plan: "It asked for 900. Some 500 for Kursk, the rest ..."."""
    scene, own = read[at]
    if scene.lang != "en" or at == 0 or not own or FINITE.search(scene.plain):
        return False
    if any(claim["type"] not in ("headcount", "movement") or claim["polarity"] != "affirmed" for claim in own):
        return False
    told = [claim for claim in read[at - 1][1] if claim["type"] in ("headcount", "movement")]
    return bool(told) and all(claim["polarity"] == "reported_future" for claim in told)


@cache
def _verdicts(lang: str) -> dict[str, Caseless]:
    rows = [row for row in vocab.of("polarity", lang) if row["polarity"].endswith("_before")]
    return {
        word: Caseless("|".join(row["pattern"] for row in rows if row["polarity"] == f"{word}_before"))
        for word in ("denied", "unverified")
        if any(row["polarity"] == f"{word}_before" for row in rows)
    }
