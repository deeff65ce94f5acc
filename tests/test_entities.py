"""A name links to the curated list by the whole name, in any script, and to nothing where others bear it as well."""

import pytest

from tests.warehouse_fixtures import NIGHT_1, Night, Warehouse
from transforms import vocab
from transforms.claims import read
from transforms.entities import entities, folded, linked
from warehouse import store
from warehouse.connect import rows


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("Korea Namgang Trading Corp.", "", "namgang_trading"),
        ("NAMGANG TRADING CORPORATION", "", "namgang_trading"),
        ("The Namgang Trading Corporation", "", "namgang_trading"),
        ("Benjing Sukbaso", "", "beijing_sukbakso"),
        ("延边银星网络科技有限公司", "", "yanbian_silverstar"),
        ("Ｒｉｘｉｎ Foods Co., Ltd.", "", "rixin_foods"),
        ("ООО «Мокран»", "Стройка в России", "mokran"),
        ("Crist SA", "a welder died at the shipyard", "crist"),
    ],
)
def test_a_name_is_linked_in_its_variants(name: str, text: str, key: str) -> None:
    entity = linked(name, text)

    assert entity is not None
    assert key == entity.key


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Crist", "a bakery called Crist"),
        ("Namgang", "workers of the firm"),
        ("Namgang Construction", "workers of the firm"),
        ("Sunrise Garment", "a mill"),
        ("Pyongyang Restaurant", "a place to eat"),
    ],
)
def test_a_common_name_alone_is_not_linked(name: str, text: str) -> None:
    assert linked(name, text) is None


@pytest.mark.parametrize("name", ["株式会社ヒガシ縫製", "ヒガシ縫製株式会社", "株式会社 ヒガシ縫製"])
def test_the_word_for_a_company_may_stand_at_either_end(name: str) -> None:
    assert "ヒガシ縫製" == folded(name)


def test_alike_names_of_two_firms_stay_apart() -> None:
    foods, foodstuffs = linked("Rixin Foods Ltd.", ""), linked("Rixin Foodstuffs Ltd.", "")

    assert foods is not None and foodstuffs is not None
    assert foods.key != foodstuffs.key


def test_every_entry_names_its_document_and_no_name_stands_twice() -> None:
    assert all(entity.source and folded(entity.name) for entity in entities())
    assert {row["checked"] for row in vocab.rows("entities")} == {"yes", "unchecked"}


def test_a_claim_says_which_entity_its_company_is() -> None:
    text = "The US Treasury sanctioned Korea Namgang Trading Corporation for exporting North Korean workers to Russia."
    report = {"title": "North Korean workers abroad", "text": text, "published": "2020-01-15", "lang": "en"}
    named = {claim["details"].get("entity") for claim in read(report) if claim["company"]}

    assert {"namgang_trading"} == named


def test_the_warehouse_knows_who_was_named_by_how_many_witnesses(warehouse: Warehouse) -> None:
    night = Night(warehouse(), NIGHT_1)
    night.source()
    night.verdict()
    store.save_entities(night.connection, night.run_no, NIGHT_1, entities())
    named = {"type": "company", "subtype": "employer", "company": "Crist SA", "details": {"entity": "crist"}}
    other = {"type": "company", "subtype": "employer", "company": "Haengbok Mill", "details": {}}
    night.report("Crist SA hired them. Haengbok Mill too.", ("Crist SA", named), ("Haengbok Mill", other))
    night.publish()
    found = {row["entity"]: row for row in rows(night.connection, "select * from mart.companies")}

    assert {"crist", "as written: haengbok mill"} == set(found)
    assert ("Crist S.A.", "PL", True, 1) == tuple(
        found["crist"][name] for name in ("name", "country", "is_checked", "origins")
    )
    assert found["as written: haengbok mill"]["is_checked"] is None


def test_a_long_corporate_name_is_read_whole() -> None:
    text = (
        "CBP holds goods of Jingde Trading Ltd., Rixin Foods Ltd. and Zhejiang Sunrise Garment Group Co. Ltd. "
        "made with North Korean labour."
    )
    claims = read({"title": "Labour", "text": text, "published": "2022-12-06", "lang": "en"})
    named = {claim["company"]: claim["details"].get("entity") for claim in claims if claim["company"]}

    assert "zhejiang_sunrise" == named["Zhejiang Sunrise Garment Group Co. Ltd"]
    assert not {"Co", "Group Co", "Ltd"} & set(named)
