"""A report is relevant where North Korea, work and a sign of "abroad" stand together; in five languages."""

import csv
import json
from pathlib import Path

import pytest

from tests.labelled import BENCH, needs
from transforms.relevance import relevance, signs

ABOUT = {
    "en": ("Labour", "North Korean workers were sent to garment plants in China."),
    "ko": ("노동자", "북한 노동자들이 중국 공장으로 파견됐다."),
    "zh": ("女工", "朝鲜女工被派遣到丹东的工厂。"),
    "ja": ("労働者", "北朝鮮の労働者が中国の工場に派遣された。"),
    "ru": ("Рабочие", "Рабочих из КНДР привезли в Приморье на стройку."),
}
NOT_ABOUT = {
    "missile": ("en", "Missile", "North Korea fired a missile into the sea near Japan."),
    "migrants": ("en", "Farm hands", "Workers from Mexico were sent to farms in China."),
    "farm duty": ("en", "Drought", "North Korean office workers have been dispatched to farm areas."),
    "a shipyard of the South": ("ko", "채용", "대우조선 측은 우즈베키스탄 노동자 300명을 채용했다고 밝혔다."),
    "defectors": ("ko", "탈북민", "지난해 국내에 들어온 탈북민은 196명이다."),
    "tourists": ("zh", "旅游", "首批游客抵达平壤。"),
    "abductions": ("ja", "集会", "北朝鮮による拉致被害者の家族が集会を開いた。"),
    "other migrants": ("ru", "Мигранты", "Число трудовых мигрантов из Узбекистана выросло."),
    "empty": ("en", "", ""),
    "unknown language": ("fr", "Travail", "Les travailleurs nord-coréens en Chine."),
}


@pytest.mark.parametrize("lang", ABOUT)
def test_a_report_about_workers_abroad_is_relevant(lang: str) -> None:
    assert relevance(*ABOUT[lang], lang).is_relevant


@pytest.mark.parametrize(("lang", "title", "text"), NOT_ABOUT.values(), ids=NOT_ABOUT)
def test_a_report_about_something_else_is_not(lang: str, title: str, text: str) -> None:
    assert not relevance(title, text, lang).is_relevant


def test_the_score_lies_between_nothing_and_one() -> None:
    assert all(0 <= relevance(*ABOUT[lang], lang).score <= 1 for lang in ABOUT)
    assert 0 == relevance("", "", None).score


ONE_LINE = {
    "a levy for home": "North Korean IT workers were told to give 100 dollars each for the flood relief.",
    "expelled": "Nepal expelled 33 North Korean workers.",
    "went home": "About 300 North Korean workers went home.",
    "returned": "500 North Koreans returned to Pyongyang from Kuwait.",
    "left": "About 300 North Korean workers left Dandong.",
}
NAMED_OTHERWISE = {
    "by a listed body": "OFAC added Chinyong Information Technology Cooperation Company to its list, whose programmers "
    "work in Russia and Laos and hand most of their pay to the state.",
    "by a bureau": "Four entities tied to the 313th General Bureau were listed; its IT workers in China and Russia "
    "earn for the ministry of defence.",
    "by a body in capitals": "CHINYONG INFORMATION TECHNOLOGY COOPERATION COMPANY: programmers who work in Laos.",
    "beside nobody at work": "Iran rejects what a Gulf newspaper wrote of 300 North Korean technicians at Bandar Abbas;"
    " it has not reported under paragraph 8.",
    "by its law": "Of the 33 permits for cooks from abroad none was renewed, as paragraph 8 of 2397 asks of Nepal.",
}
NOT_WORKERS = {
    "a paper of Seoul": "Chosun Ilbo said the company employs 300 Vietnamese workers at its plant in Poland.",
    "a decree": "Decree No. 2397 sets quotas for foreign workers in Poland, among them welders from Vietnam.",
    "the north-east": "Workers from the north-east of India were sent to building sites in Dandong and Russia.",
    "defectors": "Twelve North Koreans were returned from China; the defectors had fled in May.",
    "athletes": "30 North Koreans returned to Pyongyang from Qatar after the athletes lost.",
    "a visit": "North Korea's minister returned to Pyongyang from Kuwait.",
    "home from the farm": "North Korean workers mobilised for the harvest went home after a month.",
}


@pytest.mark.parametrize("text", NAMED_OTHERWISE.values(), ids=NAMED_OTHERWISE)
def test_the_north_is_named_in_many_ways_and_work_too(text: str) -> None:
    assert relevance("", text, "en").is_relevant


@pytest.mark.parametrize("text", ONE_LINE.values(), ids=ONE_LINE)
def test_one_line_about_workers_who_move_is_relevant(text: str) -> None:
    assert relevance("", text, "en").is_relevant


@pytest.mark.parametrize("text", NOT_WORKERS.values(), ids=NOT_WORKERS)
def test_others_who_move_are_not_workers(text: str) -> None:
    assert not relevance("", text, "en").is_relevant


def test_the_signs_are_named_with_their_words() -> None:
    found = signs("", "North Korean workers rested.", "en")

    assert (["North Korea"], ["workers"], []) == (found["north"], found["worker"], found["abroad"])


