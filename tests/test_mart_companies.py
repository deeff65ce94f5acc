"""Companies under all their names: one row a company, and everything about one name with how it was matched."""

from datetime import date
from typing import Any

import pytest

from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, Night, Warehouse, claim, payload
from transforms import vocab
from transforms.entities import entities, folded
from transforms.han import simplified
from warehouse import store
from warehouse.connect import Connection, one, rows
from warehouse.letters import VIEWS, written_anew

DOSSIER = [
    "matched_name", "match_kind", "match_score", "event_date", "type", "subtype", "polarity", "quote", "report_title",
    "outlet", "url", "published", "page_sha256",
]  # fmt: skip
NO_NUMBER: dict[str, Any] = {"value_min": None, "value_max": None, "precision": None, "unit": None}
EMPLOYER: dict[str, Any] = {"type": "company", "subtype": "employer", **NO_NUMBER}
DESIGNATED: dict[str, Any] = {
    "type": "enforcement", "subtype": "us_designation", "attribution": "the Treasury", "attribution_kind": "state",
    "places": [], "event_start": "2019-11-20", "event_end": "2019-11-20", **NO_NUMBER,
}  # fmt: skip


@pytest.fixture
def night(warehouse: Warehouse) -> Night:
    """A night with two sources and the curated lists; nothing told yet."""
    night = Night(warehouse(), NIGHT_1)
    for key in ("yalu_post_en", "wire_en"):
        night.source(key)
        night.verdict(key)
    store.save_entities(night.connection, night.run_no, NIGHT_1, entities())
    return night


def told(night: Night, path: str, quote: str, **changes: Any) -> str:
    """A report on its own page with one claim on `quote`; the report's id."""
    return night.report(f"{quote}. Told on {path}.", (quote, changes), path=path)


def companies(analyst: Connection) -> list[dict[str, Any]]:
    return rows(analyst, "select * from mart.companies")


def only_company(analyst: Connection) -> dict[str, Any]:
    (company,) = companies(analyst)
    return company


def dossier(analyst: Connection, name: str) -> list[dict[str, Any]]:
    return rows(analyst, "select * from mart.company_dossier(%s)", [name])


def test_one_firm_under_three_spellings_in_two_scripts_is_one_entity(night: Night, analyst: Connection) -> None:
    for number, name in enumerate(["Donglin Foods", "DONGLIN FOODS Co., Ltd.", "동린식품"]):
        told(night, f"/{number}", f"Crews are at {name}", **{**EMPLOYER, "company": name})
    night.publish()

    company = only_company(analyst)

    assert ["DONGLIN FOODS Co., Ltd.", "Donglin Foods", "동린식품"] == company["aliases"]
    assert (3, 3, ["employer"]) == tuple(company[name] for name in ("origins", "reports", "roles"))


def test_spellings_of_the_curated_list_are_one_entity_with_its_document(night: Night, analyst: Connection) -> None:
    linked = {**EMPLOYER, "details": {"entity": "yanbian_silverstar"}}
    names = ["China Silver Star", "Yanbian Silverstar", "延边银星网络科技有限公司"]
    for number, name in enumerate(names):
        told(night, f"/{number}", f"Crews are at {name}", **{**linked, "company": name})
    night.publish()

    company = only_company(analyst)

    assert (names, "CN", "yanbian_silverstar", True) == tuple(
        company[name] for name in ("aliases", "country", "entity", "is_checked")
    )


@pytest.mark.parametrize(
    ("one_name", "other_name"),
    [("Rixin Foods Ltd.", "Rixin Foodstuffs Ltd."), ("日新食品", "日鑫食品"), ("Donglin Foods", "Donglin Trading")],
)
def test_alike_names_of_one_script_stay_apart(
    night: Night, analyst: Connection, one_name: str, other_name: str
) -> None:
    told(night, "/1", f"Crews are at {one_name}", **{**EMPLOYER, "company": one_name})
    told(night, "/2", f"Crews are at {other_name}", **{**EMPLOYER, "company": other_name})
    night.publish()

    assert 2 == len(companies(analyst))


