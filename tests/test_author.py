"""Who signs a report: names, whatever stands beside them."""

import json

import pytest

from transforms.author import author
from transforms.document import parse

URL = "https://www.yalupost.example/news/60"


def signed(*, head: str = "", body: str = "", by: object = None) -> str | None:
    article = json.dumps({"@type": "NewsArticle", "author": by})
    node = f'<script type="application/ld+json">{article}</script>'
    site = "<meta property='og:site_name' content='The Yalu Post'>"
    page = parse(f"<html><head>{site}{head}{node}</head><body><h1>Sixty leave</h1>{body}</body></html>", URL)
    assert page is not None
    return author(page)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Mina Han", "Mina Han"),
        ("Mina Han, AP National Security Writer", "Mina Han"),
        ("Mina Han Staff Writer", "Mina Han"),
        ("Mina Han Published 11:34 PM EST Nov 19, 2019", "Mina Han"),
        ("Mina Han - August 10, 2016 11:15 am UTC", "Mina Han"),
        ("Wednesday January 18, 2017 10:44 am PST by Mina Han", "Mina Han"),
        ("<b>Mina Han</b><i>Monday, November 18, 2019</i>", "Mina Han"),
        ("Mina Han <span>@minahan</span>", "Mina Han"),
        ("Mina Han · River Daily · Posted: March 3", "Mina Han"),
        ("“Mina Han”", "Mina Han"),
        ("Mina Han for Mail Online", "Mina Han"),
        ("Reuters Updated: January 16, 2020", "Reuters"),
        ("한미나 기자", "한미나"),
        ("기자 한미나", "한미나"),
        ("한미나 특파원 mina@yalupost.example", "한미나"),
        ("(단둥=압록강통신) 한미나 기자 =", "한미나"),
        ("本报记者 韩美娜", "韩美娜"),
        ("作者：韩美娜", "韩美娜"),
        ("韓美娜記者", "韓美娜"),
        ("Автор: Мина Хан", "Мина Хан"),
        ("Von Mina Han", "Mina Han"),
        ("<b>Mina Han</b><i>Seoul</i>", "Mina Han Seoul"),
    ],
)
def test_a_byline_gives_the_name_alone(byline: str, expected: str) -> None:
    assert expected == signed(body=f"<p class='byline'>{byline}</p>")


NOBODY = [
    "The Yalu Post", "yalupost.example", "Yalu Post Online", "Staff", "Guest Contributor", "Editorial Team", "admin",
    "Court Reporter", "7 minutes", "March 3, 2024", "Sat, 20 Dec, 2025 - 06:36", "Photo: Mina Han", "Фото: Мина Хан",
    "사진=한미나", "来源：韩美娜", "Reviewed by Mina Han", "(AP Photo/Mina Han)", "관리자", "Redaktion", "https://x.example/mina",
]  # fmt: skip


@pytest.mark.parametrize("written", NOBODY)
def test_nobody_is_named_by_an_outlet_a_role_a_day_or_a_credit(written: str) -> None:
    assert signed(body=f"<p class='byline'>{written}</p>") is None
    assert signed(head=f"<meta name='author' content='{written}'>") is None
    assert signed(by={"@type": "Person", "name": written}) is None


def test_what_names_nobody_gives_way_to_what_names_someone() -> None:
    assert "Mina Han" == signed(by={"name": "The Yalu Post"}, head="<meta name='author' content='Mina Han'>")


def test_all_names_of_one_place_are_given_once() -> None:
    given = [{"name": "Mina Han"}, {"name": ["Joel Park"]}, "Mina Han", {"name": "Photo Desk"}, None]

    assert "Mina Han, Joel Park" == signed(by=given)


@pytest.mark.parametrize(("label", "expected"), [("Written by", "Mina Han"), ("Est. reading time", None)])
def test_a_card_names_the_author_only_under_such_a_label(label: str, expected: str | None) -> None:
    card = f"<meta name='twitter:label1' content='{label}'><meta name='twitter:data1' content='Mina Han'>"

    assert expected == signed(head=card)
