"""Russian times: 22 декабря 2019 года, в марте, летом 2024 года, в прошлом году, на прошлой неделе, в 2017-м."""

import re
from datetime import date, timedelta
from functools import cache

from transforms import vocab
from transforms.caseless import Caseless
from transforms.claims.when.calendar import (
    NOTHING,
    Interval,
    Rules,
    capped,
    day_alone,
    day_of,
    month_days,
    months_back,
    nearest,
    season,
    season_days,
)

PARTS = {"начал": "early", "середин": "mid", "кон": "late", "перв": "early", "втор": "late"}
SEASONS = {"весн": 3, "лет": 6, "осен": 9, "зим": 12}
YEARS = {
    "прошл": -1, "минувш": -1, "этом": 0, "этого": 0, "текущ": 0, "нынешн": 0, "следующ": 1, "будущ": 1,
    "позапрошл": -2,
}  # fmt: skip
QUARTERS = {
    "перв": 1, "втор": 4, "треть": 7, "четверт": 10, "iii": 7, "ii": 4, "iv": 10, "i": 1, "1": 1, "2": 4, "3": 7,
    "4": 10,
}  # fmt: skip
WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен")
DECADES = {"семидесят": 1970, "восьмидесят": 1980, "девяност": 1990, "нулев": 2000, "двухтысячн": 2000, "десят": 2010}
WHICH = r"(?P<which>позапрошл|прошл|минувш|текущ|нынешн|следующ|будущ|этом|этого)\w*"
AHEAD = r"(?<=\bв )|(?<=\bс )|(?<=\bк )|(?<=\bдо )"
YEAR = r"(?P<year>(?:19|20)\d\d)(?:(?:-го|-м|-му)|(?: года?у?| г\.))?(?![\d\w])"


@cache
def _months() -> dict[str, int]:
    return {row["form"].lower(): int(row["month"]) for row in vocab.of("months", "ru")}


IN_WORDS = r"(?=(?:19|20)\d\d(?:-(?:го|му?)\b| ?(?:год|г\.)))"  # a year without its preposition has the word behind it
NO_PEOPLE = (
    r"(?! (?:\w+(?:их|ых) ){0,2}(?:рабоч|человек|гражд|строит|северокоре|сотрудн|специал|женщ|мужч|девуш|швей|работн))"
)


def rules() -> Rules:
    """Patterns with their readers, the most exact first."""
    return _rules()


@cache
def _rules() -> Rules:
    month = "|".join(sorted((re.escape(form) for form in _months() if len(form) > 2), key=len, reverse=True))
    part = r"(?:(?:в )?(?P<part>начал|середин|кон(?=ц)|перв(?=\w+ половин)|втор(?=\w+ половин))\w*(?: половин\w+)? )?"
    written = (
        (rf"(?<!\d)(?P<day>\d{{1,2}}) (?P<month>{month})(?!\w),? {YEAR}", _full_date),
        (r"(?<!\d)(?P<day>\d{1,2})\.(?P<number>\d{2})\.(?P<year>(?:19|20)\d\d)(?!\d)", _full_date),
        (rf"(?<!\d)(?P<day>\d{{1,2}})(?:-го)? (?P<month>{month})(?!\w)", _month_day),
        (rf"{part}(?<!\w)(?P<month>{month})(?!\w) {YEAR}", _month_year),
        (rf"{part}(?<!\w)(?P<month>{month})(?!\w) {WHICH} год\w*", _month_of_year),
        (rf"(?:{AHEAD}|(?<=\bпо )|(?<=\bсо )|{part[:-1]})(?P<month>{month})(?!\w)", _month_alone),
        (rf"(?<!\w)(?P<season>весн|лет(?=ом)|осен|зим)(?:ой|ом|ью|ы|а|е)(?!\w) {YEAR}", _season_year),
        (rf"(?<!\w)(?P<season>весн|лет(?=ом)|осен|зим)(?:ой|ом|ью)(?!\w)(?: {WHICH} год\w*)?", _season),
        (rf"(?:во? )?(?P<quarter>{'|'.join(QUARTERS)})(?:\w{{2,3}}|-м)? квартале?а? {YEAR}", _quarter),
        (rf"{part}{WHICH} года?у?(?!\w)", _relative_year),
        (rf"{WHICH} (?P<unit>месяц|недел|квартал)\w*", _relative),
        (r"(?P<unit>с начала года|за год|к концу года|до конца года|в начале года)(?!\w)", _of_this_year),
        (r"(?<!\w)(?P<which>вчера|сегодня|накануне)(?!\w)", _yesterday),
        (r"\bво? (?P<weekday>понедельник|вторник|четверг|(?:сред|пятниц|суббот)(?=у)|воскресен(?=ье))\w*", _weekday),
        (rf"(?:{part[:-1]}|{AHEAD}|(?<=\bза )|{IN_WORDS}){YEAR}{NO_PEOPLE}", _year),
        (r"(?P<day>\d{1,2})(?:-го) числа", day_alone),
        (rf"(?<!\w)(?P<decade>{'|'.join(DECADES)})ы[ехм](?: год\w*)?(?!\w)", _decade),
        (r"(?<!\d)(?P<tens>(?:19|20)?\d0)-[еыхм]{1,2}(?: год\w*)?(?!\w)", _decade),
    )
    return tuple((Caseless(pattern, as_written=True), reader) for pattern, reader in written)


