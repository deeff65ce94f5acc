"""Whose people a sentence counts: North Korean workers abroad, or somebody else."""

import re
from functools import cache

from transforms import vocab
from transforms.caseless import Caseless, caseless
from transforms.claims.numbers import Number
from transforms.claims.scene import Scene
from transforms.claims.slots import own_crew
from transforms.either import either

THEIRS = {
    "en": r"north korea|n\. korea|\bdprk\b|pyongyang",
    "ko": r"북한|북측|조선|평양|北|(?<![가-힣])북 ",
    "zh": r"朝鲜(?!族|日报|战争)|北韩|北朝鲜|平壤|朝方|朝籍",
    "ja": r"北朝鮮|平壌|朝鮮人民|北の",
    "ru": r"кндр|северн\w+ коре|северокоре|пхеньян",
}
# People asked by researchers are a part of nobody knows what; people sent to farms at home are not abroad.
NOT_ABROAD = {
    "en": r"\bmobili[sz]ed\b"
    r"|\b(?:interviewed|surveyed|respondents|population)\b|\b(?:sent|dispatched) to (?:rural|farms?|the country)",
    "ko": r"농촌에|개성공(?:단|업지구)|돌격대|(?:탄광|협동농장)(?:에|으로) (?:파견|배치|진출|동원)",
    "zh": r"受访者|问卷|(?<!出)人口(?!贩|走私|买卖)|下乡|突击队|农村动员|支援农村|开城工业|金刚山",
    "ja": r"アンケート|回答者|人口(?!密輸)|農村動員|突撃隊|開城工業|金剛山|水害|洪水|被災",
    "ru": r"опрошен|респондент|населени|мобилизова|на строительств\w+ (?:\w+ )?в Пхеньян"
    r"|ударн\w+ бригад|на уборк\w+ урожа",
}
MOST_PEOPLE = 500_000  # no estimate of the workers abroad comes near it: a larger number counts something else
LOOK_BACK = 3  # sentences in which the people of a bare number may have been named
NAMED_ANYWHERE = ("en",)  # where a relevant report mostly names them elsewhere
PRONOUNS_TO = 5  # "two of them": a smaller number without a noun is a pronoun more often than a count


@cache
def forms(lang: str, *kinds: str) -> Caseless:
    """The nouns of subjects.csv of some kinds; in Russian the rows are patterns of the case forms."""
    rows = [row["form"] for row in vocab.of("subjects", lang) if row["kind"] in kinds]
    one = "|".join(sorted(rows, key=len, reverse=True)) or "(?!)" if lang == "ru" else either(rows)
    edge = r"\b" if lang in ("en", "ru") else ""
    return Caseless(rf"{edge}(?:{one}){edge}")


# They only serve as a measure: "more than an Uzbek".
COMPARED = re.compile(r"\b(?:чем|вместо|нежели|наравне с|наряду с|рядом с)(?: у| для)? $")


def is_of_others(scene: Scene) -> bool:
    """Another nation's workers stand in the sentence and North Koreans are not counted by name."""
    found = list(forms(scene.lang, "other_nation").finditer(scene.plain))
    others = [one for one in found if not COMPARED.search(scene.plain, 0, one.start())]
    if not others or caseless(THEIRS[scene.lang]).search(scene.plain):
        return False
    return scene.lang != "ru" or not _has_own(scene, found)


def _has_own(scene: Scene, others: list[re.Match[str]]) -> bool:
    """Whether workers or Koreans stand beside the others: "за практиканта платят 120 тысяч, узбеку - 160"."""
    own = forms(scene.lang, "worker", "northerner").finditer(scene.plain)
    return any(not any(one.start() < other.end() and other.start() < one.end() for other in others) for one in own)


def is_abroad(scene: Scene) -> bool:
    """Whether the sentence may count people abroad: no survey, no work at home."""
    return not caseless(NOT_ABROAD[scene.lang]).search(scene.plain)


DROPS_SUBJECTS = ("ko", "ru")  # whom the report is about is said once, at its head


def is_theirs(scene: Scene) -> bool:
    """Whether the sentences up to here speak of North Koreans or of workers, and the last two of no soldiers,
    tourists or settlers."""
    if scene.lang in NAMED_ANYWHERE:
        return not _counted_crowd().search(before(scene, 1))
    if scene.lang == "ja":  # who is spoken of is not said again
        return not _crowd_ja().search(before(scene, 1))
    if scene.lang == "zh":
        return not _crowd_zh().search(own_crew("zh").sub("", before(scene, 1)))
    crowd = _crowd_ko() if scene.lang == "ko" else forms(scene.lang, "crowd")
    if crowd.search(before(scene, 1)):
        return False
    if scene.lang in DROPS_SUBJECTS:
        return True
    near = before(scene, LOOK_BACK)
    named = caseless(THEIRS[scene.lang]).search(near) or forms(scene.lang, "worker", "northerner").search(near)
    return named is not None


@cache
def _counted_crowd() -> Caseless:
    """Soldiers, or others who are counted: defectors as such only tell what they saw."""
    crowd = forms("en", "crowd").pattern
    return Caseless(
        rf"\b(?:soldiers|troops|fighters|special forces|conscripts|mercenaries|prisoners of war)\b"
        r"|(?:\d|\b(?:hundreds?|thousands?|dozens?|scores?|\w+ty|\w+teen|ten|eleven|twelve)(?: of)?) "
        rf"(?:[\w-]+ ){{0,2}}{crowd}"
    )


