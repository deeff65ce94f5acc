"""Traps that one sentence does not show: what stands around an article, copies, versions, and words of bounds. The
numbers in the names are those of the list of traps."""

from typing import Any

import pytest

from transforms.claims import read
from transforms.claims.numbers import numbers
from transforms.clean import extract
from transforms.events import events
from transforms.figures import figures
from transforms.stories import group

EXACT, NO_LOWER, NO_UPPER = "exact", ("at_most", "less_than"), ("at_least", "more_than")
# The rules of the house: wording -> (value_min, value_max, precisions that are as good).
BOUNDS: dict[str, dict[str, tuple[float | None, float | None, tuple[str, ...]]]] = {
    "en": {
        **dict.fromkeys(("at least 300", "no fewer than 300", "more than 300", "over 300"), (300, None, NO_UPPER)),
        **dict.fromkeys(("up to 300", "at most 300", "as many as 300"), (None, 300, NO_LOWER)),
        **dict.fromkeys(("fewer than 300", "under 300", "short of 300"), (None, 300, NO_LOWER)),
        **dict.fromkeys(
            ("about 300", "some 300", "around 300", "300-odd", "nearly 300", "almost 300"), (300, 300, ("approx",))
        ),
        "2-3 thousand": (2000, 3000, ("range",)),
    },
    "ko": {
        **dict.fromkeys(("300명 이상", "300명이 넘는", "300명 초과"), (300, None, NO_UPPER)),
        **dict.fromkeys(("최대 300명", "최다 300명", "300명 미만"), (None, 300, NO_LOWER)),
        **dict.fromkeys(
            ("약 300명", "300명가량", "300명 정도", "300명 안팎", "300여 명", "근 300명", "300명에 육박"),
            (300, 300, ("approx",)),
        ),
        "2, 3천 명": (2000, 3000, ("range",)),
    },
    "zh": {
        **dict.fromkeys(("300人以上", "300多人", "超过300人"), (300, None, NO_UPPER)),
        **dict.fromkeys(("最多300人", "最大300人", "不到300人"), (None, 300, NO_LOWER)),
        **dict.fromkeys(
            ("300余名", "约300人", "300人左右", "300人前后", "近300人", "将近300人"), (300, 300, ("approx",))
        ),
        "上千名": (1000, None, NO_UPPER),
        "两三千名": (2000, 3000, ("range",)),
    },
    "ja": {
        **dict.fromkeys(("300人以上", "300人を超える"), (300, None, NO_UPPER)),
        **dict.fromkeys(("最大300人", "最多300人", "300人未満"), (None, 300, NO_LOWER)),
        **dict.fromkeys(("約300人", "およそ300人", "300人前後"), (300, 300, ("approx",))),
    },
    "ru": {
        **dict.fromkeys(("не менее 300 человек", "более 300 человек", "свыше 300 человек"), (300, None, NO_UPPER)),
        **dict.fromkeys(("до 300 человек", "не более 300 человек", "менее 300 человек"), (None, 300, NO_LOWER)),
        **dict.fromkeys(
            ("около 300 человек", "порядка 300 человек", "примерно 300 человек", "почти 300 человек"),
            (300, 300, ("approx",)),
        ),
        "две-три тысячи": (2000, 3000, ("range",)),
    },
}
VAGUE = {
    "en": {"dozens of workers": 1, "hundreds of workers": 2, "thousands of workers": 3},
    "ko": {"수십 명": 1, "수백 명": 2, "수천 명": 3, "수만 명": 4},
    "zh": {"数十名": 1, "数百名": 2, "上百名": 2},
    "ja": {"数十人": 1, "数百人": 2},
    "ru": {"десятки рабочих": 1, "сотни рабочих": 2, "тысячи рабочих": 3},
}


@pytest.mark.parametrize(
    ("lang", "wording", "wanted"),
    [(lang, wording, wanted) for lang, rows in BOUNDS.items() for wording, wanted in rows.items()],
)
def test_a_word_of_a_bound_leaves_open_what_it_leaves_open(lang: str, wording: str, wanted: tuple[Any, ...]) -> None:
    low, high, precisions = wanted
    (found,) = numbers(wording, lang)

    assert (low, high) == (found.low, found.high)
    assert found.precision in precisions


