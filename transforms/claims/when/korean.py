"""Korean times: 지난달 말, 올봄, 주체108년, 3월 초부터."""

import re
from datetime import date, timedelta

from transforms.claims.when.calendar import (
    NOTHING,
    Interval,
    Rules,
    after_deadline,
    capped,
    day_alone,
    day_of,
    month_days,
    months_back,
    nearest,
    season,
    season_ahead,
    season_days,
    year_part,
    yesterday,
)

KO_PARTS = {"초": "early", "중순": "mid", "말": "late", "하순": "late"}


def _ko_part(match: re.Match[str]) -> str:
    return KO_PARTS.get(match["part"] or "", "")


def _ko_date(match: re.Match[str], published: date | None) -> Interval:
    year = int(match["year"])
    month = int(match["month"]) if match["month"] else None
    if month is None or not 1 <= month <= 12:
        return (date(year, 1, 1), date(year, 12, 31), "stated")
    if match["day"]:
        day = day_of(year, month, int(match["day"]))
        return (day, day, "stated") if day else NOTHING
    return (*month_days(year, month), "stated")


def _ko_juche(match: re.Match[str], published: date | None) -> Interval:
    year = 1911 + int(match["juche"])
    return (date(year, 1, 1), date(year, 12, 31), "stated")


# "2018년 9월부터 11월까지": the second month is of the year of the first.
KO_YEAR_AHEAD = re.compile(
    r"(?P<year>(?:19|20)\d\d(?=년)|내년|지난해|재작년|작년|올해)년? ?\d{1,2}월(?: ?\d{1,2}일)?"
    r"(?:[과와,·~-]|부터|이나)? ?$"
)


def _ko_month(match: re.Match[str], published: date | None) -> Interval:
    month = int(match["month"])
    if published is None or not 1 <= month <= 12:
        return NOTHING
    number = int(match["day"]) if match["day"] else None
    year = _ko_month_year(match, published, month, number)
    if number is not None:
        day = day_of(year, month, number) if year else nearest(published, month, number)
        return (day, day, "relative") if day else NOTHING
    part = _ko_part(match)
    if year is not None:
        return (*month_days(year, month, part), "relative")
    return (*month_days(published.year - (month > published.month), month, part), "month")


def _ko_month_year(match: re.Match[str], published: date, month: int, day: int | None) -> int | None:
    """The year that a word before the month says: "오는", "지난", "2018년 9월부터"; None without such a word."""
    if match["which"] == "오는":
        return published.year + ((month, day or 31) < (published.month, published.day))
    if match["which"] == "지난":
        return published.year - ((month, day or 1) > (published.month, published.day))
    ahead = KO_YEAR_AHEAD.search(match.string[: match.start()])
    if ahead is None:
        return None
    return int(ahead["year"]) if ahead["year"].isdigit() else published.year + KO_YEARS_AHEAD[ahead["year"]]


def _ko_unknown_year(match: re.Match[str], published: date | None) -> Interval:
    return NOTHING