@cache
def _crowd_ko() -> re.Pattern[str]:
    """As _crowd_ja, for Korean: who fled and now testifies, and the camp for prisoners, are no crowd."""
    crowd = forms("ko", "crowd").pattern
    tellers = r"탈북|정치범|수감자|난민|귀순자|새터민|북한이탈주민|해커"
    counted = r"[\d한두세네십백천만]+ ?여? ?명"
    return re.compile(rf"(?!{tellers}){crowd}|(?:{tellers})[가-힣]{{0,3}} ?[^.,]{{0,6}}?{counted}|명의 (?:{tellers})")


@cache
def _crowd_ja() -> re.Pattern[str]:
    """As _counted_crowd, for Japanese: those who fled may tell of the workers, unless it is they who are counted."""
    crowd = forms("ja", "crowd").pattern
    return re.compile(
        rf"(?!脱北|難民|市民団体|政治犯収容所){crowd}|{crowd}[^。、]{{0,8}}?[\d一二三四五六七八九十百千万]+人|[\d百千万]人余?り?の{crowd}"
    )


@cache
def _crowd_zh() -> re.Pattern[str]:
    """As _counted_crowd, for Chinese: who fled or sails may tell of the workers, unless it is they who are counted."""
    crowd, count = forms("zh", "crowd").pattern, r"[\d一二两三四五六七八九十百千万]+[多余来]?[名人位]"
    teller = "脱北|逃北|叛逃|难民|船员|水手|渔民|演员|艺人|黑客|队员|选手|乐团"
    return re.compile(rf"(?!{teller}){crowd}|{count}(?:(?:朝鲜|北韩)籍?)?{crowd}|{crowd}[^,。]{{0,8}}?{count}")


YEAR = re.compile(r"(?:19|20)\d\d")


def is_count(scene: Scene, start: int, end: int) -> bool:
    """Whether a number of the sentence may count people: no capacity, ratio or pronoun, and no more than there are."""
    number = next((number for number in scene.numbers if number.start <= start < number.end), None)
    if number is None:
        return True
    if (number.high or number.low or 10.0 ** (number.magnitude or 0)) > MOST_PEOPLE or _is_pronoun(scene, number):
        return False
    is_year = scene.lang == "en" and YEAR.fullmatch(scene.plain[number.core : number.end])
    if is_year and not _noun().match(scene.plain, number.end):
        return False
    if _not_people(scene.lang, "ahead").search(scene.plain[max(0, start - 60) : start]):
        return False
    return _not_people(scene.lang, "behind").match(scene.plain[end : end + 120]) is None


@cache
def _not_people(lang: str, side: str) -> Caseless:
    """What makes a number of people the number of something else: room for them, a ratio, a measure."""
    rows = [row["pattern"] for row in vocab.of("not_people", lang) if row["side"] == side]
    one = "|".join(rows) or "(?!)"
    return Caseless(rf"(?:{one})$" if side == "ahead" else one)


AGE = re.compile(r"(?:[A-Z][\w'-]+,|\b(?:aged|about|and|of|at|under|over|turned|born in)) $")
MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? $")
RESOLUTIONS = ("1718", "2270", "2321", "2356", "2371", "2375", "2397")  # "2375, five weeks later, forbade new permits"
LEAST_BARE = 30  # smaller numbers without a noun are hours, ages, days or rooms more often than people


def is_bare_count(scene: Scene, start: int, end: int) -> bool:
    """Whether a number without any noun may count people: no hour, age, day or part of a name."""
    ahead, digits = scene.plain[:start], scene.plain[start:end]
    number = next((number for number in scene.numbers if number.start <= start < number.end), None)
    if number is None or (number.precision == "exact" and re.search(r"[A-Z][\w-]* $", ahead)):
        return False
    if re.fullmatch(r"(?:19|20)\d\d", digits) or digits in RESOLUTIONS or MONTH.search(ahead):
        return False
    size = number.low if number.low is not None else number.high or 0
    return number.is_vague or (size >= LEAST_BARE and not (size < 100 and AGE.search(ahead)))


def _is_pronoun(scene: Scene, number: Number) -> bool:
    """ "one of them", "two were caught": small numbers without a noun count nobody in English."""
    if scene.lang != "en" or number.is_vague or (number.high or number.low or 0) >= PRONOUNS_TO:
        return False
    return scene.plain[number.core : number.end].lower() == "one" or not _noun().match(scene.plain, number.end)


@cache
def _noun() -> Caseless:
    """The people counted behind a number, in English."""
    nouns = forms("en", "worker", "northerner", "person").pattern
    return Caseless(rf" (?:{forms('en', 'modifier').pattern}[ ,]+)*{nouns}")


def before(scene: Scene, back: int) -> str:
    """A sentence with the ones before it, `back` at most; the title stands before the first."""
    if back == 0:
        return scene.plain
    return (before(scene.previous, back - 1) if scene.previous else scene.report.title) + " " + scene.plain
