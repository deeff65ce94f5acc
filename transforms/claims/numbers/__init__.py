"""Reads numbers as they are written, with their bound: what they count is not asked here.

House rules: "at least" gives a lower end only, "about" both ends and `approx`, "thousands" no end and a magnitude.
"""

from collections.abc import Callable

from transforms.claims.numbers import chinese, english, japanese, korean, russian
from transforms.claims.numbers.bounds import bounded
from transforms.claims.numbers.number import Number, Numeral
from transforms.claims.numbers.vague import vague
from transforms.claims.sentences import plain
from transforms.han import simplified

__all__ = ["Number", "numbers"]

READERS: dict[str, Callable[[str], list[Numeral]]] = {
    "en": english.numerals,
    "ko": korean.numerals,
    "zh": chinese.numerals,
    "ja": japanese.numerals,
    "ru": russian.numerals,
}


def numbers(text: str, lang: str) -> tuple[Number, ...]:
    """Every number of a text in order; none in a language without a reader. Never guesses a numeral it does not
    know."""
    if lang not in READERS:
        return ()
    flat = simplified(plain(text)) if lang == "zh" else plain(text)
    valued = [bounded(flat, lang, numeral) for numeral in READERS[lang](flat)]
    # "тысяч" within "пять тысяч" is no vague word
    whole = [range(number.core, number.end) for number in valued]
    loose = [one for one in vague(flat, lang) if not any(one.start in span and one.end - 1 in span for span in whole)]
    taken = [range(number.start, number.end) for number in loose]
    free = (number for number in valued if not any(number.core in span for span in taken))
    return tuple(sorted((*loose, *free), key=lambda number: number.start))