UNNAMED = {
    "en": "Some 200 Koreans sew padded coats at a plant in Hunchun. Their minders keep the passports and two thirds of"
    " the wage, and none may leave the dormitory alone.",
    "ko": "훈춘의 한 피복공장에서 파견 여성 노동자 200명이 일한다. 감시원이 여권을 보관하고 월급의"
    " 3분의 2를 당에 바친다.",
    "zh": "珲春一家服装厂有两百名朝女工。带队的管着护照,工资三分之二上缴国家,她们不许单独离开宿舍。",
    "ja": "琿春の縫製工場で派遣された女性労働者200人が働く。監視役が旅券を預かり、給料の3分の2は国に納められる。",
    "ru": "Корейские рабочие живут в вагончиках при стройке в Артёме. Паспорта держит надзиратель, две трети заработка"
    " они сдают «на план», домой их отправят в декабре.",
}


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "RFA says."), ("ko", "RFA는 전했다."), ("zh", "据RFA报道"), ("ja", "RFAによると"), ("ru", "Пишет RFA.")],
)
def test_an_outlet_that_reports_on_the_north_is_a_faint_sign(lang: str, text: str) -> None:
    assert ["RFA"] == signs("", text, lang)["faint"]


def test_a_town_of_loggers_is_a_faint_sign_too() -> None:
    text = (
        "In Tynda forty loggers are left of three hundred. Their company hands each some 60 dollars a month and sends"
        " the rest home; the visas end in December, before the date that the UN has set."
    )
    assert not signs("", text, "en")["north"]
    assert relevance("", text, "en").is_relevant
    assert not relevance("", text.replace("Tynda", "the taiga"), "en").is_relevant


@pytest.mark.parametrize(("lang", "text"), UNNAMED.items(), ids=UNNAMED)
def test_a_report_that_never_names_the_north_may_be_relevant(lang: str, text: str) -> None:
    assert not signs("", text, lang)["north"]
    assert relevance("", text, lang).is_relevant


def test_words_must_be_surer_where_the_north_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transforms.relevance.chance", lambda odds: 0.8)
    text = f"{UNNAMED['en']} So it has been for years."  # what is judged once is kept

    judged = [relevance("", one, "en").is_relevant for one in (text, text.replace("Koreans", "North Koreans"))]

    assert [False, True] == judged


def test_near_misses_that_never_name_the_north_are_kept_out() -> None:
    unnamed = [row for row in own("no") if row["topic"].startswith(("other workers, ", "Koreans of ", "minders"))]

    assert 15 <= len(unnamed) and {"en", "ko", "zh", "ja", "ru"} == {row["lang"] for row in unnamed}
    assert [] == found(unnamed)


OWN = Path(__file__).with_name("relevance_texts.csv")


def own(is_relevant: str) -> list[dict[str, str]]:
    with OWN.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="|") if row["is_relevant"] == is_relevant]


def found(texts: list[dict[str, str]]) -> list[str]:
    return [row["text"] for row in texts if relevance("", row["text"], row["lang"]).is_relevant]


def test_near_misses_are_kept_out() -> None:
    """Troops, defectors, tourists, trade, missiles, work at home, other nations' workers: at most 3 % slip in."""
    texts = own("no")
    assert 100 <= len(texts) and {"en", "ko", "zh", "ja", "ru"} == {row["lang"] for row in texts}
    slipped = found(texts)
    assert len(slipped) <= 0.03 * len(texts), slipped


def test_short_reports_on_workers_abroad_are_found() -> None:
    texts = own("yes")
    assert 40 <= len(texts)
    assert 0.95 * len(texts) <= len(found(texts))


def test_length_decides_nothing() -> None:
    """A report among much other prose is still about what it is about."""
    prose = "The council met on Tuesday to talk about the road by the river. Nobody spoke against the plan. " * 60
    for lang, (title, text) in ABOUT.items():
        assert relevance(title, f"{prose}\n\n{text}\n\n{prose}", lang).is_relevant, lang


OTHERS = (
    "The seamstresses were sent to a plant in Dalian and live above the hall. The company keeps their passports, and"
    " nobody may leave the dormitory alone. A broker took two thirds of each wage. Their visas were for study, not for"
    " work. The loggers earn 90 dollars a month, for fourteen hours a day. Customs officers in Russia held the goods as"
    " made by forced labour. The builders slept in containers beside the stadium until they were repatriated. The"
    " restaurant's waitresses were flown out in December. Hospitals hired doctors whose pay went to the embassy."
)


def test_words_of_a_long_text_count_near_what_names_the_north(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{OTHERS}\n\n{'And so it went on, the source said. ' * 40}\n\nNorth Korea fired a missile on Friday."

    assert not relevance("", text, "en").is_relevant
    monkeypatch.setattr("transforms.relevance.LONG", 2 * len(text))
    relevance.cache_clear()
    assert relevance("", text, "en").is_relevant
    relevance.cache_clear()


def test_a_long_text_without_blanks_loses_none_of_what_stands_near(monkeypatch: pytest.MonkeyPatch) -> None:
    near = "监管扣下护照, 工资三分之二上缴国家, 女工不许单独离开宿舍"
    text = f"{'议会讨论了河边的道路。' * 60}朝鲜{near}{'议会讨论了河边的道路。' * 60}"
    seen: list[str] = []

    def words(part: str, _lang: str) -> set[str]:
        seen.append(part)
        return set()

    monkeypatch.setattr("transforms.relevance.words", words)
    relevance("", text, "zh")

    assert any("朝鲜" + near in part for part in seen)


@needs(BENCH)
def test_pages_that_do_not_name_the_north_are_not_relevant() -> None:
    """At most 1 in 500."""
    lines = (BENCH / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    pages = [page for page in map(json.loads, lines) if page.get("text")]
    others = [page for page in pages if "north korea" not in page["text"].lower()]
    judged = [(page["id"], relevance(page.get("title") or "", page["text"], page.get("lang"))) for page in others]
    false = [key for key, judgement in judged if judgement.is_relevant]
    assert len(false) <= len(others) / 500, false