@pytest.mark.parametrize(
    ("lang", "wording", "magnitude"),
    [(lang, wording, size) for lang, rows in VAGUE.items() for wording, size in rows.items()],
)
def test_a_vague_word_has_no_value(lang: str, wording: str, magnitude: int) -> None:
    (found,) = numbers(wording, lang)

    assert (None, None, "vague", magnitude) == (found.low, found.high, found.precision, found.magnitude)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Przyjechało 1.200 osób."),
        ("pl", "Przyjechało 1\u202f200 osób."),
        ("de", "Es kamen 1'200 Arbeiter."),
    ],
)
def test_12_thousands_marks_of_every_language_are_no_decimals(lang: str, text: str) -> None:
    assert [1200] == [figure.value_min for figure in figures(text, lang)]


def test_a_polish_report_makes_no_claim() -> None:
    text = "Ponad 1.200 Koreańczyków z Północy pracuje w Gdyni. Prawie 300 wyjechało z Gdyni, poniżej 100 zostało."

    report = {"title": "North Korean workers in Poland", "text": text, "published": "2017-05-02", "lang": "pl"}

    assert [] == read(report)


DATED = {
    "en": ("North Korean workers", "On 4 November 2019 some 240 North Korean workers were sent home from Hunchun."),
    "ko": ("북한 노동자", "2019년 11월 4일 북한 노동자 약 240명이 훈춘에서 돌아갔다."),
}


@pytest.mark.parametrize("lang", DATED)
def test_82_a_text_with_a_new_date_line_keeps_the_days_of_its_event(lang: str) -> None:
    title, text = DATED[lang]
    old, new = (
        read({"title": title, "text": text, "published": day, "lang": lang})[0] for day in ("2019-11-05", "2020-11-05")
    )
    told = events([claim | {"claim_id": str(i), "entity": None, "story": str(i)} for i, claim in enumerate((old, new))])

    assert ["2019-11-04", "2019-11-04"] == [old["event_start"], new["event_start"]]
    assert 1 == len({row["event"] for row in told})


CARRIED = {
    "en": (
        "A cannery in Hunchun let 240 North Korean women go home on 4 November, a source in the province told this"
        " paper.",
        "Each of them was paid 2,600 yuan a month, and 1,450 of it went to a trading firm before anyone saw a note.",
        "Nobody at the county office would say who ordered the buses, or why they came at five in the morning.",
    ),
    "ko": (
        "훈춘의 한 통조림 공장이 11월 4일 북한 여성 노동자 240명을 돌려보냈다고 도내 소식통이 본지에 전했다.",
        "이들의 월급은 2600위안이었으나 그 가운데 1450위안은 무역회사가 먼저 가져갔다고 한다.",
        "버스를 누가 불렀는지, 왜 새벽 다섯 시에 왔는지 현 관리들은 아무도 말하려 하지 않았다.",
    ),
}


def report(name: str, text: str, published: str, lang: str, **more: Any) -> dict[str, Any]:
    title = {"title": "", "source": f"of_{name}"}
    return {"id": name, "text": text, "published": published, "lang": lang} | title | more


@pytest.mark.parametrize("lang", CARRIED)
def test_98_eleven_that_carry_one_source_have_one_origin(lang: str) -> None:
    text = "\n\n".join(CARRIED[lang])
    rows = group([report(f"r{i:02}", text, f"2019-11-05T{9 + i:02}:00:00+09:00", lang) for i in range(11)])

    assert 1 == len({row["story"] for row in rows})
    assert 1 == len([row for row in rows if row["copied_from"] is None])


HEADLINES = {"en": "10,000 North Korean workers arrived in China!", "ko": "북한 노동자 1만 명 중국 도착"}


@pytest.mark.parametrize("lang", HEADLINES)
def test_101_a_headline_alone_is_marked_or_claims_nothing(lang: str) -> None:
    found = read({"title": HEADLINES[lang], "text": "", "published": "2019-12-02", "lang": lang})

    assert all("from_headline" in claim["flags"] for claim in found)


def values(html: str, lang: str) -> list[float]:
    page = f"<html lang='{lang}'><body><article>{html}</article></body></html>".encode()
    text = extract(page, "https://post.example/1")["text"]
    claims = read({"title": HEADLINES[lang], "text": text, "published": "2019-12-02", "lang": lang})
    return [claim["value_min"] for claim in claims if claim["type"] in ("headcount", "movement") and claim["value_min"]]


def paragraphs(lang: str) -> str:
    return "".join(f"<p>{line}</p>" for line in CARRIED[lang])


