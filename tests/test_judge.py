"""The judge of the sample web: a night that came out as written passes, and it can fail in each way that matters."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tests.sample_web.expectation import ExpectedClaim, ExpectedVersion, expectation, read_claim
from tests.sample_web.judge import judge
from tests.sample_web.nights import NIGHTS

Facts = dict[str, Any]

SEED = "http://yalupost.example/2019/12/more-workers-before-the-deadline/"
UPDATED = "http://yalupost.example/2019/11/seafood-plants-move-workers-inland/"
ICE = "http://yalupost.example/2019/11/first-ice-closes-the-ferry/"
COPY = "http://mekongcourier.example/read.php?id=322"


def facts_as_written(night: int, with_open: bool = False) -> Facts:
    """What a warehouse would say that knows exactly what a person expects of `night`."""
    expected = expectation(night)
    return {
        "day": expected.day,
        "verdicts": dict(expected.verdicts),
        "reasons": dict(expected.reasons),
        "versions": [vars(version) | {"claims": None} for version in expected.versions],
        "rejects": [{"url": url, "stage": "clean", "reason": reason} for url, reason in sorted(expected.rejects)],
        "holds": sorted(expected.holds),
        "notices": sorted(expected.notices),
        "stories": [{"story": str(number), "urls": sorted(group)} for number, group in enumerate(expected.stories)],
        "edges": [{"url": url, "copied_from": origin, "method": "text"} for url, origin in expected.edges],
        "changes": [
            {
                **{"url": url, "old_ordinal": old, "new_ordinal": new, "kind": kind},
                "figures": [told for of, ordinal, told in expected.figures if (of, ordinal) == (url, new)],
            }
            for url, old, new, kind in expected.changes
        ],
        "claims": [
            _claim(version, claim)
            for version in expected.versions
            for claim in version.claims
            if with_open or not (claim.is_open or claim.is_optional)
        ],
    }


def _claim(version: ExpectedVersion, claim: ExpectedClaim) -> Facts:
    kind, subtype = claim.readings[0]
    return {
        "url": version.url,
        "ordinal": version.ordinal,
        "type": kind,
        "subtype": subtype,
        "value_min": claim.value_min,
        "value_max": claim.value_max,
        "polarity": "affirmed" if claim.polarity == "any" else claim.polarity,
        "places": list(claim.places),
        "quote": claim.quote,
        **claim.attributes,
    }


def claim_with(facts: Facts, url: str, quote: str) -> Facts:
    """The one claim of a report whose quote holds these words."""
    found: Facts
    (found,) = [claim for claim in facts["claims"] if claim["url"] == url and quote in claim["quote"]]
    return found


@pytest.mark.parametrize("night", NIGHTS)
def test_a_night_as_written_has_no_failure(night: int) -> None:
    judgement = judge(night, facts_as_written(night))

    assert () == judgement.failures
    assert judgement.met > 50
    assert judgement.open > 0


@pytest.mark.parametrize("night", NIGHTS)
def test_an_open_reading_that_is_met_stays_counted_as_open(night: int) -> None:
    without, with_open = judge(night, facts_as_written(night)), judge(night, facts_as_written(night, with_open=True))

    assert () == with_open.failures
    assert (without.met, without.open) == (with_open.met, with_open.open)


def wrong_verdict(facts: Facts) -> None:
    facts["verdicts"]["bukbang_news_ko"] = "ok"


def silent_source(facts: Facts) -> None:
    del facts["verdicts"]["duman_ilbo_ko"]


def lost_version(facts: Facts) -> None:
    facts["versions"] = [version for version in facts["versions"] if version["url"] != ICE]


def version_twice(facts: Facts) -> None:
    facts["versions"].append(facts["versions"][0] | {"ordinal": 7})


def day_of_collection(facts: Facts) -> None:
    facts["versions"][0]["published_day"] = facts["day"]


def document_lost(facts: Facts) -> None:
    facts["rejects"].clear()


def hold_forgotten(facts: Facts) -> None:
    facts["holds"].remove(COPY)


def hold_without_drift(facts: Facts) -> None:
    facts["holds"].append(SEED)


def held_version_closes_claims(facts: Facts) -> None:
    facts["claims"] = [claim for claim in facts["claims"] if claim["url"] != COPY]


def claim_of_a_held_version(facts: Facts) -> None:
    claim_with(facts, COPY, "about half of it")["ordinal"] = 2


def menus_in_one_story(facts: Facts) -> None:
    facts["stories"].append({"story": "menu", "urls": [f"{COPY[:-3]}{number}" for number in (330, 334)]})


def notice_lost(facts: Facts) -> None:
    facts["notices"].pop()


def gone_taken_for_withdrawn(facts: Facts) -> None:
    facts["notices"] = [(url, "withdrawn" if kind == "gone" else kind) for url, kind in facts["notices"]]


def second_road_unsaid(facts: Facts) -> None:
    facts["reasons"]["kaikyo_shinpo_ja"] = "answers 404"


def claim_of_a_report_taken_back(facts: Facts) -> None:
    train = "http://yalupost.example/2019/12/night-train-to-dandong/"
    found = claim_with(facts, UPDATED, "Some 300")
    facts["claims"].append(found | {"url": train, "ordinal": 1, "quote": "Some 3,000 North Korean workers arrived"})


def rejected_page(facts: Facts) -> None:
    facts["rejects"].append({"source": "yalu_post_en", "url": ICE, "stage": "clean", "reason": "no text"})


def torn_story(facts: Facts) -> None:
    facts["stories"][0]["urls"].remove(SEED)


def swallowed_story(facts: Facts) -> None:
    facts["stories"][0]["urls"].append(ICE)


def lost_edge(facts: Facts) -> None:
    facts["edges"].pop()


def edge_turned_round(facts: Facts) -> None:
    edge = facts["edges"][0]
    edge["url"], edge["copied_from"] = edge["copied_from"], edge["url"]


def unseen_change(facts: Facts) -> None:
    facts["changes"].clear()


def another_figure(facts: Facts) -> None:
    facts["changes"][0]["figures"] = ["500 -> 30"]


def old_claim_still_open(facts: Facts) -> None:
    facts["claims"].append(claim_with(facts, UPDATED, "Some 300") | {"ordinal": 1, "value_min": 500, "value_max": 500})


def lost_claim(facts: Facts) -> None:
    facts["claims"].remove(claim_with(facts, SEED, "CNY 1,500 to 2,000"))


def number_of_the_correction_note(facts: Facts) -> None:
    quote = "an earlier version of this report said that 500 had left"
    facts["claims"].append(
        claim_with(facts, UPDATED, "Some 300") | {"value_min": 500, "value_max": 500, "quote": quote}
    )


def number_of_the_weather(facts: Facts) -> None:
    found = claim_with(facts, UPDATED, "Some 300")
    facts["claims"].append(
        found | {"url": ICE, "ordinal": 1, "value_min": 400, "value_max": 400, "quote": "400 tourists"}
    )


def number_of_related_headlines(facts: Facts) -> None:
    facts["claims"].append(claim_with(facts, SEED, "CNY 800") | {"quote": "10,000 workers counted on stadium sites"})


def claim_twice(facts: Facts) -> None:
    facts["claims"].append(dict(claim_with(facts, SEED, "about half of it")))


def vague_made_exact(facts: Facts) -> None:
    claim_with(facts, SEED, "has sent even more workers").update(value_min=1000, value_max=9999)


def bound_made_point(facts: Facts) -> None:
    claim_with(facts, SEED, "CNY 1,500 to 2,000").update(value_max=1500)


def negation_lost(facts: Facts) -> None:
    claim_with(facts, SEED, "Not many are sent").update(polarity="affirmed")


def place_lost(facts: Facts) -> None:
    claim_with(facts, SEED, "have all been sent back")["places"].remove("MN")


def place_invented(facts: Facts) -> None:
    claim_with(facts, SEED, "have all been sent back")["places"].append("PL")


def currency_lost(facts: Facts) -> None:
    claim_with(facts, SEED, "CNY 800").update(currency=None)


def deadline_moved(facts: Facts) -> None:
    claim_with(facts, SEED, "by Dec. 22, 2019").update(event_start="2020-12-22")


def quote_elsewhere(facts: Facts) -> None:
    claim_with(facts, SEED, "CNY 800").update(quote="One year in China")


WAYS_TO_FAIL: list[tuple[Callable[[Facts], None], str]] = [
    (wrong_verdict, "bukbang_news_ko: verdict expected empty_listing, came ok"),
    (silent_source, "duman_ilbo_ko: verdict expected ok, came none"),
    (lost_version, "first-ice-closes-the-ferry/ version 1: is missing"),
    (version_twice, "version 7: nobody expects it"),
    (day_of_collection, "published_day expected '2019-12-02', came '2019-12-06'"),
    (rejected_page, "rejected in clean: no text"),
    (torn_story, "story: not together"),
    (swallowed_story, "story: wrongly together"),
    (lost_edge, "is missing"),
    (edge_turned_round, "copied from: nobody expects"),
    (unseen_change, "change: http://yalupost.example/2019/11/seafood-plants-move-workers-inland/ <- 1 <- 2"),
    (another_figure, "figure: http://yalupost.example/2019/11/seafood-plants-move-workers-inland/ <- 2 <- 500 -> 300"),
    (old_claim_still_open, "stands on a version that is not the latest"),
    (lost_claim, "wage/gross 1500..2000 affirmed 'earns CNY 1,500 to 2,000 a month': is missing"),
    (number_of_the_correction_note, "nobody expects this number"),
    (number_of_the_weather, "nobody expects this number"),
    (number_of_related_headlines, "the quote does not stand in the report's text"),
    (claim_twice, "stands there more than once"),
    (vague_made_exact, "nobody expects this number"),
    (bound_made_point, "wage/gross 1500..2000 affirmed 'earns CNY 1,500 to 2,000 a month': is missing"),
    (negation_lost, "'Not many are sent to Liaoning Province at the moment': is missing"),
    (place_lost, "have all been sent back': is missing"),
    (place_invented, "have all been sent back': is missing"),
    (currency_lost, "currency expected CNY, came None"),
    (deadline_moved, "event_start expected 2019-12-22, came 2020-12-22"),
    (quote_elsewhere, "wage/state_revenue_per_worker 800..800 affirmed"),
    (document_lost, "paper-13.pdf: not rejected as document"),
    (notice_lost, f"notice: {UPDATED} <- corrected is missing"),
]
LATER_WAYS_TO_FAIL = [
    (3, hold_forgotten, f"held: {COPY} is missing"),
    (3, hold_without_drift, f"held: nobody expects {SEED}"),
    (3, held_version_closes_claims, f"{COPY}: wage/gross 1500..2000 affirmed"),
    (3, claim_of_a_held_version, "stands on a version that is not the latest, or is held"),
    (3, menus_in_one_story, "story: wrongly together"),
    (3, gone_taken_for_withdrawn, "siem-reap-restaurants-81203 <- gone is missing"),
    (3, second_road_unsaid, "kaikyo_shinpo_ja: the reason does not say 'second road brought': answers 404"),
    (4, claim_of_a_report_taken_back, "stands on a version that is not the latest"),
]


@pytest.mark.parametrize(("break_it", "message"), WAYS_TO_FAIL, ids=lambda value: getattr(value, "__name__", ""))
def test_a_night_that_came_out_otherwise_is_a_failure(break_it: Callable[[Facts], None], message: str) -> None:
    facts = deepcopy(facts_as_written(2))
    break_it(facts)

    judgement = judge(2, facts)

    assert any(message in failure for failure in judgement.failures), judgement.failures
    assert judgement.met <= judge(2, facts_as_written(2)).met


@pytest.mark.parametrize(
    ("night", "break_it", "message"), LATER_WAYS_TO_FAIL, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_later_night_that_came_out_otherwise_is_a_failure(
    night: int, break_it: Callable[[Facts], None], message: str
) -> None:
    facts = deepcopy(facts_as_written(night))
    break_it(facts)

    assert any(message in failure for failure in judge(night, facts).failures), judge(night, facts).failures


def test_a_change_that_leads_to_a_held_version_may_be_told_or_not() -> None:
    facts = facts_as_written(3)
    facts["changes"].append({"url": COPY, "old_ordinal": 1, "new_ordinal": 2, "kind": "text", "figures": []})

    assert () == judge(3, facts).failures


def test_places_of_one_sentence_without_a_number_may_be_spread_over_claims() -> None:
    facts = facts_as_written(1)
    found = claim_with(facts, SEED, "in Hunchun and Tumen")
    hunchun, tumen = found["places"]
    found["places"] = [hunchun]
    facts["claims"].append(found | {"places": [tumen]})

    assert () == judge(1, facts).failures


def test_a_chain_may_leave_out_the_step_between_city_and_country() -> None:
    facts = facts_as_written(1)
    for claim in facts["claims"]:
        claim["places"] = [
            place.replace("Vladivostok, Primorsky Krai, RU", "Vladivostok, RU") for place in claim["places"]
        ]

    assert () == judge(1, facts).failures


def test_at_least_and_more_than_are_compared_alike() -> None:
    facts = facts_as_written(1)
    claim_with(facts, "http://bukbangnews.example/archives/5121", "2천 명 넘게").update(precision="at_least")

    assert () == judge(1, facts).failures


def test_the_wider_place_may_stand_beside_the_finer_one() -> None:
    facts = facts_as_written(1)
    claim_with(facts, UPDATED, "Some 500")["places"].append("Liaoning, CN")

    assert () == judge(1, facts).failures


def test_a_misspelt_key_of_an_expectation_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown polarty; known are"):
        read_claim({"is": "wage/gross", "quote": "earns CNY 1,500 to 2,000 a month", "polarty": "negated"})


def test_a_night_that_nobody_wrote_cannot_be_judged() -> None:
    with pytest.raises(FileNotFoundError, match=r"night\d+\.toml"):
        judge(99, {})
