"""Parts and their whole: what a sentence counts one by one and then "in all" is counted once."""

import re

from transforms.claims.numbers import Number
from transforms.claims.scene import Claim, Scene

PEOPLE = ("headcount", "movement")

# What stands right behind the number of a whole, or right before it.
BEHIND = {"en": re.compile(r"[\w ,]{0,20}? (?:in all|all told|altogether|in total)\b")}
AHEAD = {
    "ru": re.compile(r"\b(?:всего|итого|в общей сложности) (?:\w+ )?$"),
    "zh": re.compile(r"(?:共计|合计|总共|一共|共)$"),
    "ko": re.compile(r"(?:모두|총|합쳐|합해|합계|도합) ?$"),
    "ja": re.compile(r"(?:合計|合わせて|計|総計)$"),
}
# What stands before the number of a part.
OF_THEM = {
    "ru": re.compile(r"\bиз (?:них|которых) (?:\w+ )?$"),
    "zh": re.compile(r"其中(?:有|约)?$"),
    "ko": re.compile(r"(?:이|그) ?(?:중|가운데)(?:에서)? ?$"),
    "ja": re.compile(r"(?:その)?うち(?:の)?$"),
}
# What stands between the number of a part and that of its whole.
OF_WHOLE = {"en": re.compile(r" (?:out )?of (?:the|its|their) (?:total |some |about )?")}


def of_them(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """Claims of one sentence; people counted "of them" are marked as a part of the last larger number before
    them, in English of the number that "of the" leads to."""
    return [_part(one, whole) if (whole := _whole(scene, one, claims)) else one for one in claims]


def _whole(scene: Scene, one: Claim, claims: list[Claim]) -> Claim | None:
    number, ahead = _number(scene, one), OF_THEM.get(scene.lang)
    if one["part_of"] or number is None:
        return None
    if scene.lang in OF_WHOLE:
        return next((other for other in claims if _is_of(scene, number, other) and _is_more(other, one)), None)
    if ahead is None or not ahead.search(scene.plain, 0, number.start):
        return None
    before = [other for other in claims if other["start"] < one["start"] and _is_more(other, one)]
    return max(before, key=lambda other: int(other["end"]), default=None)


def _is_of(scene: Scene, number: Number, other: Claim) -> bool:
    whole = _number(scene, other)
    return whole is not None and bool(OF_WHOLE[scene.lang].fullmatch(scene.plain, number.end, whole.start))


def _is_more(other: Claim, one: Claim) -> bool:
    is_counted = other["type"] in PEOPLE and other["value_min"] and one["value_min"] and other is not one
    return bool(is_counted and other["unit"] == one["unit"] and other["value_min"] > one["value_min"])


def of_a_sum(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """Claims of one sentence; those of the kind of a sum that stand before it are marked as its parts."""
    whole = next((one for one in claims if _is_sum(scene, one)), None)
    return [_part(one, whole) if whole is not None and _is_part(one, whole) else one for one in claims]


def _is_part(one: Claim, whole: Claim) -> bool:
    fields = ("type", "subtype", "polarity", "unit")
    is_like = all(one[field] == whole[field] for field in fields)
    return is_like and one["end"] <= whole["start"] and bool(one["value_min"]) and one["value_min"] < whole["value_min"]


def _part(one: Claim, whole: Claim) -> Claim:
    return {**one, "part_of": whole["quote"], "flags": sorted({*one["flags"], "subset"})}


def _number(scene: Scene, one: Claim) -> Number | None:
    at = scene.sentence.start
    found = (number for number in scene.numbers if one["start"] <= at + number.core < one["end"])
    return next(found, None) if one["type"] in PEOPLE else None


def _is_sum(scene: Scene, one: Claim) -> bool:
    number = _number(scene, one)
    if number is None or not one["value_min"]:
        return False
    behind, ahead = BEHIND.get(scene.lang), AHEAD.get(scene.lang)
    is_behind = behind is not None and behind.match(scene.plain, number.end)
    return bool(is_behind or (ahead is not None and ahead.search(scene.plain, 0, number.start)))
