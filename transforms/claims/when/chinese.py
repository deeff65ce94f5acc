"""Chinese times: 今年3月下旬, 上月廿七日, 年底前, 截至6月底, 本周三, 二〇一七年, 一八年初, 三年前."""

import re
from datetime import date, timedelta

from transforms.claims.numbers import han
from transforms.claims.when.calendar import (
    NOTHING,
    Interval,
    Rules,
    before_closing,
    capped,
    day_of,
    latest,
    month_days,
    months_back,
    nearest,
    season_days,
    year_part,
)
from transforms.dates import JUCHE_YEAR_0

DIGIT = "〇零○一二三四五六七八九"
SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
MONTH = rf" ?(?P<month>{SMALL}) ?月(?!薪|租)份?"
DAY = rf" ?(?P<day>{SMALL}) ?[日号](?!线)"
PART = r"(?P<part>上旬|中旬|下旬|初|中(?!方|国|朝|旬|央|午|秋)|底|末)"
YEAR_PART = r"(?P<half>上半年|下半年|第?[一二三四]季度|年?初|年中|年?底|年?末|春季?天?|夏季?天?|秋季?天?|冬季?天?)"
PARTS = {"上旬": "early", "初": "early", "中旬": "mid", "中": "mid", "下旬": "late", "底": "late", "末": "late"}
SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
QUARTERS = {"一": 1, "二": 4, "三": 7, "四": 10}
YEARS_AHEAD = {"今年": 0, "今": 0, "本年": 0, "去年": -1, "去": -1, "前年": -2, "明年": 1, "明": 1, "后年": 2}
MONTHS_BACK = {"上上": 2, "上": 1, "本": 0, "这": 0, "当": 0, "下": -1}
DAYS_BACK = {"昨": 1, "前天": 2, "前日": 2, "今": 0, "明": -1}
WEEKDAYS = "一二三四五六日"


def _small(written: str) -> int:
    """ "廿七" -> 27, "12" -> 12."""
    if written.isdigit():
        return int(written)
    return int(han.value(written.replace("廿", "二十").replace("卅", "三十")) or 0)


def _year(written: str, published: date | None) -> int:
    digits = "".join(str(han.DIGITS.get(digit, digit)) for digit in written)
    century = published.year // 100 * 100 if published else 2000
    return int(digits) + (century if len(digits) == 2 else 0)


def _of_year(match: re.Match[str], year: int, basis: str) -> Interval:
    """What a wording says of a year: a day, a month with its part, a half, a quarter, a season, or all of it."""
    said = match.groupdict()
    month = _small(said["month"]) if said["month"] else None
    if month is None:
        return (*_part_of_year(year, said["half"] or ""), basis)
    if not 1 <= month <= 12:
        return NOTHING
    if said["day"]:
        day = day_of(year, month, _small(said["day"]))
        return (day, day, basis) if day else NOTHING
    return (*month_days(year, month, PARTS.get(said["part"] or "", "")), basis)


def _part_of_year(year: int, half: str) -> tuple[date, date]:
    if half[:1] in SEASONS:
        return season_days(year, SEASONS[half[0]])
    if half.endswith("季度"):
        first = QUARTERS[half[-3]]
        return (date(year, first, 1), month_days(year, first + 2)[1])
    if half in ("上半年", "下半年"):
        first = 1 if half[0] == "上" else 7
        return (date(year, first, 1), month_days(year, first + 5)[1])
    if half == "年中":
        return (date(year, 6, 1), date(year, 7, 31))
    return year_part(year, PARTS.get(half[-1:], ""))


def _stated(match: re.Match[str], published: date | None) -> Interval:
    return _of_year(match, _year(match["year"], published), "stated")


def _juche(match: re.Match[str], published: date | None) -> Interval:
    return _of_year(match, JUCHE_YEAR_0 + int(match["year"]), "stated")


