"""The Security Council resolutions that a sentence or its report names."""

import re

from transforms.claims.numbers import han
from transforms.claims.scene import Scene


def resolutions(plain: str) -> list[str]:
    """The Security Council resolutions of 2006 to 2017 that a wording names, as "UNSCR 2397"."""
    spelled = re.sub("[〇○零一二三四五六七八九]{4}(?=号|决议)", lambda match: _digits(match[0]), plain)
    found = re.findall(r"(?<![\d,.$])(1718|1874|2087|2094|2270|2321|2356|2371|2375|2397)(?!\d)", spelled)
    found += [MISPRINTS[number] for number in MISPRINT.findall(spelled)]
    return [f"UNSCR {number}" for number in dict.fromkeys(found)]


# A number that sources print for another; the quote keeps it, the claim is flagged.
MISPRINTS = {"2379": "2397"}
MISPRINT = re.compile(
    r"(?:[Rr]esolutions? |UNSCR |결의(?:안)? ?(?:제 ?)?|第|決議|резолюци\w+ (?:№ ?)?)"
    rf"({'|'.join(MISPRINTS)})(?!\d)"
)


def misprints(plain: str) -> list[str]:
    """The flag of a wording that names a resolution by a number that is known to be misprinted."""
    return ["misprint"] if MISPRINT.search(plain) else []


def _digits(spelled: str) -> str:
    """ "二三九七" -> "2397"."""
    return "".join(str(han.DIGITS[digit]) for digit in spelled)


def law(scene: Scene, subtype: str | None) -> list[str]:
    """The resolutions that a sentence names; of a deadline or a duty else the only one that the report names."""
    named = resolutions(scene.plain)
    if named or subtype is None:
        return named
    whole = resolutions(scene.report.text)
    return whole if len(whole) == 1 else []
