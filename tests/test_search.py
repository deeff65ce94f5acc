"""Search: words in five languages, names across scripts, filters, terms of the sources, and strings that are data."""

import re
from typing import Any

import pytest
from psycopg2.errors import InsufficientPrivilege

from tests.sample_web.reports import TEXTS, read_report
from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, Night, Warehouse, claim, payload
from transforms.claims import read
from transforms.gazetteer import located
from warehouse import store
from warehouse.connect import Connection, rows

COLUMNS = [
    "rank", "score", "found_in", "excerpt", "claim_id", "claim_type", "subtype", "polarity", "scope", "is_firm",
    "claim_place", "event_start", "event_end", "sentence", "title", "outlet", "url", "lang", "published_day",
    "report_id", "origin_report_id", "story_id", "known_from",
]  # fmt: skip
# (language, search, every form that a reader would take for it): what the sample nights hold, by eye.
SAMPLE = [
    ("en", "permit", r"\bpermits?\b"),
    ("en", "seafood plant", r"(?s)(?=.*\bseafood\b)(?=.*\bplants?\b)"),
    ("en", '"North Korean workers"', r"north korean workers?\b"),
    ("en", "sends", r"\b(send|sends|sending)\b"),
    ("ko", "북한 노동자", r"(?s)(?=.*북한)(?=.*노동자)"),
    ("ko", "북한노동자", r"북한 ?노동자"),
    ("ko", "훈춘", r"훈춘"),
    ("ko", "봉제공장", r"봉제 ?공장"),
    ("zh", "朝鲜女工", r"朝鲜女工"),
    ("zh", "朝鮮工人", r"朝鲜工人"),
    ("zh", "口岸", r"口岸"),
    ("ja", "労働者", r"労働者"),
    ("ja", "北朝鮮", r"北朝鮮"),
    ("ja", "縫製工場", r"縫製工場"),
    ("ru", "рабочий", r"\bрабоч(?:ий|его|ему|им|ем|ие|их|ими)\b"),
    ("ru", "виза", r"\bвиз(?:а|ы|е|у|ой|ам|ами|ах|)\b"),
    ("ru", "строитель КНДР", r"(?s)(?=.*\bстроител(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)\b)(?=.*\bкндр\b)"),
]
NAMED: dict[str, Any] = {
    "type": "company", "subtype": "employer", "value_min": None, "value_max": None, "precision": None, "unit": None,
}  # fmt: skip


@pytest.fixture
def night(warehouse: Warehouse) -> Night:
    night = Night(warehouse(), NIGHT_1)
    night.source()
    night.verdict()
    store.save_places(night.connection, night.run_no, NIGHT_1, located())
    return night


def told(night: Night, text: str, path: str, key: str = "yalu_post_en", **changes: Any) -> store.Saved:
    """A page that was fetched and read so."""
    night.fetched(path, payload(text), key)
    return night.read(text, path, key, **changes)


def found(analyst: Connection, words: str, **filters: Any) -> list[dict[str, Any]]:
    """What a search finds, best first."""
    named = "".join(f", {name} => %({name})s" for name in filters)
    return rows(analyst, f"select * from mart.search(%(words)s{named})", {"words": words, **filters})  # noqa: S608


def kinds(analyst: Connection, words: str, **filters: Any) -> list[str]:
    return [row["found_in"] for row in found(analyst, words, **filters)]


def test_the_sample_nights_are_found_whole_in_every_language(night: Night, analyst: Connection) -> None:
    texts: dict[str, tuple[str, str]] = {}
    for file in sorted(TEXTS.glob("*/*.md")):
        report = read_report(file)
        key, lang, path = report.source, report.source[-2:], f"{report.path}#{report.night}"
        night.source(key)
        text = f"{report.text}\n\n{path}"
        saved = told(night, text, path, key, title=report.title, language=lang)
        said = {"title": report.title, "text": text, "published": str(report.published.date()), "lang": lang}
        night.claims(saved, *read(said))
        texts[store.public_id(key, path)] = lang, f"{report.title}\n{text}".lower()
    night.publish()

    missed, wrong, held = [], [], 0
    for lang, words, form in SAMPLE:
        there = {name for name, (spoken, text) in texts.items() if spoken == lang and re.search(form, text)}
        answer = {row["report_id"] for row in found(analyst, words) if row["lang"] == lang}
        in_text = {
            row["report_id"]
            for row in found(analyst, words)
            if row["lang"] == lang and row["found_in"] != "sentence"
        }
        missed += [(words, name) for name in there - answer]
        wrong += [(words, name) for name in in_text - there]
        held += len(there)
        assert there, words

    assert ([], []) == (missed, wrong)
    assert held > 70


