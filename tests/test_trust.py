"""Which readings are firm, and that what a claim says of itself is what was measured of its kind."""

import pytest

from transforms.claims import read
from transforms.claims.trust import CONFIDENCE, kind_of_trust


def claims(text: str) -> list[dict[str, object]]:
    return read({"title": "North Korean workers in China", "text": text, "published": "2024-05-01", "lang": "en"})


@pytest.mark.parametrize(
    ("text", "is_firm"),
    [
        ("About 300 North Korean workers work in Hunchun.", True),
        ("In Hunchun there are 40 North Korean workers.", True),
        ("North Korean workers are housed in Hunchun. About 40 work at the plant there.", True),
        ("It could not be verified that 300 North Korean workers are in Hunchun.", False),
        ("China denied that 300 North Korean workers are in Hunchun.", True),
    ],
    ids=["named", "few, named", "few, unnamed", "doubted", "denied"],
)
def test_a_count_is_firm_where_it_is_likely_one_of_workers_and_nobody_doubts_it(text: str, is_firm: bool) -> None:
    counts = [claim for claim in claims(text) if claim["type"] == "headcount" and claim["value_min"]]

    assert [is_firm] == [claim["firm"] for claim in counts]


def test_every_claim_says_how_often_its_kind_was_right() -> None:
    text = (
        "About 300 North Korean workers work in Hunchun. They are paid 2,500 yuan a month. Two North Korean workers "
        "died in a fire at the plant. China must send North Korean workers home under resolution 2397. North Korean "
        "workers are also in Dandong. It could not be verified that 900 North Korean workers are in Tumen."
    )
    found = claims(text)

    assert all(claim["confidence"] == CONFIDENCE[kind_of_trust(claim)] for claim in found)
    assert {"firm count", "firm sum", "event", "law or visa", "flow or place", "doubted count or sum"} <= {
        kind_of_trust(claim) for claim in found
    }


def test_firm_counts_and_sums_are_trusted_more_than_others() -> None:
    firm = [share for kind, share in CONFIDENCE.items() if kind.startswith("firm")]

    assert min(firm) > max(CONFIDENCE["count"], CONFIDENCE["sum"], CONFIDENCE["doubted count or sum"])