def _relative_year(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    begin, end, basis = _of_year(match, published.year + YEARS_AHEAD[match["which"]], "relative")
    if begin is None or end is None or match.groupdict()["day"]:
        return (begin, end, basis)
    return capped((begin, end), published)


def _relative_month(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    year, month = months_back(published, MONTHS_BACK[match["which"]])
    if match["day"]:
        day = day_of(year, month, _small(match["day"]))
        return (day, day, "relative") if day else NOTHING
    return capped(month_days(year, month, PARTS.get(match["part"] or "", "")), published)


def _month(match: re.Match[str], published: date | None) -> Interval:
    month = _small(match["month"])
    if published is None or not 1 <= month <= 12:
        return NOTHING
    if match["day"]:
        day = nearest(published, month, _small(match["day"]))
        return (day, day, "relative") if day else NOTHING
    year = published.year - (month > published.month)
    return (*month_days(year, month, PARTS.get(match["part"] or "", "")), "month")


def _day(match: re.Match[str], published: date | None) -> Interval:
    """ "29日", "廿七日"; below ten a word in numerals is a number of days."""
    number = _small(match["day"])
    day = latest(published, number) if published and (match["day"].isdigit() or number > 9) else None
    return (day, day, "relative") if day else NOTHING


def _week(match: re.Match[str], published: date | None) -> Interval:
    """ "上周三", "本周"; a bare 周三 is the last one up to the published day."""
    if published is None:
        return NOTHING
    weeks = {"上": -1, "下": 1}.get(match["which"] or "", 0)
    monday = published - timedelta(published.weekday() - 7 * weeks)
    if match["day"] is None:
        return capped((monday, monday + timedelta(6)), published)
    at = WEEKDAYS.index(match["day"].replace("天", "日")) if match["day"] != "末" else 5
    day = monday + timedelta(at)
    if match["which"] is None:
        day = published - timedelta((published.weekday() - at) % 7)
        return (day, day, "weekday")
    return (day, day + timedelta(match["day"] == "末"), "relative")


def _near_day(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    day = published - timedelta(next(back for word, back in DAYS_BACK.items() if match["which"].startswith(word)))
    return (day, day, "relative")


def _ago(match: re.Match[str], published: date | None) -> Interval:
    count = int(han.value(match["count"]) or 0)
    if published is None or not 0 < count < 100:
        return NOTHING
    if match["unit"] == "年":
        return (*year_part(published.year - count, ""), "relative")
    if match["unit"].endswith("月"):
        return (*month_days(*months_back(published, count)), "relative")
    day = published - timedelta(count * (1 if match["unit"] in "天日" else 7))
    return (day, day, "relative")


def _of_this_year(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    part = {"年初": "early", "年内": "", "年中": ""}.get(match["which"], "late")
    return capped(year_part(published.year, part), published)


def _of_this_month(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    part = PARTS[match["which"] if match["which"] in PARTS else match["which"][-1]]
    return capped(month_days(published.year, published.month, part), published)


def _unknown(_: re.Match[str], __: date | None) -> Interval:
    return NOTHING


DATE = rf"(?:{MONTH}(?:{DAY}|{PART})?|{YEAR_PART})?"
RULES: Rules = (
    (re.compile(rf"主体(?P<year>\d{{1,3}})年{DATE}"), _juche),
    (re.compile(r"(?:封关|封锁边境|边境(?:封闭|关闭|封锁))(?:以前|之前|前)"), before_closing),
    (re.compile(rf"(?P<year>(?:19|20)\d\d|[一二][{DIGIT}]{{3}}) ?年{DATE}"), _stated),
    (
        re.compile(
            rf"(?<![\d{DIGIT}十])(?P<year>\d\d|[〇零○一二][{DIGIT}])年(?={SMALL}月|[初底春夏秋冬])"
            rf"(?:{MONTH}(?:{DAY}|{PART})?|(?P<half>[初底春夏秋冬]))"
        ),
        _stated,
    ),
    (re.compile(rf"(?P<which>今年|本年|去年|前年|明年|后年)的?{DATE}"), _relative_year),
    (
        re.compile(r"(?P<which>今|去|明)(?P<half>[春夏秋冬])季?(?P<month>(?!))?(?P<day>(?!))?(?P<part>(?!))?"),
        _relative_year,
    ),
    (re.compile(rf"(?:每年|年年|历年)(?:{SMALL}月(?:{SMALL}[日号]|{PART})?)"), _unknown),
    (re.compile(rf"(?:同年|当年|翌年|次年)(?:{SMALL}月(?:{SMALL}[日号]|{PART})?)?"), _unknown),
    (re.compile(rf"(?P<which>上上|上|本|这|当|下)个?月(?!薪)(?:{DAY}|{PART})?"), _relative_month),
    (re.compile(rf"(?<![\d.{DIGIT}十人每]){MONTH}(?:{DAY}|{PART})?"), _month),
    (re.compile(rf"(?<![\d.月年{DIGIT}十])(?P<day>{SMALL}) ?日(?![内间后前本元线])"), _day),
    (
        re.compile(r"(?P<which>[上下本这])?个?(?<!每)(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])(?!期|起来|次|天|回)"),
        _week,
    ),
    (re.compile(r"(?P<which>[上下本这])个?(?:周|星期|礼拜)(?P<day>(?!))?"), _week),
    (re.compile(r"(?P<which>昨[天日晚夜晨]|前天|前日(?!本)|今[天日晨早晚]|明[天日晚早](?!星))"), _near_day),
    (re.compile(rf"(?P<count>\d{{1,2}}|[{DIGIT}两十]{{1,3}})(?P<unit>年|个月|天|周|个?星期)(?:多|之|以)?前"), _ago),
    (re.compile(r"(?<![去今明后前半多])(?P<which>年初|年底|年末|岁末|年终|年内)"), _of_this_year),
    (re.compile(r"(?P<which>月初|月中(?!旬)|月底|月末|(?<!月)(?:上旬|中旬|下旬))"), _of_this_month),
)


def rules() -> Rules:
    """Patterns with their readers, the most exact first."""
    return RULES
