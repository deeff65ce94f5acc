"""Each chain of the gazetteer is one place, named in five languages, with a point on the map where one is known."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import vocab
from transforms.gazetteer import PRECISIONS, located, nominative, points

BY_CHAIN = {place.chain: place for place in located()}


def test_a_place_has_its_names_and_its_point() -> None:
    hunchun = BY_CHAIN["Hunchun, Yanbian, Jilin, CN"]

    assert {"en": "Hunchun", "ko": "훈춘시", "zh": "珲春市", "ja": "琿春", "ru": "Хуньчунь"} == dict(hunchun.name)
    assert {"훈춘", "珲春"} < set(hunchun.names)
    assert hunchun.point is not None
    assert (42.86, 130.37, "city") == (hunchun.point.lat, hunchun.point.lon, hunchun.point.precision)
    assert not hunchun.is_ambiguous


def test_every_chain_is_there_once() -> None:
    assert {place.chain for place in vocab.places()} == {place.chain for place in located()}
    assert len(BY_CHAIN) == len(located())


def test_what_is_many_states_has_no_point() -> None:
    assert {None} == {BY_CHAIN[chain].point for chain in ("WORLD", "WORLD except CN", "Gulf", "Siberia, RU")}


def test_a_point_is_never_finer_than_its_chain() -> None:
    coarse = {chain for chain, point in points().items() if chain.count(",") == 0 and point.precision != "country"}

    assert set() == coarse
    assert {point.precision for point in points().values()} == set(PRECISIONS)


def test_a_river_is_no_name_of_the_province_it_stands_for() -> None:
    assert "Tumen River" not in BY_CHAIN["Jilin, CN"].names


@pytest.mark.parametrize("chain", ["GE", "Magadan, Magadan Oblast, RU", "Magadan Oblast, RU"])
def test_a_name_that_another_place_bears_is_flagged(chain: str) -> None:
    assert BY_CHAIN[chain].is_ambiguous


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("Кита(?:й|я|ю|ем|е)|КНР", "Китай"),
        ("(?:Саудовск(?:ая|ой|ую) )?Арави(?:я|и|ю|ей)", "Саудовская Аравия"),
        ("Егип(?:ет|та|ту)", "Египет"),
        ("Даньдун(?:ь|ю|я|е)?", "Даньдун"),
        ("Яньбянь?|Яньбян(?:я|ю|е)", "Яньбянь"),
        ("Праг[аеуи]", "Прага"),
        ("Бангкок[ае]?", "Бангкок"),
        ("(?:Средн(?:яя|ей|юю)|Центральн(?:ая|ой|ую)) Ази(?:я|и|ю|ей)", "Средняя Азия"),
        ("Арт[её]м(?:а|у|ом|е)?(?= |,)", "Артем"),
        ("(?<=[вВ] )Дохе|(?<=из )Дохи", None),
    ],
)
def test_the_name_is_the_first_form_of_a_pattern(pattern: str, name: str | None) -> None:
    assert name == nominative(pattern)


@given(st.sampled_from([place for place in vocab.places() if place.names["ru"]]))
def test_a_russian_name_is_a_word_that_its_pattern_finds(place: vocab.Place) -> None:
    name = nominative(place.names["ru"][0])

    assert name is None or re.search(place.names["ru"][0], f"{name} ") is not None


@pytest.mark.parametrize(
    "row",
    [
        {"chain": "Atlantis, XX", "lat": "1", "lon": "1", "precision": "city"},
        {"chain": "CN", "lat": "91", "lon": "1", "precision": "country"},
        {"chain": "CN", "lat": "1", "lon": "-181", "precision": "country"},
        {"chain": "CN", "lat": "1", "lon": "1", "precision": "house"},
    ],
    ids=["unknown chain", "beyond the pole", "beyond the date line", "too fine"],
)
def test_a_wrong_row_is_refused(row: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocab, "rows", lambda name: (row,))

    with pytest.raises(ValueError, match=r"coordinates\.csv"):
        points.__wrapped__()


def test_a_chain_that_stands_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"chain": "CN", "lat": "35", "lon": "103", "precision": "country"}
    monkeypatch.setattr(vocab, "rows", lambda name: (row, row))

    with pytest.raises(ValueError, match="stands twice"):
        points.__wrapped__()


# Six older names that a town shares with its region, or a river with a station: the row that stands first has them.
SHARED = {"豆满江", "东方航天发射场", "斯塔夫罗波尔", "湾岸諸国", "マガダン", "カリーニングラード"}


@pytest.mark.parametrize("lang", ["en", "ko", "zh", "ja"])
def test_a_name_belongs_to_one_place(lang: str) -> None:
    """The first row that has it is found: in a second one it would never be, and a new row must take none away."""
    times = Counter(name for _, name in {(place.chain, name) for place in vocab.places() for name in place.names[lang]})
    assert {name for name, count in times.items() if count > 1} <= SHARED
