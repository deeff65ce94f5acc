"""The topic filter: what general outlets write about North Korea is taken, the rest is left unread.

`python -m tests.test_topic` measures it on ../shared (or P8_SHARED): recall on the gold reports and on the pages of the
extraction bench that name North Korea at their beginning, and the share of those pages that is never asked for.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from scrapers.shapes import Feed, Item, Part
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA, may_name_one, names_one
from tests.labelled import BENCH, GOLD, SHARED, needs

SUMMARY_CHARACTERS = 200

GENERAL = Source(
    "yalu_general", "Yalu General", kind="outlet", languages=["en"], country="KR", home="http://yalu.example/",
    find=Feed("http://yalu.example/feed"), topic=NORTH_KOREA,
)  # fmt: skip


def on_topic(title: str, summary: str = "", url: str = "http://yalu.example/news/12345") -> bool:
    return GENERAL.is_on_topic(Item(url, title, summary=summary))


TAKEN = {
    "en": ["North Koreans at a plant in Jilin", "N. Korean crew leaves", "DPRK’s ship seen", "Kim Jong Un’s order",
           "The two Koreas to talk", "U.N. Panel of Experts ends", "[DPRK3] Designations", "NORTH\u00a0KOREA: notice",
           "North-Korean restaurant closes", "North Korea's loggers", "Report: 'north  korea' sends more"],
    "ko": ["北 노동자 300명 도착", "北노동자 송환", "\uf963 무역일꾼 귀국", "북노동자·수산물 유입",
           "북, 인력 송출 재개", "북·러 밀착", "한미, 대북제재 논의", "중, 올들어 북한인 받아", "북 근로자 늘어",
           "러·북 협력", "김정은 방러", "북미 정상회담 무산", "訪北 재개"],
    "zh": ["朝鲜在华企业", "朝鮮籍船員", "北韓勞工", "中朝边境小城", "朝鲜族商人介绍朝鲜女工", "丹东口岸恢复",
           "朝中关系"],
    "ja": ["北朝鮮が派遣", "北朝鮮籍の船", "朝鮮労働党大会", "脱北者の証言", "日朝首脳会談", "キム・ジョンウン氏",
           "ｷﾑ・ｼﾞｮﾝｳﾝ氏"],
    "ru": ["Рабочие из КНДР", "Северокорейские бригады", "В Северной Корее заявили", "Северную Корею посетил",
           "Пхеньяну ответили", "КНДРовские суда", "Ким Чен Ына ждут"],
    "pl": ["Pracownicy z Korei Północnej", "północnokoreańscy spawacze", "KRLD"],
    "fr": ["Des Nord-Coréens au Sénégal", "La Corée du Nord", "La RPDC", "les nord‑coréennes"],
    "es": ["Corea del Norte", "obreros norcoreanos"],
    "de": ["Nordkoreanische Bauarbeiter", "Nordkoreas Kellnerinnen"],
    "uk": ["Північна Корея", "у Північній Кореї", "північнокорейські робітники"],
    "mn": ["Хойд Солонгосын ажилчид", "Хойд солонгосчууд"],
    "vi": ["Lao động Triều Tiên", "Tri\u0065\u0302\u0300u Tie\u0302n"],
    "ar": ["عمال كوريا الشمالية", "العمال الكوريون الشماليون", "عامل كوري شمالي", "وبيونغ يانغ"],
}  # fmt: skip
LEFT = {
    "en": ["South Korea wins", "Korea Exchange falls", "Northern Korean Airlines' rival, Korean Air",
           "Natural killer NKT cells", "Kim Kardashian", "NKVD archives", "The north of Korea's neighbour Japan",
           "Workers strike in Ulsan", "Musang King durian"],
    "ko": ["북미 시장 진출", "북부 지방 호우", "경북 포항 공장", "북콘서트 열려", "서울 성북구", "충북 청주",
           "동북아 정세", "東北亞 물류", "조선일보 사설", "조선업 수주", "조선시대 유물", "북극 항로", "거북선",
           "북경 올림픽"],
    "zh": ["北京新规", "朝鲜族自治州旅游节", "朝鲜日报社论", "今天早上朝阳区", "东北经济", "朝鮮王朝实录"],
    "ja": ["26日朝、東京で", "朝方にかけて雨", "北海道の工場", "朝鮮王朝の書", "東北新幹線", "朝日記を読む",
           "朝日新聞社"],
    "ru": ["Южная Корея", "Корея не названа", "туманное утро", "Хасан победил", "рабочие из Узбекистана",
           "корейский ресторан"],
    "pl": ["Korea Południowa", "pracownicy z Ukrainy"],
    "ar": ["كوريا الجنوبية"],
}  # fmt: skip


def cases(words: dict[str, list[str]]) -> list[Any]:
    return [pytest.param(title, id=f"{lang} {title}") for lang, titles in words.items() for title in titles]


@pytest.mark.parametrize("title", cases(TAKEN))
def test_what_names_north_korea_is_taken(title: str) -> None:
    assert on_topic(title)
    assert on_topic("A title", f"As was said: {title}.")


@pytest.mark.parametrize("title", cases(LEFT))
def test_what_does_not_name_it_is_left(title: str) -> None:
    assert not on_topic(title)


def test_the_filter_knows_nothing_of_labour() -> None:
    labour = re.compile("work|labou?r|노동자|근로자|勞工|劳工|工人|労働者|рабоч|pracown|عمال", re.IGNORECASE)

    assert [] == [word for word in NORTH_KOREA if labour.search(word) and not word.startswith("/")]


def test_a_source_may_have_words_of_its_own_and_short_ones_stand_alone() -> None:
    assert names_one("On the Yalu River", ["Yalu"]) and names_one("Tumens", ["Tumen"])
    assert not names_one("the Yalunka", ["Yalu"]) and not names_one("a", [])
    assert names_one("Resolution 2397 (2017)", ["/resolution 2[0-9]{3}/"])
    assert names_one("a+b (c) [d", ["(c) [d"]) and not names_one("ab", ["a+b"])


def test_a_listing_that_carries_its_text_is_judged_by_it() -> None:
    url, title = "http://yalu.example/1", "Two men plead guilty"

    assert not GENERAL.is_on_topic(Item(url, title))
    assert not GENERAL.is_on_topic(Item(url, title, part=Part("/0", '<a href="/dprk">laptops</a>')))
    assert GENERAL.is_on_topic(Item(url, title, part=Part("/0", "<p>laptops for <b>North</b>&nbsp;Korea</p>")))


UNTITLED = {
    "http://yalu.example/2019/12/02/north-korea-dispatches-2000-more": True,
    "http://yalu.example/2019/12/02/dandong-customs-house-reopens-today": True,
    "http://yalu.example/2019/12/02/seoul-shares-close-lower-again": False,
    "http://yalu.example/article/A2019120211300001234": True,
    "http://yalu.example/": True,
    "http://yalu.example/%EB%B6%81%ED%95%9C-%EB%AC%B4%EC%97%AD-%EB%8B%A8%EB%91%A5": True,
}


@pytest.mark.parametrize(("url", "is_taken"), UNTITLED.items(), ids=str)
def test_an_item_without_words_is_judged_by_its_address_or_taken(url: str, is_taken: bool) -> None:
    assert is_taken == may_name_one(url, NORTH_KOREA) == on_topic("", url=url)


# --- measured on ../shared -----------------------------------------------------------------------------------------

# Spelled out, and not by the filter's own words: what a reader would look for.
NAMED = re.compile(
    r"north[ -]korea|\bDPRK\b|pyongyang|nordkorea|nord-cor|corée du nord|corea del norte|norcore|북한|평양|"
    r"朝鲜(?!族)|北朝鮮|北韓|平壌|平壤|северн\w+ коре|северокоре|КНДР|пхеньян|kore\w+ północn",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Measured:
    """What the filter does on the reports of ../shared. Items are (id, title, beginning of the text)."""

    gold: int
    titles_taken: int
    missed: list[tuple[str, str]]
    pages: int
    taken: int
    named: int
    named_missed: list[tuple[str, str]]

    @property
    def recall(self) -> float:
        """Share of the relevant gold reports that are taken, by title and 200 characters."""
        return 1 - len(self.missed) / self.gold

    @property
    def title_recall(self) -> float:
        """As `recall`, by title alone."""
        return self.titles_taken / self.gold

    @property
    def saved(self) -> float:
        """Share of the bench's pages that would never be asked for."""
        return 1 - self.taken / self.pages

    @property
    def named_recall(self) -> float:
        """Share of the bench's pages that name North Korea at their beginning and are taken."""
        return 1 - len(self.named_missed) / max(1, self.named)