CAPTIONS = {
    "en": "Workers leave a plant in 2015, when 5,000 sewed there.",
    "ko": "2015년 북한 노동자 5천 명이 일하던 공장.",
}


@pytest.mark.parametrize("lang", CAPTIONS)
def test_103_a_number_under_an_archive_picture_is_no_new_figure(lang: str) -> None:
    picture = f"<figure><img src='a.jpg'><figcaption>{CAPTIONS[lang]}</figcaption></figure>"

    assert [240] == values(picture + paragraphs(lang), lang)


# What stands around an article, the machine's summary above it: language -> what -> HTML.
AROUND = {
    "en": {
        "related": "<h3>Related articles</h3><ul><li><a href='/2'>10,000 North Korean workers sent to Russia</a></ul>",
        "most read": "<div class='most-read'><h4>Most read</h4><a href='/3'>300 North Korean workers strike</a></div>",
        "author": "<div class='author-bio'><p>Mina Han has interviewed 700 North Korean workers in China.</p></div>",
        "comments": "<div id='comments'><p class='comment'>I saw 900 North Korean workers there.</p></div>",
        "summary": "<div class='ai-summary'><p>Made by a machine: 420 North Korean workers were sent home.</p></div>",
    },
    "ko": {
        "related": "<h3>관련기사</h3><ul><li><a href='/2'>북한 노동자 1만 명 러시아 파견</a></li></ul>",
        "most read": "<div class='rank'><h4>많이 본 뉴스</h4><a href='/3'>북한 노동자 300명 파업</a></div>",
        "author": "<div class='reporter'><p>한미나 기자는 북한 노동자 700명을 만났다.</p></div>",
        "comments": "<div id='comments'><p class='comment'>북한 노동자 900명을 봤어요.</p></div>",
        "summary": "<div class='ai-summary'><p>AI 요약: 북한 노동자 420명이 돌아갔다.</p></div>",
    },
}


@pytest.mark.parametrize(("lang", "what"), [(lang, what) for lang, around in AROUND.items() for what in around])
def test_104_what_stands_around_an_article_makes_no_claim(lang: str, what: str) -> None:
    around, article = AROUND[lang][what], paragraphs(lang)

    assert [240] == values(around + article if what == "summary" else article + around, lang)


LEADS = {"en": "(2nd LD) Cannery lets 240 go", "ko": "통조림 공장, 240명 돌려보내(종합)"}


@pytest.mark.parametrize("lang", LEADS)
def test_106_a_lead_is_a_later_text_of_the_same_report(lang: str) -> None:
    first, *rest = CARRIED[lang]
    old = report("first", "\n\n".join((first, *rest)), "2019-11-05T09:00:00+09:00", lang, source="wire")
    new = report("lead", "\n\n".join((first.replace("240", "260"), *rest)), "2019-11-05T11:00:00+09:00", lang)
    rows = {row["id"]: row for row in group([old, new | {"title": LEADS[lang], "source": "wire"}])}

    assert rows["first"]["story"] == rows["lead"]["story"]
    assert ("first", "update") == (rows["lead"]["copied_from"], rows["lead"]["method"])


ROWS_COPIED = {
    "en": "On 4 November 2019 2,000 workers were sent to Qatar. On 4 November 2019 2,000 workers were sent to Kuwait.",
    "ko": "2019년 11월 4일 노동자 2천 명이 카타르에 파견됐다. 2019년 11월 4일 노동자 2천 명이 쿠웨이트에 파견됐다.",
}


@pytest.mark.parametrize("lang", ROWS_COPIED)
def test_111_one_figure_for_two_countries_is_two_happenings(lang: str) -> None:
    found = read({"title": HEADLINES[lang], "text": ROWS_COPIED[lang], "published": "2019-12-02", "lang": lang})
    told = events([claim | {"claim_id": str(i), "entity": None, "story": str(i)} for i, claim in enumerate(found)])

    assert [["QA"], ["KW"]] == [claim["places"] for claim in found]
    assert 2 == len({row["event"] for row in told})


def test_112_officials_who_retell_a_think_tank_are_no_second_count() -> None:
    first, *rest = CARRIED["ko"]
    study, retold = (
        report(name, "\n\n".join((first.replace("도내 소식통이 본지에", who), *rest)), day, "ko")
        for name, who, day in (("study", "통일연구원이", "2019-11-05"), ("retold", "당국자들이", "2019-11-07"))
    )
    rows = {row["id"]: row for row in group([study, retold])}

    assert "study" == rows["retold"]["copied_from"]
