"""Korean numerals: 3만2천, 백, 열댓, 2~3천, 스무."""

import re
from functools import cache

from transforms import vocab
from transforms.claims.numbers.english import DIGITS
from transforms.claims.numbers.number import Numeral, joined

# Between the ends of a range: 2~3천, 7만에서 10만, 500명에서 많게는 2천 명, 2천 내지 3천.
COUNTED = r"(?:여|여 )?\s?(?:명|인|사람|원|달러|위안|루블|유로|개|곳|시간|살|세)?"
KO_RANGE = rf"{COUNTED}\s?(?:~|-|∼|,|에서|내지)\s?(?:많게는 |최대 |약 )?"
# "700명에서 1900명으로 늘었다": a change and no range.
CHANGED = re.compile(
    rf"{COUNTED}\s?(?:가량|정도|안팎|쯤)?(?:으로|로|까지)\s?(?:[가-힣]+ )?"
    r"(?:늘|줄|불|증가|감소|확대|축소|급증|급감|올랐|올라|올[린렸려리]|상향|하향|조정|높|낮|뛰|뛴|인상|인하|내[렸린려리]|떨어|깎)"
)
# What native numerals count: 열두 시간, 스물다섯 살, 세 곳.
NATIVE_COUNTED = r"명|사람|달|차례|번|배|살|시간|시|곳|군데|개|채|대|척|팀|조|끼|회사|업체|기업|나라|공장|식당"
A_FIRM = re.compile(r"\s?(?:회사|업체|기업|나라|공장|식당)")  # 한 회사 is "a firm", 두 회사 are two


@cache
def _korean_pattern() -> re.Pattern[str]:
    digits = "".join(row["form"] for row in vocab.of("number_words", "ko") if row["kind"] == "digit")
    numeral = (
        rf"(?:(?:\d[\d,]*(?:\.\d+)?|[{digits}])?여?[십백천만억조]+\s?)*(?:\d[\d,]*(?:\.\d+)?|[{digits}])?[십백천만억조]*"
    )
    return re.compile(
        rf"(?<![\d.,가-힣])(?:(?=\d)|(?<![%)A-Za-z]))(?P<sino>(?=[\d{digits}십백천만]){numeral})"
        r"(?=여|명|인|원|달러|딸라|위안|위엔|元|루블|유로|엔|불|즐로|디르함|디나르|리얄|링깃|투그리|바트|파운드|쿠웨이트|홍콩|싱가포르|%|퍼센트|개|대|달|일|월|년|시|차|세|살|곳|만|\s|~|-|∼|,|\)|\.|$"
        r"|[은는이가을를의에])"
    )


@cache
def _native_pattern() -> re.Pattern[str]:
    def either(kind: str) -> str:
        return "|".join(sorted(_korean_words(kind), key=len, reverse=True))

    return re.compile(
        rf"(?<![가-힣\d])(?:(?P<about>{either('approx')})|(?P<pair>{'|'.join(_pairs())})"
        rf"|(?P<hundred>[이삼사오육칠팔구]?백)?(?P<ten>{either('native_ten')})?(?P<unit>{either('native')})?)"
        rf"(?=여?\s?(?:{NATIVE_COUNTED})(?![가-힣]*파))(?P<nobody>(?=\s?(?:명|사람)도 [^.]{{0,20}}(?:없|않|못)))?"
    )


# 셋이 죽었다, 나머지 아홉은: a number that stands alone counts persons. 열 alone is also heat.
NOMINAL = re.compile(
    r"(?<![가-힣\d])(?=둘|셋|넷|[다여][섯]|일곱|여덟|아홉|열[하둘셋넷다여일아]|스물|서른|마흔|쉰|예순|일흔|여든|아흔)"
    r"(?P<ten>열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)?(?P<unit>하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)?"
    r"(?=(?:[이은도만]|에게|뿐)(?: |[.,]|이다|도 |이 )| 남짓| 가까)"
)


@cache
def _pairs() -> dict[str, tuple[float, float]]:
    """Two numbers in a breath are the ends of a range: 서너 is three or four. Written in the list as 3-4."""
    rows = (row for row in vocab.of("number_words", "ko") if row["kind"] == "native_pair")
    return {row["form"]: (float(row["value"].split("-")[0]), float(row["value"].split("-")[1])) for row in rows}


# 이삼천, 2,3천: two digits before one power of ten are the ends of a range.
SINO_PAIR = re.compile(
    r"(?<![\d.,가-힣])(?P<low>[2-8](?=,)|[일이삼사오육륙칠팔](?=[이삼사오육륙칠팔구])),?(?P<high>[3-9]|[이삼사오육륙칠팔구])"
    r"(?P<power>[십백천만]{1,2})(?=여|\s?명|\s?사람|인|원|\s?달러|\s?위안)"
)


def _sino_pair(match: re.Match[str]) -> Numeral | None:
    low, high = (_korean_words("digit").get(match[end]) or float(match[end]) for end in ("low", "high"))
    power = _sino_value(match["power"]) or 1.0
    return (match.start(), match.end(), low * power, high * power, "range") if low + 1 == high else None


@cache
def _korean_words(kind: str) -> dict[str, float]:
    return {row["form"]: float(row["value"]) for row in vocab.of("number_words", "ko") if row["kind"] == kind}