@pytest.mark.parametrize(
    ("text", "words", "is_found"),
    [
        ("대북 한국 단체가 밝혔다.", "북한", False),
        ("북한노동자들이 왔다.", "북한 노동자", True),
        ("북한 노동자들이 왔다.", "북한노동자", True),
        ("평양의 북한노동 자녀 교육.", "북한노동자", False),
        ("勞動者從朝鮮來。", "朝鲜", True),
        ("北朝鮮労働者が帰国した。", "朝鮮 帰国", True),
        ("北朝鮮労働者が帰国した。", "鮮", True),
        ("Рабочих вывезли со стройки.", "рабочие стройка", True),
        ("Ещё зелёный забор.", "еще зеленый", True),
        ("They were paid 1,500 yuan.", "1500", True),
        ("IT workers came.", "IT", True),
        ("IT노동자들이 왔다.", "노동자", True),
        ("The workers were sent home.", '"workers sent"', False),
        ("The workers were sent home.", '"were sent"', True),
        ("The workers were sent home.", "workers -home", False),
        ("The workers were sent home.", "miners or workers", True),
        ("The workers were sent home.", "miners or loggers", False),
        ("The workers were sent home.", "miner workers", False),
    ],
)
def test_a_text_is_found_by_what_stands_in_it(
    night: Night, analyst: Connection, text: str, words: str, is_found: bool
) -> None:
    night.page(text)
    night.publish()

    assert is_found == bool(found(analyst, words))


def test_the_columns_are_told_in_order_and_ranks_count_up(night: Night, analyst: Connection) -> None:
    for number in range(5):
        night.report(f"They sent 2,000. /{number}", ("They sent 2,000", {}), path=f"/{number}")
    night.publish()

    answer = found(analyst, "sent")

    assert COLUMNS == list(answer[0])
    assert [1, 2, 3, 4, 5] == [row["rank"] for row in answer]
    assert answer == found(analyst, "sent")


def test_a_quote_comes_before_a_sentence_before_a_title_before_a_text(night: Night, analyst: Connection) -> None:
    night.report("Sewing in Hunchun. /1", ("Sewing in Hunchun", {}), path="/1")
    night.report("They sew there. /2", ("They sew there", {"sentence": "sewing in Hunchun"}), path="/2")
    told(night, "Nothing else. /3", "/3", title="Hunchun now")
    night.page("A road leads to Hunchun. /4", "/4")
    night.publish()

    assert ["quote", "sentence", "title", "text"] == kinds(analyst, "Hunchun")


def test_a_report_whose_claim_is_found_is_no_second_row(night: Night, analyst: Connection) -> None:
    night.report("They were sent to Hunchun, where it snows.", ("sent to Hunchun", {}))
    night.publish()

    assert ["quote"] == kinds(analyst, "Hunchun")
    assert ["text"] == kinds(analyst, "snows")


def test_a_hit_in_a_text_shows_the_words_around_it(night: Night, analyst: Connection) -> None:
    night.page(f"{'It snowed. ' * 40}\n\nA bus took the women to Hunchun. {'It thawed. ' * 40}")
    night.publish()

    (row,) = found(analyst, "women Hunchun")

    assert "A bus took the women to Hunchun" in row["excerpt"]
    assert row["excerpt"].startswith("…") and row["excerpt"].endswith("…")
    assert len(row["excerpt"]) < 210


def test_a_long_text_is_found_at_its_end(night: Night, analyst: Connection) -> None:
    text = f"{'It snowed on the road. ' * 3000} Then they came to Hunchun by bus."
    night.page(text)
    night.publish()

    (row,) = found(analyst, '"came to Hunchun"')

    assert "came to Hunchun by bus" in row["excerpt"]


# --- names


@pytest.mark.parametrize("asked", ["Donglin Foods", "동린식품", "东林食品", "Donglim Foods"])
def test_a_company_is_found_in_any_script(night: Night, analyst: Connection, asked: str) -> None:
    night.report("Crews are at 동린식품.", ("Crews are at 동린식품", {**NAMED, "company": "동린식품"}))
    night.publish()

    assert ["동린식품"] == [row["excerpt"].removeprefix("Crews are at ") for row in found(analyst, asked)]


# --- filters


@pytest.mark.parametrize(
    ("filters", "paths"),
    [
        ({}, ["/cn", "/ru"]),
        ({"place": "Jilin"}, ["/cn"]),
        ({"place": "Yanbian, Jilin, CN"}, ["/cn"]),
        ({"place": "훈춘"}, ["/cn"]),
        ({"place": "珲春"}, ["/cn"]),
        ({"place": "CN"}, ["/cn"]),
        ({"place": "Россия"}, ["/ru"]),
        ({"place": "China"}, ["/cn"]),
        ({"place": "%"}, []),
        ({"place": "Jil"}, []),
        ({"type": "wage"}, ["/ru"]),
        ({"since": "2019-11-01"}, ["/ru"]),
        ({"until": "2019-10-31"}, ["/cn"]),
        ({"since": "2019-10-15", "until": "2019-11-15"}, ["/cn", "/ru"]),
        ({"place": "CN", "type": "wage"}, []),
    ],
    ids=str,
)
def test_filters_are_of_the_claim(
    night: Night, analyst: Connection, filters: dict[str, str], paths: list[str]
) -> None:
    there = {"places": ["Vladivostok, Primorsky Krai, RU"], "type": "wage", "subtype": "gross"}
    when = {"event_start": "2019-11-10", "event_end": "2019-11-20"}
    night.report("The crew is in Hunchun.", ("The crew is", {}), path="/cn")
    night.report("The crew is in Vladivostok.", ("The crew is", {**there, **when}), path="/ru")
    night.publish()

    urls = {row["url"] for row in found(analyst, "crew", **filters)}
    assert paths == sorted(url.removeprefix("http://yalu_post_en.example") for url in urls)


