"""A claim says what the sentence says, no more; its quote can be found again, and the rule that read it is named."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.labelled import SEED, needs
from tests.ruled import by_the_rules
from transforms import vocab
from transforms.claims import near_misses, read
from transforms.claims.render import line, place_name
from transforms.claims.writing import BLANK

ARTICLE = {
    "title": "More labourers cross the river despite the deadline",
    "published": "2019-12-02",
    "lang": "en",
    "text": (
        "North Korea is sending more workers to China although resolution 2397 wants all of them home, "
        "a source in Jilin said.\n\n"
        "“They earn RMB 1,600 to 2,100 a month, and about half of that goes to the state,” the source said. "
        "“For the state, RMB 800 per head for thousands of workers is a lot.”\n\n"
        "At least 1,200 North Korean workers were sent to Hunchun last month. "
        "There aren’t many workers being sent to Liaoning Province [including Dandong].\n\n"
        "All North Korean workers abroad must be home by Dec. 22."
    ),
}

KOREAN = {
    "title": "훈춘 수산물 공장에 노동자 도착",
    "published": "2019-12-02",
    "lang": "ko",
    "text": (
        "지난달 지린성 훈춘의 공장에 북한 노동자 400여 명이 새로 들어왔다고 소식통이 전했다. "
        "월급은 2500위안 정도지만 절반가량은 국가에 바치고 있다. "
        "단둥 쪽으로 새로 나온 인원은 없다고 소식통은 덧붙였다."
    ),
}


def one(report: dict[str, Any], kind: str, subtype: str | None) -> dict[str, Any]:
    found = [claim for claim in read(report) if (claim["type"], claim["subtype"]) == (kind, subtype)]
    assert 1 == len(found), found
    return found[0]


@pytest.mark.parametrize("report", [ARTICLE, KOREAN], ids=["en", "ko"])
def test_a_quote_is_the_text_between_its_offsets_and_every_field_is_there(report: dict[str, Any]) -> None:
    claims = read(report)

    assert claims
    assert all(claim["quote"] == report["text"][claim["start"] : claim["end"]] for claim in claims)
    assert all(set(BLANK) == set(claim) and claim["rule"] and claim["sentence"] for claim in claims)
    assert claims == sorted(claims, key=lambda claim: claim["start"])


def test_curly_quotes_stay_curly_in_the_quote() -> None:
    claim = next(claim for claim in read(ARTICLE) if claim["polarity"] == "negated")

    assert claim["quote"].startswith("There aren’t many workers")
    assert ["Liaoning, CN", "Dandong, Liaoning, CN"] == claim["places"]


def test_a_wage_its_share_and_a_head_tax_are_three_things() -> None:
    gross, share, tax = (one(ARTICLE, "wage", name) for name in ("gross", "state_share", "state_revenue_per_worker"))

    assert (1600, 2100, "CNY", "month") == tuple(gross[f] for f in ("value_min", "value_max", "currency", "period"))
    assert (50, 50, "percent", "approx") == tuple(share[f] for f in ("value_min", "value_max", "unit", "precision"))
    assert (800, "per head", "month") == tuple(tax[f] for f in ("value_min", "unit", "period"))


def test_workers_in_a_sum_are_an_illustration() -> None:
    claim = one(ARTICLE, "headcount", "illustrative")

    assert (None, None, 3, False) == tuple(claim[f] for f in ("value_min", "value_max", "magnitude", "firm"))


def test_last_month_is_reckoned_from_the_published_day() -> None:
    claim = next(claim for claim in read(ARTICLE) if claim["value_min"] == 1200)

    assert ("2019-11-01", "2019-11-30", "relative", "last month") == tuple(
        claim[f] for f in ("event_start", "event_end", "event_basis", "event_text")
    )
    assert "at least 1,200 workers sent to Hunchun, Nov 2019" in claim["sentence"]


def test_the_deadline_has_its_day_and_its_resolution() -> None:
    claim = one(ARTICLE, "legal", "deadline")

    assert ("2019-12-22", ["UNSCR 2397"]) == (claim["event_end"], claim["resolution"])


def test_a_korean_report_gives_flow_wage_share_and_the_negated_flow() -> None:
    claims = {(claim["subtype"], claim["polarity"]): claim for claim in read(KOREAN)}

    assert 400 == claims["intake", "affirmed"]["value_min"]
    assert ["Hunchun, Yanbian, Jilin, CN"] == claims["intake", "affirmed"]["places"]
    assert (2500, "CNY", "month", "approx") == tuple(
        claims["gross", "affirmed"][f] for f in ("value_min", "currency", "period", "precision")
    )
    assert 50 == claims["state_share", "affirmed"]["value_min"]
    assert ["Dandong, Liaoning, CN"] == claims["dispatch", "negated"]["places"]


@pytest.mark.parametrize("lang", ["zh", "ja", "ru", "fr", None])
def test_a_language_without_rules_gives_no_claims(lang: str | None) -> None:
    assert [] == read({**ARTICLE, "lang": lang})


def test_a_report_about_others_gives_no_claims() -> None:
    text = "At least 1,200 workers were sent to Texas last month, and they earn 2,000 dollars a month."

    assert [] == read({"title": "Farm hands", "text": text, "published": "2019-12-02", "lang": "en"})


def test_soldiers_of_the_sentence_before_are_not_counted_as_workers() -> None:
    text = (
        "North Korea has sent workers to Russia for years. It also sent 10,000 soldiers. About 3,000 arrived in Kursk."
    )
    claims = read({"title": "North Korean labour", "text": text, "published": "2024-11-02", "lang": "en"})

    assert [] == [claim for claim in claims if claim["value_min"] is not None]


def test_what_is_said_twice_is_one_claim_at_its_first_mention() -> None:
    once, twice = read(ARTICLE), read({**ARTICLE, "text": ARTICLE["text"] + "\n\n" + ARTICLE["text"]})

    assert once == twice


def test_a_wage_at_home_is_no_wage_abroad() -> None:
    text = "North Korean workers were sent to China. A factory wage in North Korea is 3,000 won a month."

    assert [] == [c for c in read({"title": "", "text": text, "published": None, "lang": "en"}) if c["type"] == "wage"]


@given(st.text(), st.sampled_from(["en", "ko"]), st.sampled_from(["2019-12-02", "2019-12", "", None]))
def test_any_text_is_read_without_a_fault(text: str, lang: str, published: str | None) -> None:
    report = {
        "title": "North Korean workers abroad 북한 노동자 해외",
        "text": text,
        "published": published,
        "lang": lang,
    }

    assert all(claim["quote"] == text[claim["start"] : claim["end"]] for claim in read(report))


def test_a_number_that_no_rule_read_is_a_near_miss() -> None:
    report = {**ARTICLE, "text": "North Korean workers left China. Four hundred tourists crossed on the same day."}
    misses = near_misses(report, read(report))

    assert ["Four hundred"] == [report["text"][miss.start : miss.end] for miss in misses]
    assert "tourists" in misses[0].reason


def test_what_a_rule_read_and_words_refuted_is_a_near_miss_of_its_rule() -> None:
    text = (
        "North Korean workers sort crab at a plant in Hunchun, China. Their passports are kept in a safe.\n"
        "Frozen king crab was quoted at 310 yuan a kilo this week. Traders in the city expect prices to rise.\n"
    )
    report = {**ARTICLE, "title": "", "text": text}
    claims = read(report)

    assert [] == [claim for claim in claims if claim["value_min"] == 310]
    [miss] = [miss for miss in near_misses(report, claims) if "310" in text[miss.start : miss.end]]
    assert miss.reason.startswith("rule en.")
    assert miss.reason.endswith("words and networks speak against it")


@pytest.mark.parametrize("path", sorted(vocab.FOLDER.glob("*.csv")), ids=lambda path: path.stem)
def test_every_word_of_the_vocabulary_says_where_it_is_from(path: Path) -> None:
    rows = vocab.rows(path.stem)

    assert rows
    if path.stem.startswith("learnt_"):  # weights, all from bench/train_claims.py and its neighbours
        assert {"feature"} < set(rows[0])
        return
    # a wording is proven by its example, see test_wordings.py
    assert all(row.get("source", row.get("example")) and row["note"] is not None and None not in row for row in rows)


@needs(SEED)
def test_the_seed_article_yields_what_a_person_finds_in_it() -> None:
    text = SEED.read_text(encoding="utf-8")
    claims = read({"title": "", "text": text, "published": "2019-12-02", "lang": "en"})
    fields = ("type", "subtype", "value_min", "value_max", "currency", "period", "places", "polarity")
    found = [tuple(tuple(v) if isinstance(v := claim[f], list) else v for f in fields) for claim in claims]

    jilin, hunchun, tumen = "Jilin, CN", "Hunchun, Yanbian, Jilin, CN", "Tumen, Yanbian, Jilin, CN"
    for row in [
        ("movement", "dispatch", None, None, None, None, ("CN",), "affirmed"),
        ("wage", "gross", 1500, 2000, "CNY", "month", ("CN",), "affirmed"),
        ("wage", "state_share", 50, 50, None, None, ("CN",), "affirmed"),
        ("wage", "state_revenue_per_worker", 800, 800, "CNY", "month", ("CN",), "affirmed"),
        ("wage", "received_by_worker", 700, 1000, "CNY", "month", ("CN",), "affirmed"),
        ("location", "main_destination", None, None, None, None, (jilin,), "affirmed"),
        ("headcount", "present", None, None, None, None, (hunchun, tumen), "affirmed"),
        ("movement", "dispatch", None, None, None, None, ("Liaoning, CN", "Dandong, Liaoning, CN"), "negated"),
        ("movement", "intake", None, None, None, None, ("WORLD except CN",), "negated"),
        ("movement", "repatriation", None, None, None, None, ("RU", "MN", "AE", "Southeast Asia"), "affirmed"),
    ]:
        assert row in found
    deadline = next(claim for claim in claims if claim["subtype"] == "deadline")
    assert "2019-12-22" == deadline["event_end"]
    assert all(claim["quote"] == text[claim["start"] : claim["end"]] for claim in claims)
    assert [] == [claim for claim in claims if claim["type"] == "headcount" and claim["value_min"] is not None]


def sentence(text: str, lang: str = "en") -> str:
    title = {"en": "North Korean workers abroad", "ko": "해외 북한 노동자"}[lang]
    report = {"title": title, "text": text, "published": "2019-12-02", "lang": lang}
    return str(read(report)[0]["sentence"])


SENTENCES = {
    "none": ("Not one worker has gone home.", "no workers sent home, reported 2 Dec 2019"),
    "none in Korean": ("귀국한 노동자는 한 명도 없다.", "no workers sent home, reported 2 Dec 2019"),
    "not many": (
        "Not many are sent to Liaoning now.",
        "few workers sent to Liaoning (negated), reported 2 Dec 2019",
    ),
    "no new": ("No new crews have come to Dandong since May.", "no workers sent to Dandong, May 2019 to Dec 2019"),
    "transfer": (
        "Some 300 left Dandong for plants further inland.",
        "about 300 workers moved from Dandong, reported 2 Dec 2019",
    ),
    "transfer in Korean": (
        "북한 노동자 300명이 단둥에서 훈춘으로 옮겨갔다.",
        "300 workers moved (Dandong, Hunchun), reported 2 Dec 2019",
    ),
    "left": ("Some 300 North Korean workers left Dandong.", "about 300 workers left Dandong, reported 2 Dec 2019"),
    "due to leave": (
        "500 of the 900 North Korean workers who were due to leave went home from Kuwait.",
        "500 workers went home from Kuwait, reported 2 Dec 2019",
    ),
    "a firm": (
        "Some 70 North Korean workers were sent to Qatar, a building firm in New York said.",
        "about 70 workers sent to Qatar, reported 2 Dec 2019, according to a firm in New York",
    ),
    "an agency": (
        "Some 70 North Korean workers were sent to Qatar, the local agency said.",
        "about 70 workers sent to Qatar, reported 2 Dec 2019, according to the local agency",
    ),
    "police": (
        "Some 70 North Korean workers were sent to Qatar, police said.",
        "about 70 workers sent to Qatar, reported 2 Dec 2019, according to police",
    ),
    "no other country": (
        "No other country is taking North Korean workers, except for China.",
        "no workers taken in, everywhere except China, reported 2 Dec 2019",
    ),
    "countries": (
        "The UAE, Kuwait and Qatar sent theirs home.",
        "workers sent home from the United Arab Emirates, Kuwait and Qatar, reported 2 Dec 2019",
    ),
    "if": (
        "If five hundred more come, the hall must be widened.",
        "500 workers, as an illustration, reported 2 Dec 2019",
    ),
    "before": ("The total rose from 700 to 1,900.", "700 workers before"),
    "before, somewhere": (
        "About 5,000 North Koreans worked in China before the sanctions.",
        "about 5,000 workers in China before",
    ),
    "the ministry": (
        "Some 900 workers were sent to China, Foreign Ministry officials said; the Security Council reported it.",
        "about 900 workers sent to China, reported 2 Dec 2019, according to officials",
    ),
    "the council": (
        "Some 900 workers were sent to China, UN Panel of Experts reports say.",
        "about 900 workers sent to China, reported 2 Dec 2019, according to the UN Panel of Experts",
    ),
    "wage": (
        "They earn 2,300 yuan a month in Hunchun.",
        "CNY 2,300 per worker a month in wages, in Hunchun, reported 2 Dec 2019",
    ),
    "cumulative": ("900 have been sent since 2012.", "900 workers in all so far, Jan 2012 to Dec 2019"),
    "abroad": ("Some 900 North Koreans work abroad.", "about 900 workers abroad, reported 2 Dec 2019"),
    "until": ("It hopes to bring in another 150 by next March.", "150 workers planned, by 31 Mar 2020"),
    "who": (
        "Some 900 workers were sent to China, officials said.",
        "about 900 workers sent to China, reported 2 Dec 2019, according to officials",
    ),
    "source": (
        "Some 900 workers were sent to China, a source said.",
        "about 900 workers sent to China, reported 2 Dec 2019, according to an anonymous source",
    ),
    "one": ("1 North Korean worker was sent to China.", "1 worker sent to China, reported 2 Dec 2019"),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_the_one_line_says_what_the_quote_says_in_words(text: str, expected: str) -> None:
    assert expected == sentence(text, "ko" if any("가" <= letter <= "힣" for letter in text) else "en")


def test_what_is_mostly_so_is_affirmed_beside_what_is_seldom_so() -> None:
    text = "Not many workers are sent to Liaoning, but mostly Jilin Province."
    claims = read({"title": "North Korean workers", "text": text, "published": "2019-12-02", "lang": "en"})

    assert ["negated", "affirmed"] == [claim["polarity"] for claim in claims]
    assert "main destination of workers: Jilin, reported 2 Dec 2019" == claims[1]["sentence"]


@pytest.mark.parametrize("place", vocab.places(), ids=lambda place: place.chain)
def test_every_place_is_called_by_an_english_name(place: vocab.Place) -> None:
    for chain in place.chain.split(" & "):
        name = place_name(chain)

        assert not re.fullmatch(r"[A-Z]{2}|WORLD.*", name)


SUBTYPES = {
    "headcount": "present planned_dispatch cumulative peak before hired seen_at_event illustrative forecast",
    "movement": "dispatch repatriation planned_dispatch repatriation_order repatriation_demand increase "
    "short_stint intake transfer",
    "wage": "gross received_by_worker state_share state_revenue_per_worker arrears arrears_paid arrears_total "
    "deduction managers_share chinese_worker_wage paid_by_host_firm relative",
    "revenue": "state_revenue theft contract",
    "levy": "fee bribe quota loyalty_fund",
    "legal": "deadline recall_date repatriation_obligation evidence_window",
    "location": "main_destination cluster entry_point",
}


@pytest.mark.parametrize("polarity", ["affirmed", "negated", "denied", "unverified", "reported_future"])
@pytest.mark.parametrize(("kind", "names"), SUBTYPES.items(), ids=SUBTYPES)
def test_no_raw_key_stands_in_a_sentence(kind: str, names: str, polarity: str) -> None:
    for subtype in [None, *names.split()]:
        for places in [], ["KW"], ["WORLD"], ["WORLD except CN"]:
            claim = {**BLANK, "type": kind, "subtype": subtype, "polarity": polarity, "places": places, "quote": "x"}
            written = line({**claim, "origin": [], "resolution": []})

            assert written.strip() == written != ""
            assert not re.search(r"_|\b(?:headcount|movement|location|legal|dispatch|gross|KW|CN)\b|WORLD", written)


def test_money_without_a_number_is_not_people() -> None:
    claim = {**BLANK, "type": "revenue", "subtype": "state_revenue", "magnitude": 6, "currency": "USD", "quote": "x"}

    assert "millions of USD, revenue of the state" == line(
        {**claim, "places": [], "resolution": [], "polarity": "affirmed"}
    )


CONTEXT = {
    "the nearest": (
        "No new workers came to Dandong. The plant in Hunchun is run by Donglin. Some 150 North Koreans work there.",
        ["Hunchun, Yanbian, Jilin, CN"],
    ),
    "two sentences back": (
        "The plant in Hunchun is run by Donglin. Its owner is rich. Some 150 more North Koreans work there.",
        ["Hunchun, Yanbian, Jilin, CN"],
    ),
    "a list": (
        "Plants stand in Dandong. The UAE, Kuwait and Qatar were asked. Some 150 more North Koreans work there.",
        ["AE", "KW", "QA"],
    ),
    "the lead": (
        "No new workers came to Dandong.\n\nSome 150 more North Koreans work there.",
        ["Dandong, Liaoning, CN"],
    ),
    "the country of the lead": (
        "Plants stand in Dandong and Hunchun.\n\nSome 150 more North Koreans work there.",
        ["CN"],
    ),
    "two countries in the lead": (
        "Plants stand in Dandong. Others stand in Kuwait.\n\nSome 150 more North Koreans work there.",
        [],
    ),
    "the place left": (
        "Plants stand in Hunchun. Some left from Dandong. Some 150 more North Koreans work there.",
        [],
    ),
}


@pytest.mark.parametrize(("text", "places"), CONTEXT.values(), ids=CONTEXT)
def test_a_place_from_context_is_of_the_paragraph_or_the_lead(text: str, places: list[str]) -> None:
    report = {"title": "North Korean workers abroad", "text": text, "published": "2019-12-02", "lang": "en"}
    claim = next(claim for claim in by_the_rules(report) if claim["value_min"] == 150)

    assert places == claim["places"]
    assert (["place_from_context"] if places else []) == claim["flags"]


def test_a_korean_plan_takes_no_town_from_another_paragraph() -> None:
    text = (
        "훈춘의 동린식품에는 북한 노동자 320명이 일한다.\n\n소식통은 단둥으로는 새 노동자가 오지 않았다고 전했다.\n\n"
        "동린식품은 내년 3월까지 북한 노동자 150명을 더 데려올 계획이다."
    )
    report = {"title": "해외 북한 노동자", "text": text, "published": "2019-12-04", "lang": "ko"}
    claim = next(claim for claim in read(report) if claim["value_min"] == 150)

    assert claim["places"] in ([], ["CN"])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("북한 노동자 5천 명이 중국에서 늘었다고 아사히 신문이 전했다.", "아사히 신문"),
        ("북한 노동자는 700달러씩 회사에 내고 500명이 중국에서 일한다고 현지 소식통이 전했다.", "현지 소식통"),
    ],
)
def test_a_korean_speaker_is_named_without_the_word_before(text: str, who: str) -> None:
    report = {"title": "해외 북한 노동자", "text": text, "published": "2019-12-04", "lang": "ko"}

    assert {who} == {claim["attribution"] for claim in read(report)}