def _part(match: re.Match[str]) -> str:
    return PARTS.get((match.groupdict().get("part") or "").lower(), "")


def _month(match: re.Match[str]) -> int:
    return _months()[match["month"].lower()]


def _full_date(match: re.Match[str], published: date | None) -> Interval:
    month = int(match["number"]) if "number" in match.re.groupindex else _month(match)
    day = day_of(int(match["year"]), month, int(match["day"])) if 1 <= month <= 12 else None
    return (day, day, "stated") if day else NOTHING


def _month_day(match: re.Match[str], published: date | None) -> Interval:
    day = nearest(published, _month(match), int(match["day"])) if published else None
    return (day, day, "relative") if day else NOTHING


def _month_year(match: re.Match[str], published: date | None) -> Interval:
    return (*month_days(int(match["year"]), _month(match), _part(match)), "stated")


def _shift(match: re.Match[str]) -> int | None:
    which = (match.groupdict().get("which") or "").lower()
    return next((YEARS[stem] for stem in sorted(YEARS, key=len, reverse=True) if which.startswith(stem)), None)


def _month_of_year(match: re.Match[str], published: date | None) -> Interval:
    shift = _shift(match)
    if published is None or shift is None:
        return NOTHING
    return (*month_days(published.year + shift, _month(match), _part(match)), "relative")


def _month_alone(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    month = _month(match)
    return (*month_days(published.year - (month > published.month), month, _part(match)), "month")


def _season_of(match: re.Match[str]) -> int:
    return SEASONS[match["season"].lower()]


def _season_year(match: re.Match[str], published: date | None) -> Interval:
    return (*season_days(int(match["year"]), _season_of(match)), "stated")


def _season(match: re.Match[str], published: date | None) -> Interval:
    """ "весной": the last one begun; "осенью прошлого года"."""
    if published is None:
        return NOTHING
    shift = _shift(match)
    if shift is not None:
        return (*season_days(published.year + shift, _season_of(match)), "relative")
    first = _season_of(match)
    back = 0 if date(published.year, first, 1) <= published else 1
    return capped(season(published, first, back), published)


def _quarter(match: re.Match[str], published: date | None) -> Interval:
    first, year = QUARTERS[match["quarter"].lower()], int(match["year"])
    return (date(year, first, 1), month_days(year, first + 2)[1], "stated")


def _relative_year(match: re.Match[str], published: date | None) -> Interval:
    shift = _shift(match)
    if published is None or shift is None:
        return NOTHING
    year, part = published.year + shift, _part(match)
    first = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}.get(part, (1, 12))
    days = (date(year, first[0], 1), month_days(year, first[1])[1])
    return capped(days, published) if shift == 0 else (*days, "relative")


def _relative(match: re.Match[str], published: date | None) -> Interval:
    shift = _shift(match)
    if published is None or shift is None:
        return NOTHING
    if match["unit"].lower() == "недел":
        monday = published - timedelta(published.weekday() - 7 * shift)
        return capped((monday, monday + timedelta(6)), published)
    if match["unit"].lower() == "месяц":
        return capped(month_days(*months_back(published, -shift)), published)
    return NOTHING


def _of_this_year(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    if "кон" in match["unit"]:
        return (published, date(published.year, 12, 31), "relative")
    return (date(published.year, 1, 1), published, "relative")


def _yesterday(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    day = published - timedelta(match["which"].lower() != "сегодня")
    return (day, day, "relative")


def _weekday(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    number = WEEKDAYS.index(next(name for name in WEEKDAYS if match["weekday"].lower().startswith(name)))
    day = published - timedelta((published.weekday() - number) % 7)
    return (day, day, "weekday")


def _decade(match: re.Match[str], published: date | None) -> Interval:
    """ "в девяностых", "в 1990-х"."""
    if "decade" not in match.re.groupindex:
        tens = int(match["tens"])
        first = tens if tens > CENTURY else 1900 + tens
    else:
        first = DECADES[match["decade"].lower()]
    return (date(first, 1, 1), date(first + 9, 12, 31), "stated")


CENTURY = 100


def _year(match: re.Match[str], published: date | None) -> Interval:
    year = int(match["year"])
    if _part(match) == "late":
        return (date(year, 12, 1), date(year, 12, 31), "stated")
    return (date(year, 1, 1), date(year, 12, 31), "stated")
