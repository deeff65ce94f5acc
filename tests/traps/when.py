"""6. When."""

import re

from tests.traps.readings import COMING, Reading, people, said, trap


def home(start: object, end: object, basis: object = "relative", **more: object) -> Reading:
    days = {"event_start": start, "event_end": end, "event_basis": basis}
    return people("repatriation", 60, **days, **more)


def undated(wording: str) -> Reading:
    return home(None, None, "none", event_text=wording)


def came(value: float, start: str) -> Reading:
    return {**people("dispatch", value, event_start=re.compile(start)), "subtype": COMING}


OLD_ESTIMATE = {
    "event_start": "2017-01-01", "event_end": "2017-12-31", "scope": "background", "attribution_kind": "un",
}  # fmt: skip
OLD_COUNT = {**people("present", 100000, 100000, "approx", **OLD_ESTIMATE), "subtype": frozenset({"present", "before"})}
BEFORE_CLOSING = said("headcount", "before", event_start=None, event_end=re.compile(r"2020-01-\d\d|2019-12-31"))
EITHER_DAY = {"event_start": "2017-10-11", "event_end": "2017-11-10", "flags": re.compile(r"\[.+\]")}
A_YEAR = frozenset({"2019-01-01", "2019-05-01"})  # the first year of Reiwa began in May

TRAPS = {
    "74 ko": trap("지난달 말 60명이 돌아갔다.", home("2025-02-20", "2025-02-28"), published="2025-03-03"),
    "74 own en": trap(
        "Some 60 workers went home at the end of last month.",
        home("2025-02-20", "2025-02-28", precision="approx"),
        published="2025-03-03",
    ),
    "74 own zh": trap("上月底六十名工人回国。", home("2025-02-20", "2025-02-28"), published="2025-03-03"),
    "75 en last week": trap("60 workers were sent home last week.", home("2019-11-25", "2019-12-01")),
    "75 en on Sunday": trap("60 workers were sent home on Sunday.", home("2019-12-01", "2019-12-01")),
    "75 en this autumn": trap("60 workers were sent home this autumn.", home("2019-09-01", "2019-11-30")),
    "75 ko this spring": trap("올봄 노동자 60명이 돌아갔다.", home("2019-03-01", "2019-05-31")),
    "75 ja last autumn": trap("昨秋、労働者60人が帰国した。", home("2018-09-01", "2018-11-30")),
    "75 ja since last year": trap("昨年以降、労働者60人が帰国した。", home("2018-01-01", re.compile(".*"))),
    "75 en last week, undated": trap(
        "60 workers were sent home last week.", undated("last week"), published=None
    ),
    "75 en on Sunday, undated": trap(
        "60 workers were sent home on Sunday.", undated("on Sunday"), published=None
    ),
    "75 en this autumn, undated": trap(
        "60 workers were sent home this autumn.", undated("this autumn"), published=None
    ),
    "75 ko this spring, undated": trap("올봄 노동자 60명이 돌아갔다.", undated("올봄"), published=None),
    "75 ja last autumn, undated": trap("昨秋、労働者60人が帰国した。", undated("昨秋"), published=None),
    "75 own zh": trap("上周有六十名工人回国。", home("2019-11-25", "2019-12-01")),
    "75 own zh, undated": trap("上周有六十名工人回国。", undated("上周"), published=None),
    "75 own ru": trap("Прошлой весной на родину вернулись 60 рабочих.", home("2019-03-01", "2019-05-31")),
    "75 own ru, undated": trap("На прошлой неделе на родину вернулись 60 рабочих.",
        home(None, None, "none", event_text=re.compile("(?i).*прошлой неделе")), published=None),
    "75 own zh autumn": trap("去年秋天六十名工人回国。", home("2018-09-01", "2018-11-30")),
    "75 own ru week": trap("На прошлой неделе домой вернулись 60 рабочих.", home("2019-11-25", "2019-12-01")),
    "76 en day": trap(
        "On the 24th 60 workers were sent home.", home("2019-05-24", "2019-05-24"), published="2019-06-02"
    ),
    "76 en deadline": trap(
        "The deadline for the return of all workers is Dec. 22.",
        said("legal", "deadline", event_end="2019-12-22"),
        published="2019-11-24",
    ),
    "76 own ko": trap("24일 노동자 60명이 돌아갔다.", home("2019-05-24", "2019-05-24"), published="2019-06-02"),
    "76 own ru": trap(
        "Все рабочие должны вернуться домой до 22 декабря.",
        said(frozenset({"legal", "movement"}), event_end="2019-12-22", subtype=frozenset({"deadline", "repatriation"})),
        published="2019-11-24",
    ),
    "77 en": trap("60 workers were sent home on 10/11/17.", people("repatriation", 60, **EITHER_DAY)),
    "78 en": trap(
        "Five months after the deadline 60 workers were sent home.",
        home("2020-05-22", "2020-05-22", "computed"),
        published="2020-07-01",
    ),
    "78 own ko": trap(
        "시한이 지난 지 다섯 달 만에 노동자 60명이 돌아갔다.",
        home("2020-05-22", "2020-05-22", "computed"),
        published="2020-07-01",
    ),
    "79 ko": trap("주체108년에 노동자 60명이 돌아갔다.", home("2019-01-01", re.compile("2019-12-.*"), "stated")),
    "79 ja": trap("令和元年に労働者60人が帰国した。", home(A_YEAR, "2019-12-31", "stated"), published="2024-05-15"),
    "79 own zh": trap(
        "主体108年,六十名工人回国。", home("2019-01-01", "2019-12-31", "stated"), published="2024-05-15"
    ),
    "80 en": trap(
        "According to a UN estimate of 2017 there were a hundred thousand.",
        OLD_COUNT,
        published="2026-02-10",
    ),
    "80 own ko": trap(
        "유엔의 2017년 추정에 따르면 북한 노동자는 약 10만 명이었다.",
        OLD_COUNT,
        published="2026-02-10",
    ),
    "80 own ru": trap(
        "По оценке ООН 2017 года, за рубежом работали около ста тысяч северокорейцев.",
        OLD_COUNT,
        published="2026-02-10",
    ),
    "80 own zh": trap(
        "据联合国2017年的估计,海外朝鲜工人约有十万人。",
        OLD_COUNT,
        published="2026-02-10",
    ),
    "80 own ja": trap(
        "国連の2017年の推計によると、海外の北朝鮮労働者は約10万人だった。",
        OLD_COUNT,
        published="2026-02-10",
    ),
    "81 en": trap(
        "Before the border closed they were three times as many.", BEFORE_CLOSING, published="2023-05-01"
    ),
    "81 own zh": trap("封关以前,朝鲜工人是现在的三倍。", BEFORE_CLOSING, published="2023-05-01"),
    "83 en": trap(
        "Since the end of last year 1,000 have come and in May another 500.",
        came(1000, r"2018-12-\d\d"),
        came(500, "2019-05-01"),
    ),
    "83 own ko": trap(
        "지난해 말부터 노동자 1천 명이 왔고 5월에 500명이 더 왔다.",
        came(1000, r"2018-12-\d\d"),
        came(500, "2019-05-01"),
    ),
}
