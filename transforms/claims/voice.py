"""Says who speaks in a sentence, and whether a thing is affirmed, denied, doubted, negated or only to come."""

import re
from functools import cache, lru_cache

from transforms import vocab
from transforms.caseless import Caseless
from transforms.either import either

POLARITIES = ("unverified", "denied", "negated", "reported_future")
KO_PAST = "".join(map(chr, range(0xAC14, 0xD7A4, 28)))  # syllables that end in ㅆ: 갔, 썼, 있
# Japanese goes on with the stem of a verb (帰国し、 送られ、 働いており、), not so "うち、", "ため、", "として、".
JA_BREAK = (
    r"[いっしれけきりみえんせ][ただ]が、?"
    r"|[しりきぎみちびえけせれねべめげ](?<!うち)(?<!より)(?<!余り)(?<!しかし)(?<!超え)(?<!だけ)(?<!ため)(?<!初め)"
    r"(?<!それぞれ)、"
    r"|て(?<!として)(?<!よって)(?<!とって)(?<!対して)(?<!ついて)(?<!おいて)(?<!初めて)(?<!全て)(?<!すべて)、"
    r"|(?<![なしたさくる])い、|ず、|んで、|たほか、?|[るた](?:うえ|上)で?、"
)
BREAK = re.compile(
    r";|: |, (?:on|at|by|after|since|until) which (?:date|time|point|day) |,? but |,? while |, whereas "
    r"|, and (?=[^,]* (?:no|not|will|would)\b)"
    r"|,? (?:although|though|even though|even as|yet|whether|unless) |, (?:because|since|as|so) (?=[a-z])"
    r"|,? (?:down|up) from |,? (?:compared with|against) |, earning "
    rf"|(?<!까)지만,? |으나,? |[으이하되]며,? |[다라]며,? |면서,? |이고,? |[{KO_PAST}](?:고|는데),? |[다요]\" ?"
    r"|[하되]고,? (?!있|싶|나)|명 중 |가운데 "
    r"|；|,?(?:但是?|然而|另有|并称)|,(?:而|不过)|が、|ものの|一方(?:で)?、|、(?:また|さらに)"
    r"|, (?:но|а|однако|прич[её]м|зато|хотя|тогда как|в то время как) "
    r"|, (?=(?:то )?(?:сейчас|теперь|сегодня|ныне|нынче|спустя) )"
    rf"|{JA_BREAK}"
)


AHEAD_OF_BREAK = 12  # characters that a break may look at behind it


