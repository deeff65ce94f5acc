"""One place has one chain, whatever it is called and whatever its name is bent to."""

import pytest

from transforms import vocab
from transforms.claims.places import finest, holds, mentions, names, together

HUNCHUN = "Hunchun, Yanbian, Jilin, CN"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("in Hunchun", "en"),
        ("Hoonchun's plants", "en"),
        ("훈춘에서", "ko"),
        ("훈춘시로", "ko"),
        ("지린성 훈춘의 공장", "ko"),
    ],
)
def test_hunchun_is_one_place_under_all_its_names(text: str, lang: str) -> None:
    assert [HUNCHUN] == finest(mentions(text, lang))


def test_the_gazetteer_knows_hunchun_in_five_languages() -> None:
    place = next(place for place in vocab.places() if place.chain == HUNCHUN)

    assert all(place.names[lang] for lang in ("en", "ko", "zh", "ja", "ru"))


@pytest.mark.parametrize("place", vocab.places(), ids=lambda place: place.chain)
def test_every_chain_ends_in_a_country_or_is_a_region(place: vocab.Place) -> None:
    ends = {chain.split(", ")[-1] for chain in place.chain.split(" & ")}

    assert place.kind in ("region", "world") or all(len(end) == 2 and end.isupper() for end in ends)


def test_the_whole_gives_way_to_its_part() -> None:
    assert ["Dandong, Liaoning, CN"] == finest(mentions("Dandong, Liaoning Province, in China", "en"))


def test_including_keeps_the_whole() -> None:
    found = finest(mentions("sent to Liaoning Province [including Dandong]", "en"))

    assert ["Liaoning, CN", "Dandong, Liaoning, CN"] == found


def test_several_towns_of_one_province_are_the_province_for_one_figure() -> None:
    towns = finest(mentions("Vladivostok, Nakhodka and Artyom", "en"))

    assert ["Primorsky Krai, RU"] == together(towns)
    assert ["CN", "RU"] == together(["CN", "RU"])


@pytest.mark.parametrize(
    "text", ["Chinese authorities", "Beijing said", "bare Korea", "a Vietnamese worker", "중국인 관광객", "중국산"]
)
def test_a_nationality_or_a_government_is_no_place(text: str) -> None:
    named = mentions(text, "ko" if text[0] > "가" else "en")

    assert [] == finest(tuple(place for place in named if place.role != "of"))


def test_home_is_an_origin_or_a_way() -> None:
    found = {mention.role: mention for mention in mentions("from Sinuiju via Namyang to Dandong", "en")}

    assert found["from"].is_home and found["via"].is_home and not found["place"].is_home


def test_world_holds_everything_and_a_place_does_not_hold_itself() -> None:
    assert holds("WORLD", "CN") and holds("Jilin, CN", HUNCHUN) and not holds(HUNCHUN, HUNCHUN)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("DANDONG - A middleman who brought assemblers", "Dandong, Liaoning, CN"),
        ("Two cases.\n* SHENYANG. Two cooks of a restaurant", "Shenyang, Liaoning, CN"),
        ("VLADIVOSTOK (AP) \u2014 Sixty men", "Vladivostok, Primorsky Krai, RU"),
        ("ROSTOV-ON-DON, July 3 - Forty men", "Rostov-on-Don, Rostov Oblast, RU"),
    ],
)
def test_a_dateline_in_capitals_is_named_and_not_meant(text: str, chain: str) -> None:
    (named,) = names(text, "en")
    assert (named.chains, named.role) == ((chain,), "dateline")
    assert text[named.start : named.end] in chain.split(", ")[0].upper()
    assert mentions(text, "en") == ()


def test_words_in_capitals_within_a_line_are_no_dateline() -> None:
    assert names("He cried: RUSSIA - and left", "en") == ()


@pytest.mark.parametrize(
    ("text", "lang", "chain"),
    [
        ("북한 노동자들이 이르쿠츠크주의 벌목장에서 일한다.", "ko", "Irkutsk Oblast, RU"),
        ("平壤的工人在民都鲁的工地。", "zh", "Bintulu, MY"),
        ("北朝鮮の労働者がリャザンの工場にいる。", "ja", "Ryazan, Ryazan Oblast, RU"),
        ("Рабочие из КНДР строят дома в Намангане.", "ru", "Namangan, UZ"),
    ],
)
def test_towns_far_away_have_names_in_the_five_languages(text: str, lang: str, chain: str) -> None:
    assert chain in {one for mention in mentions(text, lang) for one in mention.chains}
