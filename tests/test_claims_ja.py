"""Reports in Japanese, as its press writes them, and what is read in them."""

from typing import Any

import pytest

from transforms.claims import read

DANDONG, HELONG, HUNCHUN = "Dandong, Liaoning, CN", "Helong, Yanbian, Jilin, CN", "Hunchun, Yanbian, Jilin, CN"


def claims(text: str) -> list[dict[str, Any]]:
    return read({"title": "海外で働く北朝鮮労働者", "text": text, "published": "2024-05-15", "lang": "ja"})


def said(text: str) -> set[tuple[Any, ...]]:
    return {(one["type"], one["subtype"], one["value_min"], one["value_max"], one["polarity"]) for one in claims(text)}


@pytest.mark.parametrize(
    ("text", "kind", "subtype", "low", "high", "polarity"),
    [
        # the verb stands last, or before the people as their attribute
        ("丹東の水産加工場で、北朝鮮労働者約80人が働いている。", "headcount", "present", 80, 80, "affirmed"),
        ("琿春で働く北朝鮮労働者は約3000人とされる。", "headcount", "present", 3000, 3000, "affirmed"),
        ("アンゴラの記念碑建設には300人余りの労働者が動員された。", "headcount", "present", 300, 300, "affirmed"),
        ("同社は北朝鮮労働者計130人を雇っていた。", "headcount", "hired", 130, 130, "affirmed"),
        ("800人いた北朝鮮人は、今は150人ほどしか残っていない。", "headcount", "before", 800, 800, "affirmed"),
        ("800人いた北朝鮮人は、今は150人ほどしか残っていない。", "headcount", "present", 150, 150, "affirmed"),
        ("ロシアに派遣された北朝鮮労働者は1万5000人に上る。", "movement", "dispatch", 15000, 15000, "affirmed"),
        ("昨年ロシアに入国した北朝鮮人は7887人だった。", "movement", "intake", 7887, 7887, "affirmed"),
        ("3000人の労働者が帰国できずにいる。", "movement", "repatriation", 3000, 3000, "negated"),
        ("今残っている労働者は130人だが、まもなく帰国させられるだろう。", "headcount", "present", 130, 130, "affirmed"),
        # several counts share one verb
        ("カタールが2471人、クウェートが904人の労働者を帰した。", "movement", "repatriation", 2471, 2471, "affirmed"),
        # what is to come, ordered, asked for
        ("ロシア側は労働者5000人を受け入れる計画だ。", "headcount", "planned_dispatch", 5000, 5000, "reported_future"),
        (
            "当局は労働者1500人に帰国を命じた。",
            "movement",
            "repatriation_order",
            1500,
            1500,
            "reported_future",
        ),
        (
            "米国は中国に労働者3万人を送還するよう求めた。",
            "movement",
            "repatriation_demand",
            30000,
            30000,
            "reported_future",
        ),
        # money
        ("月4000元の給料のうち3000元は会社が吸い上げる。", "wage", "deduction", 3000, 3000, "affirmed"),
        ("手取りは月100ドル、残り900ドルは国に渡る。", "wage", "received_by_worker", 100, 100, "affirmed"),
        ("工場側は1人につき月2800元を北朝鮮の会社に支払う。", "wage", "paid_by_host_firm", 2800, 2800, "affirmed"),
        ("未払いの賃金は1人平均8万元に上る。", "wage", "arrears", 80000, 80000, "affirmed"),
        ("労働者の派遣で年間5億ドルの外貨を稼ぐ。", "revenue", "state_revenue", 5e8, 5e8, "affirmed"),
        ("IT労働者のノルマは月6000ドルだ。", "levy", "quota", 6000, 6000, "affirmed"),
        # events
        ("工事現場で労働者3人が死亡、5人が重傷を負った。", "incident", "injury", 5, 5, "affirmed"),
        ("労働者200人が作業を拒んだ。", "incident", "strike", 200, 200, "affirmed"),
        ("司法省は北朝鮮のIT労働者14人を起訴した。", "enforcement", "indictment", 14, 14, "affirmed"),
        ("会社に30万ルーブルの罰金が科された。", "enforcement", "fine_on_employer", 3e5, 3e5, "affirmed"),
    ],
)
def test_a_sentence_of_the_press(
    text: str, kind: str, subtype: str, low: float, high: float, polarity: str
) -> None:
    assert (kind, subtype, low, high, polarity) in said(text)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("北朝鮮の労働者が暴動を起こしたとのうわさが広がった。", "unverified"),
        ("北朝鮮の労働者が暴動を起こしたとの報道を、外務省は否定した。", "denied"),
        ("北朝鮮の労働者が暴動を起こしたという。", "affirmed"),
        ("北朝鮮の労働者が暴動を起こしたと関係者は話す。中国側は確認していない。", "unverified"),
    ],
)
def test_hearsay_is_told_from_doubt_and_denial(text: str, polarity: str) -> None:
    assert {polarity} == {one["polarity"] for one in claims(text) if one["type"] == "incident"}


def test_each_named_target_of_sanctions_is_a_claim() -> None:
    found = claims("米財務省は北朝鮮の鉄山綜合貿易会社とロシアの「モクラン」を制裁対象に加えた。")
    targets = [one["quote"] for one in found if one["subtype"] == "us_designation"]

    assert ["鉄山綜合貿易会社", "「モクラン」"] == targets


def test_a_place_is_carried_over_paragraphs_and_marked() -> None:
    found = claims("吉林省和竜市の工場で北朝鮮労働者が働く。\n賃金は月2500元だ。")
    (wage,) = [one for one in found if one["type"] == "wage"]

    assert ([HELONG], ["place_from_context"]) == (wage["places"], wage["flags"])


def test_a_government_stands_for_its_country_only_where_no_place_is_named() -> None:
    (home,) = claims("カタール政府は労働者900人を送還した。")
    (came,) = claims("中国政府によると、琿春に労働者300人が到着した。")

    assert (["QA"], [HUNCHUN]) == (home["places"], came["places"])


def test_where_they_left_from_is_the_place_of_those_who_went_home() -> None:
    (home,) = claims("丹東から新義州へ向かうバスに労働者約300人が乗った。")

    assert ("repatriation", [DANDONG]) == (home["subtype"], home["places"])


def test_what_is_taken_from_monthly_pay_is_taken_monthly() -> None:
    found = claims("労働者の月給は1400ドルだが、その場で1100ドルを回収される。")

    assert [("gross", "month"), ("deduction", "month")] == [(one["subtype"], one["period"]) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "兵士1万1000人がクルスク州に派遣された。",
        "国務省は情報提供に500万ドルの報奨金を出す。",
        "管理者10人が工場を視察した。",
        "法定最低賃金は1220元だ。",
        "4人に1人が病気だ。",
        "工場は国道201号沿いにある。",
    ],
)
def test_what_is_not_of_the_workers_is_not_read(text: str) -> None:
    assert [] == claims(text)
