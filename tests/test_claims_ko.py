"""Whole reports in Korean, our own: what is read, of whom, where, and how it is said in one line."""

from typing import Any

from transforms.claims import read

REPORT = {
    "title": "둥강 조개공장에 북 여성 새로 도착",
    "published": "2023-09-19",
    "lang": "ko",
    "text": (
        "중국 랴오닝성 둥강시의 조개 공장에 북한 여성 180여 명이 지난 6일 새로 들어왔다고 현지 무역업자가 전했다.\n"
        "공장이 치르는 돈은 한 사람 앞에 월 2600위안이지만 숙식비 명목으로 1700위안을 떼고 본인 장부에는 900위안이 "
        "적힌다.\n"
        "하루 13시간씩 일하고 외출은 금지돼 있다. 여권은 보위지도원이 걷어 보관한다.\n"
        "이들은 30일짜리 방문 비자로 들어와 달마다 단둥 세관을 나갔다 다시 들어온다.\n"
        "유엔 결의 2397호는 2019년 12월 22일까지 북한 노동자를 돌려보내도록 했다.\n"
        "지난달에는 기숙사에서 여공 한 명이 숨졌다. 중국 외교부는 관련 보도를 부인했다.\n"
        "북한은 내년 봄까지 300명을 더 보낼 계획이다."
    ),
}


def by_subtype(claims: list[dict[str, Any]]) -> dict[str | None, dict[str, Any]]:
    return {claim["subtype"]: claim for claim in claims}


def test_a_korean_report_is_read_with_its_people_money_visas_law_and_events() -> None:
    read_once = by_subtype(read(REPORT))

    assert {
        "intake", "paid_by_host_firm", "deduction", "received_by_worker", "hours", "confinement", "passports_taken",
        "visitor_permit", "monthly_renewal_loophole", "deadline", "death", "planned_dispatch",
    } <= set(read_once)  # fmt: skip


def test_amounts_of_one_wage_are_each_read_once_and_by_the_month() -> None:
    sums = [
        (claim["subtype"], claim["value_min"], claim["currency"], claim["period"])
        for claim in read(REPORT)
        if claim["type"] == "wage"
    ]

    assert [
        ("paid_by_host_firm", 2600, "CNY", "month"),
        ("deduction", 1700, "CNY", "month"),
        ("received_by_worker", 900, "CNY", "month"),
    ] == sums


def test_the_people_stand_in_the_town_of_the_report() -> None:
    came = by_subtype(read(REPORT))["intake"]

    assert ["Donggang, Dandong, Liaoning, CN"] == came["places"]
    assert (180, 180, "approx", "2023-09-06") == tuple(
        came[field] for field in ("value_min", "value_max", "precision", "event_start")
    )


def test_what_is_to_come_is_a_plan_in_every_language_of_the_line() -> None:
    plan = by_subtype(read(REPORT))["planned_dispatch"]

    assert ("reported_future", 300) == (plan["polarity"], plan["value_min"])
    assert plan["sentence"].startswith("300 workers planned for")


def test_quotes_are_exact() -> None:
    assert all(REPORT["text"][claim["start"] : claim["end"]] == claim["quote"] for claim in read(REPORT))


NEAR_MISSES = {
    "defectors": "지난해 국내에 들어온 탈북민은 196명으로 이 가운데 여성이 164명이다.",
    "troops": "북한군 1만2천 명이 러시아 쿠르스크 전선에 투입됐다고 국정원이 밝혔다.",
    "tourists": "중국인 관광객 400명이 북한 나선을 둘러보고 훈춘으로 돌아왔다.",
    "athletes": "북한 선수단 185명이 항저우에서 평양으로 돌아갔다.",
    "at home": "평양시 노동자 2만 명이 농촌 동원에 나섰다.",
    "other migrants": "우즈베키스탄 노동자 500명이 블라디보스토크에 도착했다.",
}


def test_other_people_are_no_workers_abroad() -> None:
    for name, text in NEAR_MISSES.items():
        assert not read({"title": "", "text": text, "published": "2024-03-08", "lang": "ko"}), name


def claims_of(title: str, text: str) -> dict[str | None, dict[str, Any]]:
    return by_subtype(read({"title": title, "text": text, "published": "2024-03-08", "lang": "ko"}))


def test_the_town_of_the_headline_places_what_names_no_place() -> None:
    text = "지린성과 랴오닝성에서 북한 노동자 수요가 늘고 있다.\n한 공장주는 월급으로 2800위안을 준다고 했다."

    assert ["Hunchun, Yanbian, Jilin, CN"] == claims_of("훈춘 북한 노동자 월급 올라", text)["gross"]["places"]


def test_a_short_sentence_behind_says_where_the_one_before_it_plays() -> None:
    text = "지붕에서 일하던 북한 노동자 둘이 병원으로 실려 갔다. 쿠웨이트에서 벌어진 일이다."

    assert ["KW"] == claims_of("해외 북한 노동자", text)["injury"]["places"]


def test_what_nobody_could_confirm_is_not_turned_into_a_denial() -> None:
    text = (
        "훈춘에서 북한 노동자 14명이 북한으로 끌려갔다는 말이 돌고 있으나 확인되지 않았다.\n"
        "영사관은 그런 일은 없었다고 했다."
    )

    assert "unverified" == claims_of("훈춘 북한 노동자", text)["repatriation"]["polarity"]


def test_people_told_of_again_are_counted_once() -> None:
    text = "캄보디아 경찰은 북한인 4명을 연행했다. 4명은 식당 종업원이었다."

    assert "present" not in claims_of("캄보디아 북한 노동자", text)
