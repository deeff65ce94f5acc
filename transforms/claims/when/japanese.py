"""Japanese times: 今年, 昨秋, 先月下旬, 3月15日, 令和元年, 今年1~9月, 年内, 2年前."""

import re
from datetime import date, timedelta

from transforms.claims.when.calendar import (
    NOTHING,
    Interval,
    Rules,
    capped,
    day_of,
    latest,
    month_days,
    months_back,
    nearest,
    season_days,
)

PART = r"(?:の?(?P<part>上旬|初旬|初頭|初め|はじめ|中旬|半ば|なかば|下旬|末))?"
PARTS = {"上": "early", "初": "early", "は": "early", "中": "mid", "半": "mid", "な": "mid", "下": "late", "末": "late"}
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "主体": 1911, "チュチェ": 1911}
YEARS = {
    "今年": 0, "ことし": 0, "本年": 0, "昨年": -1, "去年": -1, "一昨年": -2, "おととし": -2, "来年": 1, "再来年": 2,
}  # fmt: skip
MONTHS = {"今月": 0, "先月": 1, "先々月": 2, "来月": -1, "再来月": -2}
WEEKS = {"今週": 0, "先週": -1, "先々週": -2, "来週": 1, "再来週": 2}
DAYS = {"きょう": 0, "今日": 0, "本日": 0, "きのう": -1, "昨日": -1, "一昨日": -2, "おととい": -2, "明日": 1, "あす": 1}
SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
SEASON_YEARS = {"今": 0, "昨": -1, "来": 1}
# Days of a part of the year, from its first month to its last.
YEAR_PARTS = {
    "末": (12, 12), "初": (1, 1), "は": (1, 1), "半": (5, 8), "前": (1, 6), "上": (1, 6), "後": (7, 12), "下": (7, 12),
}  # fmt: skip


def _part(match: re.Match[str]) -> str:
    return PARTS[match["part"][0]] if match["part"] else ""


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return (month_days(year, first)[0], month_days(year, last)[1])


def _in_year(match: re.Match[str], year: int) -> Interval:
    """What is said of a known year: its day, months, part or season, else the whole."""
    said = match.groupdict()
    if said["month"]:
        return _in_month(match, year)
    if said["season"]:
        return (*season_days(year, SEASONS[said["season"]]), "stated")
    if said["piece"]:
        return (*_months(year, *YEAR_PARTS[said["piece"][0]]), "stated")
    return (date(year, 1, 1), date(year, 12, 31), "stated")


def _in_month(match: re.Match[str], year: int) -> Interval:
    month, last = int(match["month"]), int(match["last"] or match["month"])
    if not 1 <= month <= 12 or not month <= last <= 12:
        return NOTHING
    if match["day"]:
        day = day_of(year, month, int(match["day"]))
        return (day, day, "stated") if day else NOTHING
    return (*(_months(year, month, last) if last > month else month_days(year, month, _part(match))), "stated")


def _dated(match: re.Match[str], published: date | None) -> Interval:
    return _in_year(match, int(match["year"]))


