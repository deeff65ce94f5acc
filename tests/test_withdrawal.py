"""What outlets say of their own reports: withdrawn, corrected; and the many texts that only use the same words."""

import pytest

from transforms.withdrawal import notice

BODY = "The crew came home on Friday.\n\nNobody at the plant would speak about it.\n\nThe gate was shut for a week."

WITHDRAWN = [
    ("en", "This article has been withdrawn because its source could not be confirmed."),
    ("en", "(This story was retracted on 9 December.)"),
    ("en", "Editor's note: The article below has been withdrawn."),
    ("en", "We have retracted this report after a review of our notes."),
    ("ko", "이 기사는 사실관계 확인이 되지 않아 삭제되었습니다."),
    ("ko", "[기사 삭제] 알립니다"),
    ("zh", "本文因事实有误，现已撤回。"),
    ("zh", "【撤稿声明】此前刊发的内容不实。"),
    ("ja", "この記事は事実関係に誤りがあったため取り消しました。"),
    ("ru", "Эта статья была отозвана редакцией."),
    ("ru", "Данный материал снят с публикации по решению редакции."),
]
CORRECTED = [
    ("en", "Correction: An earlier version gave the number of workers as 320."),
    ("en", "Correction, Dec. 5: an earlier version of this report gave another number."),
    ("en", "This article has been corrected to say that 60 people left."),
    ("en", "An earlier version of this story misstated the name of the plant."),
    ("en", "(This Dec. 3 story has been corrected to fix the date in paragraph 2)"),
    ("en", "(Corrects number of workers in first paragraph)"),
    ("ko", "[바로잡습니다] 본문의 인원은 320명이 아니라 230명입니다."),
    ("ko", "앞서 보도한 인원을 230명으로 정정합니다."),
    ("zh", "更正：人数应为230人。"),
    ("zh", "本文早前版本的人数有误。"),
    ("ja", "【訂正】人数は320人ではなく230人でした。"),
    ("ja", "この記事の人数を訂正しました。"),
    ("ru", "Исправлено: число рабочих составляет 230."),
    ("ru", "В предыдущей версии этой статьи была неверно указана дата."),
    ("ru", "Опровержение: сведения о заводе не подтвердились."),
]
TITLES = [
    ("en", "withdrawn", "WITHDRAWN: Crew leaves the plant"),
    ("en", "corrected", "(Corrected) - Crew leaves the plant"),
    ("ko", "withdrawn", "[기사 취소] 훈춘 공장 인력"),
    ("ko", "corrected", "[정정] 훈춘 공장 인력"),
    ("zh", "corrected", "【更正】工厂人数"),
    ("ja", "corrected", "<訂正>工場の人数"),
    ("ru", "corrected", "Исправлено: рабочие уехали"),
]
SUBJECTS = [
    ("en", "Workers were withdrawn from the plant in Hunchun before the deadline.", "Workers withdrawn from Hunchun"),
    ("en", "The report was withdrawn by the panel after one member objected.", "Panel's report withdrawn"),
    ("en", '"This article has been withdrawn," the ministry said of a clause in the treaty.', "A clause of the treaty"),
    ("en", "The ministry retracted its statement about the crew on Friday.", "Ministry retracts statement"),
    ("en", "The men were sent to a correction camp in the north.", "Correctional camps in the north"),
    ("en", "Corrections officers guard the dormitory.", "Corrections officers at the gate"),
    ("ko", "중국은 노동자 비자를 취소하고 인력을 철회했다고 소식통이 전했다.", "노동자 비자 취소"),
    ("ko", "당국은 잘못을 바로잡겠다고 밝혔다.", "정정당당한 경기"),
    ("zh", "工厂已撤回全部朝鲜工人，并更正了名单。", "工厂撤回工人"),
    ("ja", "北朝鮮は労働者を撤回し、発言を取り消したという。", "労働者の撤回"),
    ("ru", "Рабочие были отозваны на родину до декабря.", "Рабочие отозваны на родину"),
    ("ru", "Посольство опубликовало опровержение этих слов.", "Опровержение посольства"),
]


@pytest.mark.parametrize(("language", "line"), WITHDRAWN, ids=[line for _, line in WITHDRAWN])
def test_a_withdrawal_is_read_at_the_head_with_its_exact_words(language: str, line: str) -> None:
    text = f"{line}\n\n{BODY}"
    found = notice("A crew comes home", text, language)

    assert found is not None
    assert ("withdrawn", line, False) == (found.kind, found.quote, found.is_in_title)
    assert line == text[found.start : found.end]


@pytest.mark.parametrize(("language", "line"), CORRECTED, ids=[line for _, line in CORRECTED])
def test_a_correction_is_read_at_the_tail(language: str, line: str) -> None:
    text = f"{BODY}\n\n{BODY}\n\n{line}"
    found = notice("A crew comes home", text, language)

    assert found is not None
    assert ("corrected", line) == (found.kind, text[found.start : found.end])


@pytest.mark.parametrize(("language", "kind", "title"), TITLES, ids=[title for *_, title in TITLES])
def test_a_mark_before_the_title_is_read(language: str, kind: str, title: str) -> None:
    found = notice(title, BODY, language)

    assert found is not None
    assert (kind, title, True) == (found.kind, found.quote, found.is_in_title)


@pytest.mark.parametrize(("language", "line", "title"), SUBJECTS, ids=[line for _, line, _ in SUBJECTS])
def test_a_report_about_a_withdrawal_or_a_correction_is_none(language: str, line: str, title: str) -> None:
    assert None is notice(title, f"{line}\n\n{BODY}\n\n{line}", language)
    assert None is notice(title, line, None)


def test_a_note_in_the_middle_of_a_text_is_its_subject() -> None:
    note = "This article has been withdrawn because its source could not be confirmed."

    assert None is notice("Media", "\n\n".join([BODY, BODY, note, BODY, BODY]), "en")


def test_a_withdrawal_outweighs_a_correction() -> None:
    found = notice("[Correction] Crew", f"{BODY}\n\nThis article has been withdrawn.", "en")

    assert found is not None
    assert "withdrawn" == found.kind


def test_without_a_language_every_one_is_tried_and_a_long_line_is_no_note() -> None:
    assert notice(None, "本文已撤回。", None) is not None
    assert None is notice(None, "This article has been withdrawn " + "and so on " * 60, "en")
    assert None is notice(None, "", None)
