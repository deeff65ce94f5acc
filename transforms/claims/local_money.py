"""Decides a currency whose word several states share by the state that a report speaks of: dinars in Kuwait."""

import re

from transforms import vocab
from transforms.claims.scene import Scene


def local_code(scene: Scene, wording: str) -> str | None:
    """The ISO code of a currency written as in `wording`, by the state of vocab/local_money.csv that is named last
    before the end of the sentence, else first behind it; None where the report names none of them."""
    states = [row for row in vocab.of("local_money", scene.lang) if re.search(row["word"], wording)]
    text, end = f"{scene.report.title}\n{scene.report.flat}", scene.sentence.start + len(scene.plain)
    named = [(match.start(), row["code"]) for row in states for match in re.finditer(row["named"], text)]
    before = [one for one in named if one[0] <= len(scene.report.title) + end]
    return (max(before) if before else min(named, default=(0, None)))[1]
