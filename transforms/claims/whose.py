"""Whose people a sentence counts: North Korean workers abroad, or somebody else."""

import re
from functools import cache

from transforms import vocab
from transforms.claims.scene import Scene

THEIRS = {
    "en": r"north korea|n\. korea|\bdprk\b|pyongyang",
    "ko": r"북한|북측|조선|평양|北|(?<![가-힣])북 ",
    "zh": r"朝鲜|朝鮮|北韩|北韓|平壤|朝方",
    "ja": r"北朝鮮|平壌|朝鮮人民|北の|従業員|スタッフ|店員|作業員",
    "ru": r"кндр|северн\w+ коре|северокоре|пхеньян",
}
# People asked by researchers are a part of nobody knows what; people sent to farms at home are not abroad.
NOT_ABROAD = {
    "en": r"\b(?:interviewed|surveyed|respondents|population)\b|\b(?:sent|dispatched) to (?:rural|farms?|the country)",
    "ko": r"설문|응답자|인구|농촌에|돌격대|탄광",
    "zh": r"受访者|问卷|人口|下乡|突击队",
    "ja": r"アンケート|回答者|人口|農村動員|突撃隊",
    "ru": r"опрошен|респондент|населени",
}
LOOK_BACK = 3  # sentences in which the people of a bare number may have been named
LOOK_BACK_JA = 8  # Japanese does not repeat who is spoken of


@cache
def forms(lang: str, *kinds: str) -> re.Pattern[str]:
    """The nouns of subjects.csv of some kinds; in Russian the rows are patterns of the case forms."""
    rows = [row["form"] for row in vocab.of("subjects", lang) if row["kind"] in kinds]
    one = "|".join(sorted(rows if lang == "ru" else map(re.escape, rows), key=len, reverse=True)) or "(?!)"
    edge = r"\b" if lang in ("en", "ru") else ""
    return re.compile(rf"{edge}(?:{one}){edge}", re.IGNORECASE)


def is_of_others(scene: Scene) -> bool:
    """Another nation's workers stand in the sentence and North Koreans are not counted by name."""
    other = forms(scene.lang, "other_nation").search(scene.plain)
    return other is not None and not re.search(THEIRS[scene.lang], scene.plain, re.IGNORECASE)


def is_abroad(scene: Scene) -> bool:
    """Whether the sentence may count people abroad: no survey, no work at home."""
    return not re.search(NOT_ABROAD[scene.lang], scene.plain, re.IGNORECASE)


def is_theirs(scene: Scene) -> bool:
    """Whether the sentences up to here speak of North Koreans or of workers, and the last two of no soldiers,
    tourists or settlers."""
    near = before(scene, LOOK_BACK_JA if scene.lang == "ja" else LOOK_BACK)
    if forms(scene.lang, "crowd").search(before(scene, 1)):
        return False
    named = re.search(THEIRS[scene.lang], near, re.IGNORECASE) or forms(scene.lang, "worker", "northerner").search(near)
    return named is not None


def before(scene: Scene, back: int) -> str:
    """A sentence with the ones before it, `back` at most; the title stands before the first."""
    if back == 0:
        return scene.plain
    return (before(scene.previous, back - 1) if scene.previous else scene.report.title) + " " + scene.plain