def _ko_relative_month(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    back = {
        "지난달": 1,
        "지난 달": 1,
        "지지난달": 2,
        "다음 달": -1,
        "다음달": -1,
        "이달": 0,
        "이번 달": 0,
        "이번달": 0,
    }[match["which"]]
    year, month = months_back(published, back)
    if match["day"]:
        day = day_of(year, month, int(match["day"]))
        return (day, day, "relative") if day else NOTHING
    return capped(month_days(year, month, _ko_part(match)), published)


KO_YEARS_AHEAD = {"내년": 1, "올해": 0, "금년": 0, "올": 0, "지난해": -1, "작년": -1, "재작년": -2}


def _ko_relative_year(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    year = published.year + KO_YEARS_AHEAD[match["which"]]
    month = int(match["month"]) if match["month"] else None
    if month is None:
        return capped(year_part(year, _ko_part(match)), published)
    if not 1 <= month <= 12:
        return NOTHING
    if match["day"]:
        day = day_of(year, month, int(match["day"]))
        return (day, day, "relative") if day else NOTHING
    return (*month_days(year, month, _ko_part(match)), "relative")


def _ko_season(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    first, which = {"봄": 3, "여름": 6, "가을": 9, "겨울": 12}[match["season"]], match["which"]
    if which in ("지난", "이번"):
        return capped(season(published, first, which == "지난"), published)
    if which == "오는":
        return season_ahead(published, first, "coming")
    return capped(season_days(published.year + KO_YEARS_AHEAD[which], first), published)


KO_COUNTS = {
    "한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8,
    "아홉": 9, "열": 10,
}  # fmt: skip
KO_UNITS = {"달": "month", "개월": "month", "주": "week", "년": "year", "해": "year", "일": "day"}
KO_AFTER = (
    rf"(?:송환 |귀국 )?시한(?:이|을|으로부터|에서)? ?(?:지난|넘긴|끝난|지나)? ?(?:지 |후 |뒤 )?"
    rf"(?P<count>\d{{1,2}}|{'|'.join(KO_COUNTS)}) ?(?P<unit>{'|'.join(KO_UNITS)})(?: ?(?:만에|뒤|후|이 지나|이 지난))"
)


def _ko_after_deadline(match: re.Match[str], published: date | None) -> Interval:
    count = int(match["count"]) if match["count"].isdigit() else KO_COUNTS[match["count"]]
    return after_deadline(count, KO_UNITS[match["unit"]])


def _ko_week(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    monday = published - timedelta(published.weekday() + (7 if match["which"] in ("지난주", "지난 주") else 0))
    return (monday, min(published, monday + timedelta(6)), "relative")


RULES: Rules = (
    (re.compile(r"(?P<year>(?:19|20)\d\d)년(?: ?(?P<month>\d{1,2})월(?: ?(?P<day>\d{1,2})일)?)?"), _ko_date),
    (
        re.compile(r"(?:이듬해|그 ?해|같은 ?해|다음 ?해|전년|매년|해마다) ?\d{1,2}월(?: ?\d{1,2}일)?"),
        _ko_unknown_year,
    ),
    (re.compile(r"주체 ?(?P<juche>\d{2,3})년?"), _ko_juche),
    (
        re.compile(
            r"(?P<which>다음 달|다음달|지지난달|지난달|지난 달|이번 달|이번달"
            r"|이달)(?: (?P<day>\d{1,2})일)?(?: (?P<part>초"
            r"|중순"
            r"|말"
            r"|하순))?"
        ),
        _ko_relative_month,
    ),
    (
        re.compile(
            r"(?P<which>올해|올|지난해|지난|재작년|작년|내년|이번|오는) ?(?P<season>봄|여름|가을|겨울)(?![가-힣]*파)"
        ),
        _ko_season,
    ),
    (
        re.compile(
            r"(?<![가-힣])(?P<which>내년|재작년|지난해|작년|올해|금년|올(?= ?(?:\d|초|말)))"
            r"(?: ?(?P<month>\d{1,2})월(?: ?(?P<day>\d{1,2})일)?)?(?: ?(?P<part>초|중순|말|하순))?"
        ),
        _ko_relative_year,
    ),
    (re.compile(r"(?<![가-힣])(?P<which>지난주|지난 주|이번 주|이번주)"), _ko_week),
    (
        re.compile(
            r"(?:(?P<which>지난|오는) ?)?(?<![\d.])(?P<month>\d{1,2})월(?: ?(?P<day>\d{1,2})일)?"
            r"(?: ?(?P<part>초|중순|말|하순))?"
        ),
        _ko_month,
    ),
    (re.compile(KO_AFTER), _ko_after_deadline),
    (re.compile(r"지난 (?P<day>\d{1,2})일"), day_alone),
    (
        re.compile(
            r"(?<![\d월] )(?<!\d)(?P<day>\d{1,2})일(?=\s|에|부터|까지)"
            r"(?! ?(?:안에|이내|내에|동안|넘게|만에|이상))"  # "30일 안에" is a length of time
        ),
        day_alone,
    ),
    (re.compile(r"(?P<which>어제|오늘)"), yesterday),
)


def rules() -> Rules:
    """Patterns with their readers, the most exact first."""
    return RULES