def numerals(flat: str) -> list[Numeral]:
    """The numerals of a text in order, ranges joined."""
    singles = [numeral for match in SINO_PAIR.finditer(flat) if (numeral := _sino_pair(match)) is not None]
    singles += [numeral for match in _korean_pattern().finditer(flat) if (numeral := _sino(match)) is not None]
    for match in _native_pattern().finditer(flat):
        is_none = match.group() == "한" and (_is_each(flat, match.end(), 1) or A_FIRM.match(flat, match.end()))
        if match.group() != (match.group("hundred") or "") and not is_none:
            singles.append(_native(match))
    cents = [_with_cents(match) for match in CENTS.finditer(flat)]
    singles = cents + [one for one in singles if not any(one[0] < end and start < one[1] for start, end, *_ in cents)]
    singles += [_nominal(match) for match in NOMINAL.finditer(flat) if match.group()]
    return joined(flat, sorted(singles), _korean_join)


CENTS = re.compile(r"(?<![\d.,])(?P<whole>\d{1,3}) ?달러 ?(?P<cents>\d{1,2}) ?센트")


def _with_cents(match: re.Match[str]) -> Numeral:
    value = int(match["whole"]) + int(match["cents"]) / 100
    return (match.start(), match.end(), value, value, None)


def _nominal(match: re.Match[str]) -> Numeral:
    value = _korean_words("native_ten").get(match["ten"] or "", 0) + _korean_words("native").get(match["unit"] or "", 0)
    return (match.start(), match.end(), value, value, None)


def _native(match: re.Match[str]) -> Numeral:
    """ "한 명도 없다" counts nobody."""
    if match.group("about"):
        value = _korean_words("approx")[match.group("about")]
        return (match.start(), match.end(), value, value, "approx")
    if match.group("pair"):
        return (match.start(), match.end(), *_pairs()[match.group("pair")], "range")
    if match.group("nobody") is not None and match.group() == "한":
        return (match.start(), match.end(), 0.0, 0.0, None)
    hundreds = _sino_value(match.group("hundred")) or 0.0 if match.group("hundred") else 0.0
    value = hundreds + _korean_words("native_ten").get(match.group("ten") or "", 0) + _korean_words("native").get(
        match.group("unit") or "", 0
    )
    return (match.start(), match.end(), value, value, None)


def _sino(match: re.Match[str]) -> Numeral | None:
    wording = match.group("sino").rstrip(" ,")
    value = _sino_value(wording)
    if value is None or not re.search(r"[\d십백천만억조]", wording) or _is_each(match.string, match.end("sino"), value):
        return None
    own = "approx" if "여" in wording else None  # 30여만
    return (match.start("sino"), match.start("sino") + len(wording), value, value, own)


# 1인당, 한 사람 앞에, 한 명이 버는 돈: one stands for each and counts nobody.
EACH = re.compile(
    r"\s?(?:인|명|사람)(?:당| ?앞| ?몫| 기준|에게|에 (?:시간|월|하루|매달|한 ?달|\d)"
    r"|[을를] [^.]{1,6}때마다|의 (?:하루|월급|몫|임금|손|한 ?달|인건비|월)"
    r"|[이가] (?:[\d,만천백]+ ?(?:달러|위안|원|루블|유로)|매달|한 ?달|달마다|매월|다달이|월|하루|1년|연간|한 해|평균"
    r"|(?:[가-힣]+ ){0,2}?(?:벌|버는|번|받|못 ?받|내는|내야|바치|바쳐|부담)))"
)


def _is_each(flat: str, end: int, value: float) -> bool:
    return value == 1 and EACH.match(flat, end) is not None


SINO_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[일이삼사오육륙칠팔구십백천만억조]|\s")


def _sino_value(wording: str) -> float | None:
    """ "3만 2,000" -> 32000.0, "백" -> 100.0; None for a wording that is not one number ("2, 3")."""
    digits = _korean_words("digit")
    small, big = _korean_words("scale"), _korean_words("myriad")
    total, group, pending = 0.0, 0.0, None
    for token in SINO_TOKEN.findall(wording):
        if token in small:
            group, pending = group + (1.0 if pending is None else pending) * small[token], None
        elif token in big:
            ahead = group + (pending or 0.0)
            total, group, pending = total + (ahead or 1.0) * big[token], 0.0, None
        elif token != " ":
            if pending is not None or (token[0].isdigit() and not re.fullmatch(DIGITS, token)):
                return None
            pending = digits[token] if token in digits else float(token.replace(",", ""))
    return total + group + (pending or 0.0)


def _korean_join(flat: str, first: Numeral, second: Numeral) -> Numeral | None:
    """ "2~3천명": the first digit borrows the unit; "2000~3000명"; None where the two do not make a range."""
    between = flat[first[1] : second[0]] if first[1] <= second[0] else None
    if between is None or first[4] is not None or not re.fullmatch(KO_RANGE, between) or CHANGED.match(flat, second[1]):
        return None
    low, high = first[2], second[3]
    if low < 10 <= high and high / 10 ** (len(str(int(high))) - 1) == high // 10 ** (len(str(int(high))) - 1):
        low *= 10 ** (len(str(int(high))) - 1)
    elif "," in between and "많게는" not in between:
        return None
    return (first[0], second[1], low, high, "range") if low < high else None