def test_a_name_in_another_script_that_two_firms_could_mean_is_merged_with_neither(
    night: Night, analyst: Connection
) -> None:
    for number, name in enumerate(["日新食品", "日鑫食品", "Rixin Foods"]):
        told(night, f"/{number}", f"Crews are at {name}", **{**EMPLOYER, "company": name})
    night.publish()

    assert 3 == len(companies(analyst))


def test_a_firms_denial_stands_beside_and_is_not_subtracted(night: Night, analyst: Connection) -> None:
    told(night, "/1", "Crews are at Haengbok Mill", **{**EMPLOYER, "company": "Haengbok Mill"})
    told(night, "/2", "Haengbok Mill denies it", **{**EMPLOYER, "company": "Haengbok Mill", "polarity": "denied"})
    told(night, "/3", "The Treasury listed Haengbok Mill", **{**DESIGNATED, "company": "Haengbok Mill"})
    night.publish()

    company = only_company(analyst)

    assert (3, 2, 1, 1) == tuple(
        company[name] for name in ("origins", "affirmed_origins", "denials", "official_actions")
    )
    assert ["us designation 2019-11-20"] == company["sanctioned_in"]


def test_copies_of_one_witness_are_one_origin_of_a_name(night: Night, analyst: Connection) -> None:
    named = {**EMPLOYER, "company": "Haengbok Mill"}
    reports = [told(night, f"/{number}", "Crews are at Haengbok Mill", **named) for number in range(4)]
    night.stories(dict.fromkeys(reports, reports[0]), dict.fromkeys(reports[1:], reports[0]))
    night.publish()

    assert (1, 4) == tuple(only_company(analyst)[name] for name in ("origins", "reports"))


# --- one name


def test_a_dossier_begins_with_the_columns_that_were_promised(night: Night, analyst: Connection) -> None:
    night.publish()

    (nothing,) = dossier(analyst, "")

    assert DOSSIER == list(nothing)[: len(DOSSIER)]


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("Donglin Foods", {"Donglin Foods": "exact", "동린식품": "transliteration"}),
        ("donglin foods co., ltd", {"Donglin Foods": "exact", "동린식품": "transliteration"}),
        ("东林食品有限公司", {"Donglin Foods": "transliteration", "동린식품": "transliteration"}),
        ("Tongrin Food", {"Donglin Foods": "transliteration", "동린식품": "transliteration"}),
        ("Donglim Foods", {"Donglin Foods": "fuzzy", "동린식품": "fuzzy"}),
    ],
)
def test_a_dossier_says_how_a_name_was_matched(
    night: Night, analyst: Connection, asked: str, kinds: dict[str, str]
) -> None:
    for number, name in enumerate(["Donglin Foods", "동린식품", "Haengbok Mill"]):
        told(night, f"/{number}", f"Crews are at {name}", **{**EMPLOYER, "company": name})
    night.publish()

    assert kinds == {row["matched_name"]: row["match_kind"] for row in dossier(analyst, asked)}


def test_another_name_of_a_listed_firm_is_an_alias(night: Night, analyst: Connection) -> None:
    linked = {**EMPLOYER, "company": "China Silver Star", "details": {"entity": "yanbian_silverstar"}}
    told(night, "/1", "Crews are at China Silver Star", **linked)
    night.publish()

    (row,) = dossier(analyst, "延邊銀星網絡科技有限公司")

    assert ("China Silver Star", "alias", 1) == tuple(
        row[name] for name in ("matched_name", "match_kind", "match_score")
    )


def test_a_dossier_is_newest_first_with_hints_last_and_leads_to_the_page(night: Night, analyst: Connection) -> None:
    for path, name, day in [
        ("/1", "Haengbok Mill", "2019-11-02"),
        ("/2", "Haengbok Mills", "2019-12-01"),
        ("/3", "Haengbok Mill", "2019-11-30"),
    ]:
        text = f"Crews are at {name}. {path}"
        night.fetched(path, payload(text))
        saved = night.read(text, path, date=day)
        night.claims(saved, claim(text, name, **{**EMPLOYER, "company": name}))
    night.publish()

    rows_found = dossier(analyst, "Haengbok Mill")

    assert [("exact", date(2019, 11, 30)), ("exact", date(2019, 11, 2)), ("fuzzy", date(2019, 12, 1))] == [
        (row["match_kind"], row["published"]) for row in rows_found
    ]
    assert all(64 == len(row["page_sha256"]) for row in rows_found)


