"""Finds the names in a stretch of a sentence: companies, agencies, persons, ships; not places, months or bodies of
state."""

import re
from functools import cache

from transforms import vocab
from transforms.claims.scene import Scene

Span = tuple[int, int]

# A capitalised word; a number may end a name (Sam Ma 2), a suffix may follow a comma (Wonsan Trading Co., Ltd).
_WORD = r"(?:[A-Z][\w’'&-]*(?:\.(?=[ ,][A-Z])|\.[a-z]\.)?|z o\.o\.)"
_NAME = re.compile(
    rf"{_WORD}(?: (?:{_WORD}|(?:of|for|de|du)(?: the)?(?= {_WORD})|(?:and|&)(?= {_WORD})|\d{{1,3}}(?![\d,.%])))*"
    r"(?:,? (?:Ltd|Inc|LLC|LLP|Corp|Co|GmbH)\.?)*"
)
QUOTED = re.compile(r"[「『“\"《<‘'«]([^」』”\"》>’'»]{2,40})[」』”\"》>’'»]")


def names(scene: Scene, start: int, end: int, *, is_company: bool) -> list[Span]:
    """The spans of names between two offsets of a sentence, in order. A name has two words, one of them no place; that
    of a company has a corporate word; where there is none, single words in capitals are taken. A list joined by "and"
    is parted where the first part is a whole name."""
    if scene.lang == "zh":
        return _chinese(scene.plain, start, end)
    found: list[Span] = []
    for match in _NAME.finditer(scene.plain, start, end):
        found += [span for span in _parted(scene.plain, match.start(), match.end()) if _is_name(scene, span)]
    if is_company:
        return [span for span in found if corporate().search(scene.plain, *span)]
    single = [match for match in _SINGLE.finditer(scene.plain, start, end) if _is_single(scene, match)]
    if found:  # beside longer names a word must be said to be a firm
        single = [match for match in single if _FIRM.match(scene.plain, match.end())]
    spans = [match.span() for match in single]
    return sorted({*found, *(span for span in spans if not any(a <= span[0] < b for a, b in found))})


_FIRM = re.compile(
    r", (?:an?|the|which is) [^,;.]{0,40}?(?:firm|compan|agency|corporation|exporter|bank|trader|outfit)"
)
_SINGLE = re.compile(
    r"(?<![.!?\"'] )(?<=[a-z,] )[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?\b(?! [a-z]*(?:firms?|compan|entit|national))"
)
_THERE = re.compile(r"\b(?:port of|in|at|near|outside|to) $")
_NATION = re.compile(r"(?:ese|ans?|ish)\b")


def _is_single(scene: Scene, match: re.Match[str]) -> bool:
    """Whether a capitalised word stands for somebody: no place, no day, no nation, no body of a state."""
    is_place = any(place.start < match.end() and match.start() < place.end for place in scene.places)
    is_day = any(when.start_at < match.end() and match.start() < when.end_at for when in scene.times)
    is_there = _THERE.search(scene.plain, 0, match.start())
    return not (is_there or is_place or is_day or _bodies().search(match.group()) or _NATION.search(match.group()))


# Between the names of a Chinese list, and what a name does not begin with.
_ZH_JOINT = r"、和及与,:：以同将把对括为是由的"
_ZH_SURNAMES = "金李朴崔郑姜赵尹张林韩申吴权黄安宋柳洪全高文孙裴白许南沈卢河池康严元千方辛闵"


def _chinese(plain: str, start: int, end: int) -> list[Span]:
    """Names in quotation marks, up to a corporate word, or of a Korean surname with two characters."""
    spans = [match.span(match.lastgroup or 0) for match in _chinese_name().finditer(plain, start, end)]
    return [span for span in spans if span[0] >= start]


@cache
def _chinese_name() -> re.Pattern[str]:
    corporate_words = "|".join(row["pattern"] for row in vocab.of("corporate_words", "zh"))
    return re.compile(
        rf"[「『\"《](?P<quoted>[^」』\"》]{{2,24}})[」』\"》]"
        rf"|(?:(?<=[{_ZH_JOINT}])|^)(?P<firm>[^{_ZH_JOINT}。;()\s「」\"]{{2,16}}?(?:{corporate_words}))"
        rf"|(?:(?<=[{_ZH_JOINT}人长责者员表])|^)(?P<person>[{_ZH_SURNAMES}][\u4e00-\u9fff]{{2}})"
        rf"(?=[{_ZH_JOINT}。;()等两三四五]|$)"
    )


def _parted(plain: str, start: int, end: int) -> list[Span]:
    """ "Crist SA and Nauta SA" is two, "Trade and Development Co" is one: parted behind a corporate word, and where
    both sides are longer than a word."""
    joint = re.search(r" and (?:the )?", plain[start:end])
    if joint is None:
        return [(start, end)]
    middle, after = start + joint.start(), start + joint.end()
    first, second = plain[start:middle], plain[after:end]
    is_rest = not corporate().sub("", second).strip(" .,")  # Trade and Development Co
    if (corporate().search(first) and not is_rest) or (" " in first and " " in second and not is_rest):
        return [(start, middle), *_parted(plain, after, end)]
    return [(start, end)]


def _is_name(scene: Scene, span: Span) -> bool:
    said = scene.plain[span[0] : span[1]]
    if _bodies().search(said) or any(when.start_at < span[1] and span[0] < when.end_at for when in scene.times):
        return False
    bare = re.sub(r"^(?:The|A|An|They|Named|Among|In|On|Both|These|Two|Three) ", "", said)
    at_places = "".join(
        " " if any(place.start <= at < place.end for place in scene.places) else letter
        for at, letter in enumerate(scene.plain[span[0] : span[1]], span[0])
    )
    if " " not in bare:
        return False
    return corporate().search(bare) is not None or (re.search(r"[A-Z]\w+", at_places) is not None)


@cache
def corporate() -> re.Pattern[str]:
    """The words that make a capitalised name one of a company."""
    return re.compile(rf"\b(?:{'|'.join(row['pattern'] for row in vocab.of('corporate_words', 'en'))})(?!\w)")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(row['pattern'] for row in vocab.of('state_bodies', 'en'))})(?!\w)")
