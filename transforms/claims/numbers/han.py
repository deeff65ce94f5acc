"""Numerals of the Han script, digits and powers of ten mixed: 一万二千, 1.2万, 1万2000, 三百."""

import re

DIGITS = {
    "〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9,
}  # fmt: skip
SCALES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
WRITTEN = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
NUMERAL = rf"(?:{WRITTEN}|[{''.join(DIGITS)}{''.join(SCALES)}{''.join(MYRIADS)}]){{1,20}}"
TOKEN = re.compile(rf"{WRITTEN}|.")


def value(written: str) -> float | None:
    """ "1万2千" -> 12000.0, "二〇一九" -> 2019.0; None for a wording that is not one number ("三2", "两三")."""
    total, group, pending, myriad = 0.0, 0.0, None, 10.0**16
    last = ""
    for token in TOKEN.findall(written):
        if token in SCALES:
            group, pending = group + (1.0 if pending is None else pending) * SCALES[token], None
        elif token in MYRIADS:
            group += pending or 0.0
            # 三万五千亿: a greater power takes all before it along.
            total, group = (total, group) if MYRIADS[token] < myriad else (0.0, total + group)
            total, group, pending, myriad = total + (group or 1.0) * MYRIADS[token], 0.0, None, MYRIADS[token]
        elif token in DIGITS:
            if pending is not None and last not in DIGITS:
                return None
            pending = (pending or 0.0) * 10 + DIGITS[token]
        elif pending is not None:
            return None
        else:
            pending = float(token.replace(",", ""))
        last = token
    return total + group + (pending or 0.0)
