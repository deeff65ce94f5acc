"""On a long page only what belongs to the story of the workers is read: not the text about prices beside it."""

from transforms.claims import read

STORY = "Some 300 North Korean workers came to Hunchun.\n\nThe workers earn 2,000 yuan a month. Two of them died."
ASIDE = (
    "Shoppers pay $40 for a ticket this year, and 12 people died on the roads. A survey found that hotels raised "
    "their prices by 7 per cent while guests saved $15 on breakfast. "
)


def subtypes(text: str) -> list[str]:
    report = {"title": "North Korean workers in China", "text": text, "published": "2024-05-15", "lang": "en"}
    return [claim["subtype"] for claim in read(report) if claim["type"] in ("movement", "wage", "incident")]


def test_prose_around_a_story_adds_no_claim() -> None:
    aside = "\n\n".join([ASIDE * 4] * 3)

    assert subtypes(STORY) == subtypes(f"{aside}\n\n{STORY}\n\n{aside}")


def test_a_paragraph_behind_the_last_mention_belongs_to_it_where_it_speaks_of_work_and_papers() -> None:
    behind = "Their visas ran out in June, and the women at the dormitory have not been paid since March."
    filled = "\n\n".join([ASIDE * 4] * 3)

    assert "arrears" in subtypes(f"{STORY}\n\n{behind}\n\n{filled}")


def test_a_short_text_is_read_whole() -> None:
    assert "death" in subtypes(f"{STORY}\n\nA welder died in August.")