@lru_cache(maxsize=256)  # asked again and again for the same span
def clause(plain: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a span of a sentence: what stands between the nearest breaks."""
    breaks = (match.end() for match in BREAK.finditer(plain, 0, start + AHEAD_OF_BREAK) if match.end() <= start)
    begin = max(breaks, default=0)
    after = BREAK.search(plain, max(start, end - 2))  # a span that ends in a stem: 보냈|고, 올해는
    return begin, after.start() + 1 if after else len(plain)


# "Only" and "less than" are no negation.
NO_MORE_THAN = re.compile(r"しか[^。、]{0,16}?(?:な[いかく]|ず)|(?:満た|届か|足ら)(?:な[いか](?:った)?|ず)")
BEHIND_VERB = 24  # characters behind a span in which its verb says no or shall
# Says who they are, not that they shall; what a clause between commas says of somebody is of nothing else; what came
# as it was planned came; a town that is planned, and what somebody would do in those days.
DUE = re.compile(
    r"\bwho (?:were|are|was) due to \w+|, (?:which|who|whose|where) [^,]*,"
    r"|\b(?:[Aa]s|than) (?:\w+ )?"
    r"(?:planned|expected|promised|intended|agreed|scheduled|requested|foreseen|hoped|proposed|forecast)\b"
    r"|\b[Aa]t (?:the|his|her|its) (?:\w+ )?(?:request|invitation|bidding|insistence) of\b"
    r"|\b(?:planned|proposed|future|would-be) (?:\w+ )?(?:town|city|factory|plant|zone|bridge|hotel|resort|stadium|road"
    r"|port|line|station|building|centre|hospital|school|district|complex|mall|tower|pipeline|railway)\b"
    r"|\b(?:[Ii]n|[Dd]uring) those (?:years|days|times|months)\b[^.;]{0,60}\bwould\b"
)
# Said of people counted behind their noun: "300 workers are expected", "80 cooks for Minsk are sought".
AHEAD_OF = re.compile(
    r"(?:,? who)? (?:(?:will|would|shall|may|might|could|must|should)(?! have)"
    r"|by (?:next|the end of (?:next|this))\b|(?:(?:for|to|in|at) (?:the )?(?:[\w'-]+ ){1,3}?)?"
    r"(?:are|is|were|was|have been|has been) (?:now |still |also |already |being |currently )*"
    r"(?:expected|due|set|to|scheduled|about|likely|supposed|believed to be coming|slated|earmarked|on the(?:ir)? way"
    r"|bound for|sought|wanted|needed|requested|ordered|promised|pledged|offered|planned|envisaged|foreseen|awaited"
    r"|approved|cleared to|booked|allotted|allocated|chosen|picked|selected|recruited|lined up|in the pipeline|ready to"
    r"|waiting (?:to|for)|getting ready|preparing to|under discussion|being processed|pending|on order"
    r"|asked for|applied for|provided for|budgeted for|in prospect|in line))\b[^,.;]{0,25}"
)
# Where a sentence goes on with another subject, a no before it is no more heard: "nobody came, and the 600 ...".
NEXT_SUBJECT = re.compile(r", (?:and|so|then) (?=(?:the|its|their|some|about|another|only|just|all|\d)\b)")


@cache
def _polarity_patterns(lang: str) -> dict[str, Caseless]:
    found: dict[str, list[str]] = {}
    for row in vocab.of("polarity", lang):
        found.setdefault(row["polarity"], []).append(row["pattern"])
    return {polarity: Caseless("|".join(patterns)) for polarity, patterns in found.items()}


@lru_cache(maxsize=64)  # asked again for the same span
def polarity(plain: str, start: int, end: int, lang: str) -> str:
    """The polarity of what a span asserts. Doubt and denial are looked for in the whole sentence up to a semicolon, the
    rest in the clause."""
    patterns = _polarity_patterns(lang)
    whole = plain[plain.rfind(";", 0, start) + 1 : (plain.find(";", end) + 1 or len(plain) + 1) - 1]
    whole = _of_one_voice(plain, start, end, whole) if lang == "en" else whole
    begin, stop = clause(plain, start, end)
    denial = plain[begin:stop] if lang == "ru" else whole  # ", а посольство отрицает" denies another thing
    if "rejected" in patterns and patterns["rejected"].search(whole):
        return "denied"
    for word, reach in (("unverified", whole), ("denied", denial)):
        if word in patterns and patterns[word].search(reach):
            return word
    if lang == "zh" and "negated" in patterns and patterns["negated"].search(plain, *between_commas(plain, start, end)):
        return "negated"
    # English says no and shall before the verb, Japanese behind what is counted, the others on both sides.
    begin = start if lang == "ja" else begin
    stop = min(stop, between_commas(plain, start, end)[1]) if lang == "zh" else stop
    reach = plain[begin : _end(plain, end) if lang == "en" else min(stop, end + BEHIND_VERB)]
    reach = NO_MORE_THAN.sub("", DUE.sub("", reach))
    near = plain[slice(*_with_relative(plain, start, end))] if lang == "ru" else reach
    near = NEXT_SUBJECT.split(reach)[-1] if lang == "en" and not NEXT_SUBJECT.search(plain, start) else near
    for word in ("reported_future",) if lang == "zh" else ("negated", "reported_future"):
        if word in patterns and patterns[word].search(near if word == "negated" else reach):
            return word
    return "affirmed"


# "was fined and denies it": what is denied behind is something else; "disputed that: thirty are there" begins anew.
DENIES_ELSE = re.compile(
    r",? (?:and|but) (?:now |has |have |it |he |she |they )?"
    r"(?:denie[sd]|deny|rejects?|rejected|disputes?|disputed|dismiss(?:es|ed)?)\b"
)
SAYS_ELSE = re.compile(r"\b(?:that|this|it|otherwise|so)\b[^:]{0,12}: $")


def _of_one_voice(plain: str, start: int, end: int, whole: str) -> str:
    """The part of a sentence that speaks of a span in one voice."""
    else_ = DENIES_ELSE.search(plain, end)
    colon = plain.rfind(": ", 0, start) + 2
    begin = colon if colon > 1 and SAYS_ELSE.search(plain, 0, colon) else plain.find(whole)
    stop = else_.start() if else_ else plain.find(whole) + len(whole)
    return plain[begin:stop]


def is_to_come(plain: str, start: int, end: int, lang: str) -> bool:
    """Whether words that only of people mean the future stand at a span: what they must do, a verb without its past."""
    pattern = _polarity_patterns(lang).get("people_to_come")
    _, stop = clause(plain, start, end)
    return pattern is not None and pattern.search(plain[start : min(stop, end + BEHIND_VERB)]) is not None


AFTER = 48  # characters of the next sentence in which a doubt must stand


def is_doubted_after(text: str, at: int, lang: str) -> bool:
    """Whether the next sentence of the line only says that this one is not confirmed: 中国側は確認していない。"""
    pattern = _polarity_patterns(lang).get("doubted_after")
    following = re.match(rf"[ 」』]*([^\n。]{{1,{AFTER}}})(?=。|\n|$)", text[at : at + 2 * AFTER])
    return bool(pattern and following and pattern.search(following[1]) and not re.search(r"\d", following[1]))


def _end(plain: str, end: int) -> int:
    match = AHEAD_OF.match(plain, end)
    return match.end() if match else end


COMMA = re.compile("[,;]")


def between_commas(plain: str, start: int, end: int) -> tuple[int, int]:
    """What stands between the commas around a span: a Chinese "not" reaches no further."""
    after = COMMA.search(plain, end)
    before = max(plain.rfind(",", 0, start), plain.rfind(";", 0, start))
    return before + 1, after.start() if after else len(plain)


# "Депортация 45 рабочих, о которой объявили в декабре, не состоялась": the verb stands behind the clause.
RELATIVE_RU = re.compile(
    r", (?:(?:о|об|в|с|к|на|из|для|за|по|от) )?(?:котор\w+|чь\w+|\w+(?:вш|ющ|ящ|нн|им|ем)\w{2,3}) [^,;]*,"
)


def _with_relative(plain: str, start: int, end: int) -> tuple[int, int]:
    begin, stop = between_commas(plain, start, end)
    relative = RELATIVE_RU.match(plain, stop)
    return begin, between_commas(plain, start, relative.end())[1] if relative else stop


# --- who says it -------------------------------------------------------------------------------------------------

SPEECH = {
    "en": r"\b(?:said|says?|told|according to|reported|reports?|estimates?|estimated|denied|denies|wrote"
    r"|puts?|learned|found|announced|explained|added|highlights?|rejected|dismissed|thinks?|claims?|claimed|insists?"
    r"|insisted|argues?|argued|believes?|reckons?|recalls?|recalled|writes|confirmed|confirms|notes?|noted|warned|warns"
    r"|disclosed|quoted|quoting|cited|cites|citing|testified|conceded|acknowledged|admits?|admitted|stated"
    r"|states that)\b",
    "ko": r"따르면|전했|보도|밝혔|말했|했다|알려졌|전한|주장|추정|집계|덧붙였|설명했",
    "zh": r"据|據|说|說|称|稱|表示|透露|指出|报道|報道|報導|认为|認為|估计|估計|披露|否认|否認|宣布|公布"
    r"|写道|回应|承认",
    "ja": r"によると|によれば|述べ|話し|語っ|報じ|伝え|明らかにし|指摘|発表|推定|推計|証言|主張|否定|という",
    "ru": r"\b(?:сообщ\w+|заяв\w+|рассказ\w+|по (?:данным|словам|информации|сведениям|оценк\w+)|пиш\w+|отме\w+"
    r"|утвержда\w+|подсчита\w+|опроверг\w*|отриц\w+|объяви\w+|передает|уточни\w+|говор\w+|сказал\w*)\b",
}
# What may stand before a speaker's name and belongs to it, and what must follow it.
KO_AHEAD = r"(?:[가-힣]+의|현지|내부|대북|북한|중국|러시아|한국|미국|일본|복수|익명)"
AHEAD = {
    "ko": rf"(?:{KO_AHEAD} )?",
    "zh": r"(?:(?:一[位名]|多[位名]|数名|當地|当地|中国|朝鲜|俄罗斯|匿名|不愿具名的|韩国|边境)的?){0,2}",
    "ja": r"(?:(?:現地|匿名|中朝|北朝鮮|中国|ロシア|韓国|複数|内部|ある|吉林省|遼寧省)の?){0,2}",
    "ru": r"(?:(?:анонимн|местн|осведомленн|дипломатическ|российск|китайск|южнокорейск)\w+ ){0,2}",
}
BEHIND = {"ko": r"(?=[은는이가의도,\s(]|들은|에 ?(?:따르|의하|게))", "zh": "", "ja": "", "ru": r"(?!\w)"}
EN_AHEAD = (
    r"(?:\b(?:[Aa]n?|[Tt]he|[Oo]ne of the|[Oo]ne|[Ss]ome|[Tt]hree|[Tt]wo|[Ss]everal"
    r"|[Mm]ore than \d+) )?(?:[A-Za-z]+-based |North Korean |South Korean |Chinese |local |unnamed )*"
)


@cache
def _speakers(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of a speaker named and the kinds by form."""
    kinds = {row["form"]: row["kind"] for row in vocab.of("attribution", lang)}
    forms = either(kinds)
    if lang != "en":
        return re.compile(rf"{AHEAD[lang]}(?P<form>{forms}){BEHIND[lang]}"), kinds
    at_start = either(form.capitalize() for form in kinds if form.islower())
    name = rf"(?P<form>{forms}|^\W*(?:{at_start}))"
    return re.compile(rf"{EN_AHEAD}(?<![\w]){name}\b(?: in [A-Z]\w+(?: [A-Z]\w+)*)?"), kinds


SAYING = 200  # characters between a name and the word of saying; never over the end of a sentence


@lru_cache(maxsize=64)  # asked for every claim of a sentence and of its paragraph
def attribution(plain: str, lang: str) -> tuple[str | None, str | None]:
    """Who says it, as written, and of what kind; None, None where nobody is named as speaking."""
    if not re.search(SPEECH[lang], plain, re.IGNORECASE if lang == "ru" else 0):
        return None, None
    pattern, kinds = _speakers(lang)
    found = list(pattern.finditer(plain))
    if not found:
        return None, None
    best = min(found, key=lambda match: _distance(plain, match, lang))
    if _distance(plain, best, lang) > SAYING:
        return None, None
    form = best.group("form").lstrip("\"'([ ")
    return best.group().strip("\"'([ "), kinds[form if form in kinds else form.lower()]


def _distance(plain: str, match: re.Match[str], lang: str) -> int:
    """How far a name stands from the nearest word of saying."""
    words = re.finditer(SPEECH[lang], plain, re.IGNORECASE if lang == "ru" else 0)
    return min(
        SAYING + 1
        if re.search(r"[.;!?]\s|[。！？；]", plain[min(word.end(), match.end()) : max(word.start(), match.start())])
        else min(abs(word.start() - match.end()), abs(match.start() - word.end()))
        for word in words
    )
