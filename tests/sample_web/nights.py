"""The nights that the sample web can play, and the day in Seoul on which each of them starts."""

from datetime import date

NIGHTS: dict[int, date] = {
    1: date(2019, 12, 3),
    2: date(2019, 12, 6),
    3: date(2019, 12, 9),
    4: date(2019, 12, 13),
}


def night_of(day: date) -> int:
    """The night that is played on `day`: the latest one not after it. Raises ValueError before the first night."""
    known = [night for night, start in NIGHTS.items() if start <= day]
    if not known:
        raise ValueError(f"{day}: the sample web begins on {NIGHTS[1]}; give that day or a later one")
    return max(known)