def _years(match: re.Match[str], published: date | None) -> Interval:
    """ "2012~2016年", "2012~16年"."""
    first = int(match["from"])
    last = int(match["year"]) + (first // 100 * 100 if len(match["year"]) == 2 else 0)
    return (date(first, 1, 1), date(last, 12, 31), "stated") if first < last else NOTHING


def _decade(match: re.Match[str], published: date | None) -> Interval:
    return (date(int(match["year"]), 1, 1), date(int(match["year"]) + 9, 12, 31), "stated")


def _short_dated(match: re.Match[str], published: date | None) -> Interval:
    return _in_year(match, 2000 + int(match["year"]))


def _era(match: re.Match[str], published: date | None) -> Interval:
    number = 1 if match["number"] == "元" else int(match["number"])
    return _in_year(match, ERAS[match["era"]] + number)


def _relative_year(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    start, end, _ = _in_year(match, published.year + YEARS[match["year"]])
    if start is None or end is None:
        return NOTHING
    return capped((start, end), published) if not match["month"] else (start, end, "relative")


def _relative_season(match: re.Match[str], published: date | None) -> Interval:
    """ "昨秋" is the autumn of last year, "今春" this year's, whatever has passed."""
    if published is None:
        return NOTHING
    year = published.year + SEASON_YEARS[match["which"]]
    first = SEASONS[match["season"]]
    # The winter that goes on in January began the year before; "昨冬" is then the one before it.
    return capped(season_days(year - (first == 12 and published.month < 3), first), published)


def _relative_month(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    year, month = months_back(published, MONTHS[match["which"]])
    if match["day"]:
        day = day_of(year, month, int(match["day"]))
        return (day, day, "relative") if day else NOTHING
    return capped(month_days(year, month, _part(match)), published)


def _week(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    monday = published + timedelta(7 * WEEKS[match["which"]] - published.weekday())
    return capped((monday, monday + timedelta(6)), published)


def _day_word(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    day = published + timedelta(DAYS[match["which"]])
    return (day, day, "relative")


def _month(match: re.Match[str], published: date | None) -> Interval:
    """A month without its year: that of the year before it in the sentence, else the last one; a day the nearest."""
    month, last = int(match["month"]), int(match["last"] or match["month"])
    if published is None or not 1 <= month <= 12 or not 1 <= last <= 12:
        return NOTHING
    if match["day"]:
        day = nearest(published, month, int(match["day"]))
        return (day, day, "month") if day else NOTHING
    year = published.year - (month > published.month)
    if last > month:
        return (*_months(year, month, last), "relative")
    return (*month_days(year, month, _part(match)), "month")


# "22日までに" is to come, unless the sentence only says what was known by then.
BY_THEN = re.compile(r"まで(?!に[^。]{0,60}(?:分かっ|わかっ|明らかに|発表|報じ|伝え|述べ|語っ|取材))")


def _day_alone(match: re.Match[str], published: date | None) -> Interval:
    """ "25日": the last one; of a thing to come the next one (see when.coming); "25日までに" the nearer of the two."""
    if published and BY_THEN.match(match.string, match.end()):
        near = [published + timedelta(days * sign) for days in range(32) for sign in (1, -1)]
        day = next((one for one in near if one.day == int(match["day"])), None)
        return (day, day, "relative") if day else NOTHING
    day = latest(published, int(match["day"])) if published else None
    return (day, day, "day") if day else NOTHING


def _ago(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    count = int(match["count"]) if match["count"].isdigit() else "一二三四五六七八九十".index(match["count"]) + 1
    if match["unit"] == "年":
        return (date(published.year - count, 1, 1), date(published.year - count, 12, 31), "relative")
    if match["unit"] in ("日", "週間"):
        day = published - timedelta(count * (7 if match["unit"] == "週間" else 1))
        return (day - timedelta(3 * (match["unit"] == "週間")), day, "relative")
    return (*month_days(*months_back(published, count)), "relative")


def _past(match: re.Match[str], published: date | None) -> Interval:
    """ "この1年", "過去3カ月": up to the published day."""
    if published is None:
        return NOTHING
    count = int(match["count"])
    back = months_back(published, count * (12 if match["unit"] == "年" else 1))
    return (month_days(*back)[0], published, "relative")


def _this_year_end(match: re.Match[str], published: date | None) -> Interval:
    """ "年内に", "年末までに": what is left of the year; "年初", "年明け" its first month."""
    if published is None:
        return NOTHING
    if match["which"] in ("年初", "年明け", "年頭"):
        return (*month_days(published.year, 1), "relative")
    if match["which"] == "年末":
        return (*month_days(published.year, 12), "relative")
    return (published, date(published.year, 12, 31), "relative")


def _this_month_end(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    return (*month_days(published.year, published.month, "late" if match["which"] == "月末" else ""), "relative")


def _unknown_year(match: re.Match[str], published: date | None) -> Interval:
    return NOTHING


ONE_OR_TWO = (
    rf"(?P<month>\d{{1,2}})(?:月?(?:[~\-－]|から)(?P<last>\d{{1,2}})月(?!\d)"
    rf"|月(?:(?P<day>\d{{1,2}})日)?{PART})"
)
REST = rf"(?:の?(?:{ONE_OR_TWO}|(?P<season>[春夏秋冬])|(?P<piece>末|初め|はじめ|初頭|半ば|前半|上半期|後半|下半期)))?"
# "30日間" is a span, "1日12時間" and "1日に12時間" say how often.
NO_SPAN = (
    r"(?!間|本|程|米|中(?!に)|以内|以上|前|後|目|当|あたり|分|[~-]|\d|おき|ごと|平均|約"
    r"|の(?:労働|勤務|作業|通行|ビザ|査証|滞在|休))"
)
DAY_ALONE = rf"(?:(?<!\d)1(?=日(?!に(?:約|平均)?\d))|[2-9]|[12]\d|3[01])(?=日{NO_SPAN})"

RULES: Rules = (
    (re.compile(r"(?P<from>(?:19|20)\d\d)年?(?:[~\-－]|から)(?P<year>(?:19|20)\d\d|\d\d)年(?![\d末])"), _years),
    (re.compile(r"(?P<year>(?:19|20)\d0)年代"), _decade),
    (re.compile(rf"(?P<year>(?:19|20)\d\d)年(?!度){REST}"), _dated),
    (re.compile(rf"(?P<era>令和|平成|昭和|主体|チュチェ)(?P<number>元|\d{{1,3}})年?{REST}"), _era),
    (re.compile(rf"(?<!\d)(?P<year>[012]\d)年(?=の?\d{{1,2}}月|末|[春夏秋冬]|初め|半ば){REST}"), _short_dated),
    (re.compile(rf"(?:翌年|同年|前年|その年|毎年|例年)の?(?:{ONE_OR_TWO})".replace("(?P<", "(?P<_")), _unknown_year),
    (re.compile(rf"(?P<year>{'|'.join(sorted(YEARS, key=len, reverse=True))})(?!度){REST}"), _relative_year),
    (re.compile(r"(?<![一-龥])(?P<which>[今昨来])(?P<season>[春夏秋冬])"), _relative_season),
    (re.compile(rf"(?P<which>先々月|先月|今月|再来月|来月)(?:(?P<day>\d{{1,2}})日)?{PART}"), _relative_month),
    (re.compile(r"(?P<which>先々週|先週|今週|再来週|来週)"), _week),
    (re.compile(rf"(?<![\d~.])(?<!\d年){ONE_OR_TWO}"), _month),
    (
        re.compile(r"(?P<count>\d{1,2}|[一二三四五六七八九十])(?P<unit>年|[カかヵヶケ]月|週間|日)(?:ほど|余り|あまり)?前(?!後)"),
        _ago,
    ),
    (re.compile(r"(?:この|ここ|過去|直近)の?(?P<count>\d{1,2})(?P<unit>年|[カかヵヶケ]月)間?"), _past),
    (re.compile(r"(?<![\d一-龥])(?P<which>年内|年末|年初|年明け|年頭)"), _this_year_end),
    (re.compile(r"(?<![\d一-龥])(?P<which>月内|月末)"), _this_month_end),
    (re.compile(rf"(?<![\d月~.-])(?<![年月週]に)(?<!日か)(?P<day>{DAY_ALONE})日"), _day_alone),
    (re.compile(rf"(?<![一-龥])(?P<which>{'|'.join(sorted(DAYS, key=len, reverse=True))})(?![一-龥])"), _day_word),
)


def rules() -> Rules:
    """Patterns with their readers, the most exact first."""
    return RULES
