"""Whether an outlet says of its own report that it is withdrawn or corrected. Pure.

Only a line that is nothing but such a note counts, at the head or tail of a text, or a mark before the title: reports
tell of workers who were withdrawn, statements that were retracted and camps of correction.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["withdrawn", "corrected"]

# A note is short, and stands in the first or last lines: a correction of 600 letters is already a rare one.
_MAX_CHARACTERS = 600
_HEAD_LINES, _TAIL_LINES = 2, 4


@dataclass(frozen=True)
class Notice:
    """What the outlet says, in its words: `quote` is `[start:end]` of the title or of the text."""

    kind: Kind
    quote: str
    start: int
    end: int
    is_in_title: bool


# Brackets and marks that stand before a note.
_MARK = r"^[\s*※▶■◆●【\[〈<（(《]*"
_OWN_EN = r"this (?:article|story|report|item|piece|dispatch|post|page)"
_MONTH_DAY = r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d{1,2} )?"

_DONE_JA = r"(?:ました|します|いたします|いたしました|されました|た)"

# In each language: what heads a title, what is a line of its own.
_WITHDRAWN_TITLE: dict[str, str] = {
    "en": _MARK + r"(?:withdrawn|retracted|retraction|story withdrawn|article withdrawn)\s*[\])}:–—-]",
    "ko": _MARK + r"(?:전문\s?취소|기사\s?(?:전문\s?)?(?:삭제|취소|철회))\s*(?:[\])】>〉:：]|$)",
    "zh": _MARK + r"(?:撤稿|撤稿声明|撤稿聲明|撤稿启事|全文撤回)\s*(?:[\])】）>〉:：]|$)",
    "ja": _MARK + r"(?:記事)?(?:全文)?(?:取り消し|取消し|撤回)\s*[\])】〉>：:]",
    "ru": _MARK + r"(?:отозвано|аннулировано|снято с публикации)\s*[\])}:.–—-]",
}
_WITHDRAWN_LINE: dict[str, str] = {
    "en": _MARK
    + r"(?:(?:editor'?s'? note|editor’s note|note|retraction|notice)\s*[:.–—-]\s*(?:the|this|we)\b.{0,60}"
    + r"\b(?:article|story|report)\b.{0,60}\b(?:withdrawn|retracted|taken down)\b"
    + rf"|{_OWN_EN}\s(?:has been|have been|was|is being|is)\s(?:withdrawn|retracted|removed|deleted|taken down)\b"
    + r"|we (?:have |hereby )?(?:withdrawn?|withdrew|retract(?:ed)?|removed?) this (?:article|story|report)\b"
    + r"|(?:retraction|withdrawn)\s*[:–—]\s)",
    "ko": _MARK
    + r"(?:(?:이|본|해당|위)\s?(?:기사|보도)(?:는|를|가)?\s.{0,60}"
    + r"(?:삭제|철회|취소)(?:되었|됐|했|하였|합니다|한다|처리|된\s?기사)"
    + r"|(?:기사\s?(?:삭제|취소|철회)|전문\s?취소)(?:\s?(?:안내|알림))?\s*[\])】>:：])",
    "zh": _MARK
    + r"(?:(?:本文|本稿|此稿|此文|本报道|本報導|本報道|该稿|該稿)(?:已|已经|已經|现|現|现已|現已|被)?.{0,16}"
    + r"(?:撤回|撤稿|撤销|撤銷|撤下|删除|刪除)"
    + r"|(?:撤稿|撤稿声明|撤稿聲明|撤稿启事)\s*[\])】）:：])",
    "ja": _MARK
    + r"(?:(?:この|本|当該|当)(?:記事|報道|原稿|配信)(?:は|を|について).{0,40}(?:取り消し|取消し|撤回|削除)" + _DONE_JA
    + r"|(?:記事)?(?:全文)?(?:取り消し|取消し)\s*[\])】〉>：:])",
    "ru": _MARK
    + r"(?:(?:эта|данная|настоящая)\s(?:статья|публикация|новость|заметка)\s(?:была\s)?.{0,30}"
    + r"(?:отозвана|снята с публикации|удалена)"
    + r"|(?:этот|данный|настоящий)\s(?:материал|текст)\s(?:был\s)?.{0,30}(?:отозван|снят с публикации|удал[её]н)"
    + r"|(?:от редакции|примечание редакции)\s*[:.–—-].{0,60}(?:материал|стать|публикаци|новость).{0,40}"
    + r"(?:отозван|снят|удал[её]н))",
}
_CORRECTED_TITLE: dict[str, str] = {
    "en": _MARK + r"(?:correction|corrected|corrects|clarification)\s*(?:[\])}:–—]|-\s)",
    "ko": _MARK + r"(?:정정|정정\s?보도(?:문)?|고침|바로잡습니다|바로잡음)\s*(?:[\])】>〉:：]|$)",
    "zh": _MARK + r"(?:更正|勘误|勘誤|更正启事|更正啟事|更正声明|更正聲明)\s*(?:[\])】）>〉:：]|$)",
    "ja": _MARK + r"(?:訂正|おわびと訂正|お詫びと訂正|訂正とおわび|訂正して再送)\s*(?:[\])】〉>：:]|$)",
    "ru": _MARK + r"(?:исправлено|исправление|поправка)\s*[\])}:.–—]",
}
_CORRECTED_LINE: dict[str, str] = {
    "en": _MARK
    + r"(?:corrections?(?: and clarifications?)?(?:,? \(?[a-z]+\.? \d{1,2}(?:, \d{4})?\)?)?\s*[:–—]\s"
    + r"|clarification\s*[:–—]\s"
    + r"|(?:editor'?s'? note|editor’s note|note|update)\s*[:.–—-]\s*(?:an? (?:earlier|previous) version|" + _OWN_EN
    + r").{0,80}\b(?:correct|misstat|incorrect|amend|wrong|erroneous)"
    + rf"|{_OWN_EN}\s(?:has been|was)\s(?:corrected|amended|updated to correct)\b"
    + rf"|this {_MONTH_DAY}(?:article|story|report)\s(?:has been|was|is)\s(?:corrected|amended|refiled to correct)\b"
    + r"|an? (?:earlier|previous|original) version of (?:this|the) (?:article|story|report|post|headline)\b"
    + r"|corrects\s.{3,120}[)\]]\s*$)",
    "ko": _MARK
    + r"(?:(?:정정\s?보도(?:문)?|정정|고침|바로잡습니다|바로잡음)\s*[\])】>〉:：]"
    + r"|(?:정정\s?보도문?|바로잡습니다)\s*$"
    + r"|.{0,250}(?:바로잡습니다|정정합니다|바로잡았습니다|정정했습니다)[.)\]\s]*$)",
    "zh": _MARK
    + r"(?:(?:更正|勘误|勘誤|更正启事|更正啟事|更正声明|更正聲明|编者更正|編者更正)\s*[\])】）:：]"
    + r"|(?:本文|本稿|本报道|本報導|本報道|此前版本|早前版本|先前版本).{0,60}(?:更正|有误|有誤|勘误|勘誤))",
    "ja": _MARK
    + r"(?:(?:訂正|おわびと訂正|お詫びと訂正|訂正とおわび)\s*[\])】〉>：:]"
    + r"|(?:この|本|当)記事(?:は|の|で|に|を|について).{0,80}訂正(?:しま|いたしま|され|して)"
    + r"|.{0,200}(?:訂正します|訂正いたします|訂正しました|訂正いたしました)[。)）\]]*\s*$)",
    "ru": _MARK
    + r"(?:(?:исправлено|исправление|поправка|опровержение)\s*[:.–—]"
    + r"|в\s(?:предыдущей|ранней|первой|первоначальной|более ранней)\sверсии\s(?:этой\s|этого\s|данной\s|данного\s)?"
    + r"(?:статьи|материала|текста|новости|заметки|публикации)\b"
    + r"|в\s(?:статью|материал|текст|новость|заметку)\sвнесен[оы]\s(?:исправлени|поправк|уточнени))",
}

_Compiled = dict[str, re.Pattern[str]]


def _compiled(patterns: dict[str, str]) -> _Compiled:
    return {language: re.compile(pattern, re.IGNORECASE) for language, pattern in patterns.items()}


_RULES: tuple[tuple[Kind, _Compiled, _Compiled], ...] = (
    ("withdrawn", _compiled(_WITHDRAWN_TITLE), _compiled(_WITHDRAWN_LINE)),
    ("corrected", _compiled(_CORRECTED_TITLE), _compiled(_CORRECTED_LINE)),
)


def notice(title: str | None, text: str, language: str | None) -> Notice | None:
    """What the outlet says of this report: a withdrawal before a correction, in the title before the text; None where
    it says neither. `text` has paragraphs parted by line feeds; of a text in no known language all are tried."""
    heading = title or ""
    for kind, in_title, in_line in _RULES:
        if any(pattern.search(heading) for pattern in _chosen(in_title, language)):
            return Notice(kind, heading, 0, len(heading), is_in_title=True)
        for start, end in _outer_lines(text):
            line = text[start:end]
            if any(pattern.search(line) for pattern in _chosen(in_line, language)):
                return Notice(kind, line, start, end, is_in_title=False)
    return None


def _chosen(patterns: _Compiled, language: str | None) -> list[re.Pattern[str]]:
    return [patterns[language]] if language in patterns else list(patterns.values())


def _outer_lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the first and last lines of a text that are short enough to be a note."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    outer = {*lines[:_HEAD_LINES], *lines[-_TAIL_LINES:]}
    yield from (span for span in sorted(outer) if span[1] - span[0] <= _MAX_CHARACTERS)