def test_nothing_found_names_the_nearest_and_what_was_compared(night: Night, analyst: Connection) -> None:
    told(night, "/1", "Crews are at Haengbok Mill", **{**EMPLOYER, "company": "Haengbok Mill"})
    night.publish()

    nearest = dossier(analyst, "Haengun Shoes")

    assert "Haengbok Mill" == nearest[0]["matched_name"]
    assert {"none"} == {row["match_kind"] for row in nearest}
    assert all(row["claim_id"] is None for row in nearest)
    assert nearest[0]["note"].startswith("nothing found; compared with ")
    assert nearest[0]["note"].endswith("of 2 sources, as known on 2019-12-03")


def test_a_listed_name_that_no_claim_names_is_said_to_be_listed(night: Night, analyst: Connection) -> None:
    night.publish()

    first, *_ = dossier(analyst, "Korea Namgang Trading Corp.")

    assert first["claim_id"] is None
    assert first["note"].startswith("on the curated list, US Treasury, 14 January 2020")


def test_a_name_of_a_later_night_is_not_known_before(night: Night, analyst: Connection) -> None:
    night.publish()
    later = Night(night.connection, NIGHT_2)
    told(later, "/2", "Crews are at Haengbok Mill", **{**EMPLOYER, "company": "Haengbok Mill"})
    later.publish()

    rows(analyst, "select mart.as_of(%s)", [NIGHT_1])

    assert "Haengbok Mill" not in {row["matched_name"] for row in dossier(analyst, "Haengbok Mill")}


@pytest.mark.parametrize("asked", ["'; drop table core.claim; --", "%", "\\", "{}", "\x01", "a" * 10_000])
def test_a_name_is_data(night: Night, analyst: Connection, asked: str) -> None:
    told(night, "/1", "Crews are at Haengbok Mill", **{**EMPLOYER, "company": "Haengbok Mill"})
    night.publish()

    assert {"none"} == {row["match_kind"] for row in dossier(analyst, asked)}


def test_names_are_folded_as_the_reader_folds_them(analyst: Connection) -> None:
    names = [name for entity in entities() for name in (entity.name, *entity.names)]
    names += ["株式会社 ヒガシ縫製", "ООО «Мокран»", "ＡＢＣ Co., Ltd.", "A & B Corporation", "Ltd.", "주식회사 행복"]

    by_sql = rows(analyst, "select mart.folded_name(name) as name from unnest(%s) as name", [names])

    assert [folded(name) for name in names] == [row["name"] for row in by_sql]


@pytest.mark.parametrize("name", ["simplified", "traditional"])
def test_the_characters_of_search_are_those_of_the_readers_list(name: str) -> None:
    written = (VIEWS / f"{name}.sql").read_text(encoding="utf-8")

    assert written == written_anew(name), "out of date: python -m warehouse.letters"


def test_traditional_characters_are_folded_as_the_reader_folds_them(analyst: Connection) -> None:
    every = "".join(row["traditional"] for row in vocab.rows("traditional"))

    assert {"same": simplified(every)} == one(analyst, "select mart.simplified(%s) as same", [every])


@pytest.mark.parametrize(
    "spellings",
    [
        ("Namgang", "Namkang", "Намган", "남강"),
        ("Mokran", "Мокран"),
        ("Dandong Foods", "丹东食品", "丹東食品", "단동식품"),
    ],
    ids=lambda names: names[0],
)
def test_spellings_of_one_name_sound_alike(analyst: Connection, spellings: tuple[str, ...]) -> None:
    asked = "select mart.sound_of(mart.romanised(name)) as sound from unnest(%s) as name"

    assert 1 == len({row["sound"] for row in rows(analyst, asked, [list(spellings)])})
