"""What a time belongs to: the saying or the thing said, and the words that bound it ("since", "by")."""

import re
from dataclasses import replace
from datetime import date

from transforms.claims.when.calendar import When

# A verb after the word of saying opens what is said: "officials said 900 worked there in 2017".
OPENS = (
    r"that|were|was|are|is|be|been|have|has|had|will|would|may|sent|came|arrived|left|went|reached|entered|returned"
    r"|work(?:s|ed|ing)?|employ\w*|remain\w*|live[sd]?|stay\w*"
)
SPEECH = r"(?:said|says|told|reported|wrote|announced|added|learned|published|told [A-Z]\w+(?: \w+)?)"
KO_DEED = r"에? (?:새로 |모두 |다시 )?(?:귀국|도착|출발|떠났|돌아|들어|파견|왔|건너|송환)"
# 21日在记者会上表示; an order (29日下令) dates what was ordered.
ZH_SPEECH = (
    r"(?:[在对就向于][^,。]{1,24}?)?(?:[^,。了过]{0,6}?)"
    r"(?:说(?!法)|表示|称|报道|报导|证实|否认|透露|指出|回应|宣布|公布|发布|发表|刊文|撰文|受访|对(?:本报|记者))"
)
KO_SPEECH = r"따르면|전했|보도했|밝혔|말했|알렸|전한다"


JA_SPEECH = (
    r"(?:報じ|伝え|明らかに|発表|述べ|語っ|話し|指摘|主張|否定|表明|公表|コメント|会見|配信|掲載|公開|説明し|強調し|証言|反論|声明|投稿|報道)"
)
JA_DAY = r"(?:\d{1,2}月)?\d{1,2}日|きょう|今日|きのう|昨日|本日|先週"
JA_SAID_AT_ONCE = rf"付|(?:に|の|夜|朝|午前|午後)?(?:[^、。はがをとでに]{{0,8}}[でに]?)?{JA_SPEECH}"
JA_SAID_AT_LAST = rf"(?:に?、|の).*(?:と|を|て)[^。、]{{0,12}}?{JA_SPEECH}[^。、]{{0,6}}。?$"


OLD_DAYS = 366  # a saying that long before the published day dates what was said, else it is of the report's own days


def is_old(when: When, published: date | None) -> bool:
    return published is not None and when.end is not None and (published - when.end).days > OLD_DAYS


def is_spoken(plain: str, when: When, lang: str) -> bool:
    """The day of the saying, not of the thing: "said on Sunday", "the Asahi said Friday", "14일 ... 전했다"."""
    if lang == "zh":
        return bool(re.match(ZH_SPEECH, plain[when.end_at :]))
    if lang not in ("en", "ko", "ja"):
        return False
    if lang == "ja":
        return _is_spoken_ja(plain, when)
    if lang == "en":
        wording = plain[when.start_at : when.end_at].lower()
        if _is_marked(UNTIL["en"], plain[: when.start_at], wording, ""):  # "told to return by the end of October"
            return False
        return bool(
            re.search(
                rf"\b{SPEECH}\b(?:(?!\b(?:{OPENS})\b)[^.;,\"]){{0,40}}?(?: on| in)?,?\s?$", plain[: when.start_at]
            )
        )
    wording = plain[when.start_at : when.end_at]
    if not re.fullmatch(r"\d{1,2}일", wording) or re.match(KO_DEED, plain[when.end_at :]):
        return False
    return bool(re.search(KO_SPEECH, plain[when.end_at :]))


def _is_spoken_ja(plain: str, when: When) -> bool:
    """ "22日報じた"; "海上保安庁は30日、...と発表した": a speaker, the day, and the saying at the end."""
    if not re.fullmatch(JA_DAY, plain[when.start_at : when.end_at]):
        return False
    after = plain[when.end_at :]
    is_of_speaker = re.search(r"(?:[はがも]|によると)、?$", plain[: when.start_at]) is not None
    return bool(re.match(JA_SAID_AT_ONCE, after) or (is_of_speaker and re.match(JA_SAID_AT_LAST, after)))


# What stands before a time, opens its wording, or follows it.
SINCE = {
    "en": (r"\bsince (?:the )?$", r"since ", r"(?!)"),
    "ko": (r"(?!)", r"(?!)", r"부터|\s?이후"),
    "zh": (r"(?:自|自从|从)$", r"(?:自|从)", r"(?:以来|以后|之后|至今|起)"),
    "ja": (r"(?!)", r"(?!)", r"(?:に入って)?(?:以降|以来|から(?!の(?:報道|推計))|より)"),
    "ru": (r"\bс(?:о)? $", r"с(?:о)? ", r"(?!)"),
}
UNTIL = {
    "en": (r"\b(?:by|until|before)(?: the)? $", r"(?:by|until) ", r"(?!)"),
    "ko": (r"(?!)", r"(?!)", r"까지"),
    "zh": (r"(?:截至|截止|最迟|最晚|不迟于|赶在)$", r"(?:截至|截止)", r"(?:之前|以前|前|为止|止)"),
    "ja": (r"(?!)", r"(?!)", r"(?:ごろ|頃)?(?:まで|以前|を期限|が期限|の期限)"),
    "ru": (r"\b(?:до|к) $", r"(?:до|к) ", r"(?!)"),
}


def _is_marked(marks: tuple[str, str, str], before: str, wording: str, after: str) -> bool:
    ahead, opening, behind = marks
    return bool(re.search(ahead, before, re.IGNORECASE) or re.match(opening, wording) or re.match(behind, after))


def bounded(plain: str, when: When, lang: str, published: date | None) -> When:
    """ "since X" runs to the published day; "by X" and "until X" end with X and leave the beginning open."""
    before, wording, after = plain[: when.start_at], plain[when.start_at : when.end_at].lower(), plain[when.end_at :]
    since, by = (_is_marked(marks[lang], before, wording, after) for marks in (SINCE, UNTIL))
    if when.start is None:
        return when
    if re.search(r"\bahead of (?:the )?$", before) and when.end is not None:
        return replace(when, start=None, end=min(when.end, published) if published else when.end)
    if since:
        end = published if published and when.start <= published else None
        return replace(when, end=end)
    if by:
        begin = (
            date(when.end.year, 1, 1)
            if when.end and re.search(r"올해|연초|this year|first three months|since January|今年に入|年初から", plain)
            else None
        )
        return replace(when, start=begin)
    return when