def gold_reports() -> Iterator[tuple[str, str, str]]:
    for row in map(json.loads, (GOLD / "gold.jsonl").read_text("utf-8").splitlines()):
        if row["relevant"]:
            yield row["id"], row["title"], (GOLD / "text" / f"{row['id']}.txt").read_text("utf-8")


def bench_pages() -> Iterator[tuple[str, str, str]]:
    for row in map(json.loads, (BENCH / "gold.jsonl").read_text("utf-8").splitlines()):
        if row.get("title"):
            yield row["url"], row["title"], row.get("text") or " ".join(row.get("snippets_in") or ())


def beginning(text: str) -> str:
    return " ".join(text.split())[:SUMMARY_CHARACTERS]


def measured() -> Measured:
    gold, pages = list(gold_reports()), list(bench_pages())
    taken = [on_topic(title, beginning(text)) for _, title, text in pages]
    named = [bool(NAMED.search(f"{title} {beginning(text)}")) for _, title, text in pages]
    return Measured(
        gold=len(gold),
        titles_taken=sum(on_topic(title) for _, title, _ in gold),
        missed=[(key, title) for key, title, text in gold if not on_topic(title, beginning(text))],
        pages=len(pages),
        taken=sum(taken),
        named=sum(named),
        named_missed=[page[:2] for page, is_taken, is_named in zip(pages, taken, named, strict=True)
                      if is_named and not is_taken],
    )  # fmt: skip


@needs(GOLD)
@needs(BENCH)
def test_nearly_all_relevant_gold_reports_are_taken() -> None:
    found = measured()

    assert 0.98 <= found.recall, found.missed
    assert 1.0 == found.named_recall, found.named_missed


@needs(GOLD)
@needs(BENCH)
def test_general_pages_are_nearly_all_left() -> None:
    assert 0.99 <= measured().saved


def main() -> None:
    """Prints what was measured."""
    if not GOLD.exists() or not BENCH.exists():
        sys.exit(f"topic filter: not measured, no labelled data at {SHARED}")
    found = measured()
    print(f"topic filter, {len(NORTH_KOREA)} words, title and {SUMMARY_CHARACTERS} characters")
    print(f"gold: recall {found.recall:.3f} ({found.gold - len(found.missed)} of {found.gold} relevant reports)")
    print(f"gold: recall {found.title_recall:.3f} where a listing has only the title")
    print(f"bench: {found.saved:.3f} of {found.pages} pages saved, {found.taken} taken")
    print(f"bench: recall {found.named_recall:.3f} of {found.named} pages that name North Korea at their beginning")
    for key, title in [*found.missed, *found.named_missed]:
        print(f"missed: {key} {title}")


if __name__ == "__main__":
    main()