def test_a_filter_keeps_a_report_with_a_claim_that_passes(night: Night, analyst: Connection) -> None:
    night.report("They came to Hunchun. It snows.", ("came to Hunchun", {}))
    night.page("It snows everywhere.", "/2")
    night.publish()

    assert ["text"] == kinds(analyst, "snows", place="CN")
    assert ["text", "text"] == kinds(analyst, "snows")


# --- who may find what, and when


@pytest.mark.parametrize("role", ["p8_analyst", "p8_reviewer"])
def test_texts_are_searched_as_far_as_a_sources_terms_allow(warehouse: Warehouse, role: str) -> None:
    night = Night(warehouse(), NIGHT_1)
    for terms in ("public", "internal", "quotes"):
        night.source(f"{terms}_en", terms=terms)
        text = f"A secret road. They sent 2,000. {terms}"
        saved = night.page(text, key=f"{terms}_en")
        night.claims(saved, claim(text, "They sent 2,000"))
    night.publish()
    reader = warehouse(role)

    assert {"Public En", "Internal En"} == {row["outlet"] for row in found(reader, "secret")}
    assert {"Public En", "Internal En", "Quotes En"} == {row["outlet"] for row in found(reader, "sent")}
    assert {"Public En", "Internal En", "Quotes En"} == {row["outlet"] for row in found(reader, "crews papers")}


@pytest.mark.parametrize(
    "statement",
    [
        "select * from mart.search('sent')",
        "select * from mart.report_hits('sent'::tsquery, 'sent', 9)",
        "select * from core.reading_words",
    ],
)
def test_the_public_searches_nothing(night: Night, warehouse: Warehouse, statement: str) -> None:
    night.page("They sent 2,000.")
    night.publish()

    with pytest.raises(InsufficientPrivilege):
        rows(warehouse("p8_public"), statement)


def test_the_words_of_texts_are_no_way_round_their_terms(night: Night, analyst: Connection) -> None:
    night.page("A secret road.")
    night.publish()

    assert [] == rows(analyst, "select * from core.reading_words")


def test_a_search_looks_back_as_the_views_do(night: Night, analyst: Connection) -> None:
    night.report("They sent 4,000 by road.", ("They sent 4,000", {}))
    night.page("A bus waits.", "/2")
    night.publish()
    later = Night(night.connection, NIGHT_2)
    later.report("They sent 400 by rail.", ("They sent 400", {}))
    later.page("A train waits.", "/2")
    later.page("A ferry waits.", "/3")
    later.publish()

    assert (["quote"], []) == (kinds(analyst, "400"), kinds(analyst, "road"))
    assert ([], ["text"], ["text"]) == tuple(kinds(analyst, word) for word in ("bus", "train", "ferry"))
    rows(analyst, "select mart.as_of(%s)", [NIGHT_1])
    assert (["quote"], ["text"]) == (kinds(analyst, "4000"), kinds(analyst, "road"))
    assert (["text"], [], []) == tuple(kinds(analyst, word) for word in ("bus", "train", "ferry"))


def test_what_a_blocked_night_brought_is_not_found(night: Night, analyst: Connection) -> None:
    night.page("A bus waits.")
    night.publish()
    blocked = Night(night.connection, NIGHT_2)
    blocked.page("A train waits.")
    night.connection.commit()

    assert (["text"], []) == (kinds(analyst, "bus"), kinds(analyst, "train"))


def test_a_page_that_is_off_the_topic_is_not_searched(night: Night, analyst: Connection) -> None:
    told(night, "Rice is cheap.", "/1")
    told(night, "Rice is dear.", "/2", is_relevant=False)
    night.publish()

    assert ["Rice is cheap."] == [row["excerpt"] for row in found(analyst, "rice")]


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "'", "''; drop table core.claim; --", "x' or '1'='1", "& | ! ( ) <-> :*", "\\", "%", "a:* & b", '"',
        '"""', "-", "--", "-workers", "or", "or or or", "$1 $$ %s %(x)s", "\ud55c" * 3000, "word " * 2000, "\x01\x7f",
    ],
    ids=lambda words: repr(words[:12]),
)  # fmt: skip
def test_a_search_string_is_data(night: Night, analyst: Connection, words: str) -> None:
    night.report("They sent 2,000.", ("They sent 2,000", {}))
    night.publish()

    assert [] == found(analyst, words)
    assert ["quote"] == kinds(analyst, "sent")
