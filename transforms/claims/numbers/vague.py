"""Vague words for numbers: "thousands", 수천."""

import re
from functools import cache

from transforms import vocab
from transforms.claims.numbers.number import Number


def vague(flat: str, lang: str) -> list[Number]:
    """Dozens, hundreds, thousands: numbers of which only the magnitude is said."""
    found = []
    for match in _vague_pattern(lang).finditer(flat):
        word = match.group("word").lower()
        start = match.start("word")
        found.append(Number(start, match.end(), start, None, None, "vague", _magnitudes(lang)[word]))
    return found


@cache
def _magnitudes(lang: str) -> dict[str, int]:
    return {row["form"]: int(row["value"]) for row in vocab.of("number_words", lang) if row["kind"] == "vague"}


@cache
def _vague_pattern(lang: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _magnitudes(lang)), key=len, reverse=True))
    return re.compile(_AROUND[lang].replace("WORDS", f"(?P<word>{words or '(?!)'})"), re.IGNORECASE)


_AROUND = {
    "en": r"\bWORDS\b(?! (?:million|thousand|hundred))",
    "ko": r"(?<![가-힣\d])WORDS(?:여)?(?=\s?(?:명|인|사람|달러|위안|원|루블|대|개|곳)|에서|~)",
    "zh": r"(?<![十百千万亿\d])WORDS(?![年月日天])",
    "ja": r"(?<![十百千万\d])WORDS(?=[人名社回軒組件隻円元]|米?ドル|ルーブル|カ[国所])",
    "ru": r"(?<!\w)WORDS(?!\w)",
}
