"""Reports that retell one source that they name: of one story, no copies of each other. All texts are invented."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_stories import DAYS, grouped, report
from transforms import vocab
from transforms.stories import edges
from transforms.stories.facts import facts
from transforms.stories.sources import own_sources, sources_cited

# What each outlet makes of the same announcement, in its own words.
CUSTOMS = {
    "wire": (
        "US Customs and Border Protection said on Tuesday that it holds goods of Haebit Knitwear and Lindun Foodstuff "
        "at all ports since 7 May, 2021, as women from North Korea are believed to have made them."
    ),
    "trade paper": (
        "Importers of frozen squid should look at their papers again. Since 7 May CBP has detained whatever comes from "
        "two mills, Haebit Knitwear and Lindun Foodstuff, and gives 30 days to prove that nobody was forced."
    ),
    "in Korean": (
        "미국 세관국경보호국(CBP)은 5월 7일부터 Haebit Knitwear와 Lindun Foodstuff의 "
        "제품을 모든 항구에서 압류하고 있다고 밝혔다. 두 회사는 30일 안에 증거를 내야 한다."
    ),
    "in Chinese": (
        "美国海关与边境保护局表示，自5月7日起在各港口扣押Haebit Knitwear和Lindun Foodstuff的货物，"
        "企业须在30天内举证。"
    ),
    "in Japanese": (
        "米税関・国境警備局は、5月7日からHaebit KnitwearとLindun Foodstuffの製品を差し押さえていると発表した。"
        "期限は30日。"
    ),
    "in Russian": (
        "CBP сообщила, что с 7 мая задерживает товары Haebit Knitwear и Lindun Foodstuff; "
        "на доказательства дано 30 дней."
    ),
}
# The same field, the same body, other facts.
OTHER_ACT = (
    "CBP said it had seized 1,260 cartons of gloves at Long Beach on 9 May. The shipper, Mirae Apparel, denies that "
    "anybody from North Korea works in its hall."
)
DAILY = (
    "The Yomiuri Shimbun learned from a Chinese official that 3,460 North Koreans, most of them women under 30, came "
    "to 27 plants in Helong by 11 June."
)
WIRE_ON_DAILY = (
    "Yonhap quoted the Yomiuri Shimbun as saying that Beijing let in 3,460 workers from the North for 27 plants until "
    "11 June. Seoul has not confirmed it."
)
RADIO_ON_DAILY = (
    "요미우리신문에 따르면 6월 11일까지 북한 노동자 3460명이 허룽시의 공장 27곳에 들어갔다. "
    "정부는 확인하지 않았다."
)


def joined(found: dict[str, dict[str, Any]]) -> set[frozenset[str]]:
    """The stories, as sets of ids."""
    stories: dict[str, set[str]] = {}
    for row in found.values():
        stories.setdefault(row["story"], set()).add(row["id"])
    return {frozenset(ids) for ids in stories.values()}


@pytest.mark.parametrize("outlet", [name for name in CUSTOMS if name != "wire"])
@pytest.mark.parametrize("published", ["2021-05-26", None], ids=["dated", "undated"])
def test_two_that_retell_one_announcement_are_one_story_without_an_edge(outlet: str, published: str | None) -> None:
    one = report("a", CUSTOMS["wire"], published and "2021-05-25")
    found = grouped(one, report("b", CUSTOMS[outlet], published))

    assert {frozenset("ab")} == joined(found)
    assert ("same_source", None) == (found["b"]["method"], found["b"]["copied_from"])
    assert ("a", "us_cbp") == (found["b"]["told_with"], found["b"]["named_source"])


def test_all_that_retell_one_announcement_are_one_story() -> None:
    reports = [report(f"r{i}", text, f"2021-05-2{i}") for i, text in enumerate(CUSTOMS.values())]

    assert 1 == len(joined(grouped(*reports)))


def test_the_evidence_is_where_both_cite_and_what_both_say() -> None:
    one, other = report("a", CUSTOMS["wire"], "2021-05-25"), report("b", CUSTOMS["in Korean"], "2021-05-26")
    cites, *shared = grouped(one, other)["b"]["evidence"]

    def words(span: dict[str, int]) -> tuple[str, str]:
        there = CUSTOMS["wire"][span["other_start"] : span["other_end"]]
        return CUSTOMS["in Korean"][span["start"] : span["end"]], there

    here, there = words(cites)
    assert "CBP" in here
    assert "US Customs and Border Protection said".endswith(there)
    assert {("5월 7일", "7 May"), ("Knitwear", "Knitwear"), ("Lindun", "Lindun")} <= {words(span) for span in shared}


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (OTHER_ACT, "2021-05-25"),
        (CUSTOMS["trade paper"].replace("CBP", "a broker"), "2021-05-25"),
        (CUSTOMS["trade paper"], "2021-06-04"),
    ],
    ids=["another act of the same body", "the same facts of nobody named", "long after"],
)
def test_what_only_looks_like_a_retelling_is_another_story(text: str, published: str) -> None:
    found = grouped(report("a", CUSTOMS["wire"], "2021-05-25"), report("b", text, published))

    assert {frozenset("a"), frozenset("b")} == joined(found)


def test_issues_of_a_column_that_names_its_source_are_stories_of_their_own() -> None:
    def issue(id: str, day: int, rice: int, corn: int) -> dict[str, Any]:
        text = f"Asia Press said rice at Hyesan, Chongjin and Kanggye cost {rice} won and corn {corn} won on {day} May."
        return report(id, text, f"2021-05-{day:02}")

    assert 3 == len(joined(grouped(issue("a", 3, 5100, 2410), issue("b", 7, 5240, 2380), issue("c", 10, 4980, 2410))))


def test_two_reports_of_an_outlet_that_name_it_are_not_joined_by_it() -> None:
    texts = [DAILY, "Beijing says nothing of the 3,460 in 27 plants; the Yomiuri Shimbun reported them on 11 June."]
    found = grouped(*(report(f"r{i}", text, "2021-06-12", source="yomiuri_ja") for i, text in enumerate(texts)))

    assert 2 == len(joined(found))


def test_an_agencys_mark_makes_a_text_its_own_and_cites_nobody() -> None:
    marked = "SEOUL, June 12 (Yonhap) -- The number of plants in Helong, 27, and of workers, 3,460, is disputed."
    other = "YANJI, June 12 (Yonhap) -- A clerk counted 27 plants in Helong and 3,460 beds, and did not sleep."

    assert 2 == len(joined(grouped(report("a", marked, "2021-06-12"), report("b", other, "2021-06-12"))))


OUTLETS = st.sampled_from(["yomiuri_ja", "gazette", "radio", "Willow Post (Reuters)"])
TOLD = st.tuples(st.sampled_from([*CUSTOMS.values(), OTHER_ACT, DAILY, WIRE_ON_DAILY, RADIO_ON_DAILY]), DAYS, OUTLETS)


@settings(max_examples=50, deadline=None)
@given(st.lists(TOLD, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_the_reports_does_not_matter(drawn: list[tuple[str, str | None, str]], chance: Random) -> None:
    reports = [report(f"r{i}", text, day, source=outlet) for i, (text, day, outlet) in enumerate(drawn)]

    assert grouped(*reports) == grouped(*chance.sample(reports, len(reports)))


def test_what_joins_dated_reports_does_not_depend_on_undated_ones() -> None:
    dated = [report("a", CUSTOMS["wire"], "2021-05-25"), report("b", CUSTOMS["trade paper"], "2021-05-26")]
    others = [
        report(f"u{i}", f"{body} said Haebit, Lindun and Knitwear were watched since 7 May; CBP said so too.", None)
        for i, body in enumerate(("OFAC", "MSMT", "Reuters", "Yonhap", "KINU", "The FBI", "HRNK"))
    ]

    found = edges([*dated, *others])

    assert edges(dated) == [row for row in found if row["id"] in "ab"]


# --- TRAPS 98, 99, 100 and 112


def test_a_source_who_told_this_paper_is_no_body_that_two_papers_share() -> None:
    texts = [
        "A source in the province told this paper that 3,460 workers came to 27 plants in Helong by 11 June.",
        "Three sources told this newspaper: 27 plants in Helong have taken 3,460 people on since 11 June.",
    ]
    found = grouped(*(report(f"r{i}", text, "2021-06-12") for i, text in enumerate(texts)))

    assert 2 == len(joined(found))


def test_who_quotes_a_daily_goes_back_to_its_text_where_that_is_here() -> None:
    found = grouped(
        report("daily", DAILY, "2021-06-12T05:00:00+09:00", source="yomiuri_ja"),
        report("wire", WIRE_ON_DAILY, "2021-06-12T09:00:00+09:00", source="agency"),
        report("radio", RADIO_ON_DAILY, "2021-06-12T10:00:00+09:00", source="radio"),
    )

    assert {frozenset({"daily", "wire", "radio"})} == joined(found)
    assert {"daily"} == {found[name]["copied_from"] for name in ("wire", "radio")}


def test_who_quotes_a_daily_that_is_not_here_goes_back_to_an_unseen_root_named_after_it() -> None:
    wire, radio = report("wire", WIRE_ON_DAILY, "2021-06-12"), report("radio", RADIO_ON_DAILY, "2021-06-13")
    found = grouped(wire, radio)

    assert {frozenset({"wire", "radio"})} == joined(found)
    assert {None} == {row["copied_from"] for row in found.values()}
    assert "yomiuri" == found["radio"]["named_source"]


def test_a_figure_retold_as_that_of_officials_names_no_common_source() -> None:
    figure = "{} put the workers abroad at 41,300 in 19 countries on 3 June, and their pay at 212 dollars."
    texts = [figure.format("Analysts of KINU"), figure.format("According to officials, a count")]
    found = edges([report(f"r{i}", text, "2021-06-05") for i, text in enumerate(texts)])

    assert {None} == {row["named_source"] for row in found}


# --- whom a text cites


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("According to the Chosun Ilbo, nobody came.", {"chosun"}),
        ("OFAC designated two firms.", {"us_treasury"}),
        ("Nobody came, the Associated Press reported.", {"ap"}),
        ("He left the Treasury. A friend said he was tired.", set()),
        ("The daily Chosun Ilbo has a new building", set()),
        ("조선일보에 따르면 아무도 오지 않았다.", {"chosun"}),
        ("아무도 오지 않았다고 SCMP가 27일 전했다.", {"scmp"}),
        ("据《读卖新闻》报道，没有人来。", {"yomiuri"}),
        ("読売新聞によると、誰も来なかった。", {"yomiuri"}),
        ("誰も来なかったと読売新聞が報じた。", {"yomiuri"}),
        ("По данным ТАСС, никто не приехал.", {"tass"}),
        ("Никто не приехал, сообщает «Интерфакс».", {"interfax"}),
        ("Минфин США внёс в список две фирмы.", {"us_treasury"}),
        ("[Source: Daily NK]", {"daily_nk"}),
        ("https://www.rfa.org/korean/in_focus", {"rfa"}),
        ("The Vice President said so.", set()),
    ],
)
def test_a_body_is_a_source_only_where_it_is_cited_or_acts(text: str, keys: set[str]) -> None:
    assert keys == sources_cited(text).keys()


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ("daily_nk_en", {"daily_nk"}),
        ("host_yna_co_kr", {"yonhap"}),
        ("https://www.scmp.com/news", {"scmp"}),
        ("Hankyoreh English", {"hankyoreh"}),
        ("조선일보", {"chosun"}),
        ("National Gazette (Reuters)", set()),
        ("prices", set()),
    ],
)
def test_the_outlet_of_a_report_is_known_by_its_key_name_or_address(source: str, keys: set[str]) -> None:
    assert keys == own_sources(source)


def test_whom_an_outlets_name_has_in_brackets_it_cites() -> None:
    assert {"reuters"} == sources_cited("Nobody came.", "National Gazette (Reuters)").keys()


def test_no_form_of_a_source_stands_for_two() -> None:
    keys: dict[tuple[bool, str], set[str]] = {}
    for row in vocab.rows("named_sources"):
        keys.setdefault((row["lang"] == "own", row["form"]), set()).add(row["key"])

    assert [] == [form for form, found in keys.items() if len(found) > 1]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("一千多名", "number 1000"),
        ("两千五百元", "number 2500"),
        ("三万五千人", "number 35000"),
        ("on 11 June", "day 6-11"),
        ("the owner of Haebit Knitwear", "name haebit"),
        ("생산된 의류", "sector garment"),
    ],
)
def test_a_fact_is_read(text: str, key: str) -> None:
    assert key in facts(text, ())


@pytest.mark.parametrize(
    "text", ["万一", "17:47", "27일", "2018.10.27", "https://a.example/12345", "Kim Jong-un", "손으로"]
)
def test_what_is_no_fact_is_not_read(text: str) -> None:
    assert {} == facts(text, ())


@pytest.mark.parametrize(
    ("text", "key"), [("2,000 people", "number 2000"), ("2000명", "number 2000"), ("in 2000", "year 2000")]
)
def test_2000_people_are_no_year(text: str, key: str) -> None:
    assert {key} == facts(text, ()).keys()


TELLING = "Jingde and McAllen sent 300 men and 71 women; CAATSA names LeidenAsia, 4,120 more and Abcde by 12 May."


@given(st.lists(st.tuples(st.integers(0, len(TELLING)), st.integers(0, len(TELLING))), max_size=5))
def test_facts_within_what_is_set_apart_are_none_and_all_others_stay(apart: list[tuple[int, int]]) -> None:
    whole = facts(TELLING, ())

    assert {
        key for key, fact in whole.items() if not any(start <= fact.start and fact.end <= end for start, end in apart)
    } == facts(TELLING, apart).keys()
