"""Is an item about North Korea at all? The wide filter of general outlets, judged before a page is asked for.

It knows nothing of labour: half of the good reports name it only in their fifth paragraph.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from urllib.parse import unquote, urlsplit

_WORDS = """
en: North Korea, N Korea, N. Korea, NKorea, NK, DPRK, D.P.R.K, Democratic People's Republic of Korea, Pyongyang
en: Kim Jong, Jong Un, Jong Il, Kim Il Sung, Kim Yo Jong, Choe Son Hui, juche, KCNA, Rodong Sinmun, Chongryon, Kimsuky
en: inter Korean, two Koreas, both Koreas, Korean peninsula, hermit kingdom, Panmunjom, DMZ, demilitari*ed zone
en: 38th parallel, 38 North, denucleari, Kaesong, Sinuiju, Rason, Wonsan, Hyesan, Yalu, Tumen, Dandong, Hunchun
en: MSMT, multilateral sanctions monitoring, 1718 Committee, Panel of Experts, Lazarus Group, Hwasong, Pukguksong
en: Mansudae, Air Koryo, Alabuga, NKSPEA, resolution 1718, resolution 2270, resolution 2321, resolution 2371
en: resolution 2375, resolution 2397, UNSCR 1718, UNSCR 2371, UNSCR 2375, UNSCR 2397
ko: 북한, 북녘, 북측, 북핵, 북중, 북러, 북송, 대북, 방북, 월북, 납북, 탈북, 친북, 종북, 남북, 조선민주주의, 조선중앙
ko: 조선로동당, 조선노동당, 로동신문, 노동신문, 김정은, 김정일, 김일성, 김여정, 최선희, 평양, 개성공단, 통일부, 새터민
ko: 비핵화, 판문점, 비무장지대, 조총련, 주체사상, 신의주, 라진, 라선, 나선시, 원산갈마, 금강산, 두만강, 압록강, 단둥
ko: 훈춘, 고려항공, 만수대창작사, 오물풍선, 오물 풍선
zh: 北韩, 北韓, 平壤, 金正恩, 金与正, 金與正, 金正日, 金日成, 朝中社, 劳动新闻, 勞動新聞, 中朝, 俄朝, 朝俄, 美朝, 朝美
zh: 韩朝, 韓朝, 访朝, 訪朝, 对朝, 對朝, 赴朝, 驻朝, 駐朝, 在朝, 朝核, 朝媒, 脱北, 脫北, 對北, 无核化, 無核化
zh: 板门店, 板門店, 鸭绿江, 鴨綠江, 图们, 圖們, 丹东, 丹東, 珲春, 琿春, 新义州, 新義州, 高丽航空, 高麗航空
ja: 平壌, ピョンヤン, キム・ジョンウン, 金総書記, 労働新聞, 米朝, 露朝, ロ朝, 朝ロ, 日朝首脳, 日朝平壌, 日朝交渉
ja: 日朝協議, 日朝会談, 日朝関係, 日朝国交, 非核化, 拉致問題, 拉致被害, 拉致家族, 朝総連, 鴨緑江, 図們
ru: КНДР*, северн* коре, северокоре, северо корейск, Пхеньян, Ким Чен, Ким Ир Сен, Ким Ё Чжон, чучхе, ЦТАК
ru: межкорейск, корейск* полуостров, Туманган, Хасанск, станци* Хасан
uk: північн* коре, північнокоре, Пхеньян, Кім Чен
mn: Хойд Солонгос, БНАСАУ
kk: солтүстік коре
pl: Kore* Północn, północnokorea, północno korea, KRLD, KRL D, Phenian, Pjongjang, Kim Dzong, Kim Czong
de: Nordkorea, Pjöngjang
fr: Corée du Nord, nord coréen, RPDC
es: Corea del Norte, norcorean
pt: Coreia do Norte, Coréia do Norte, norte corean
it: Corea del Nord, nordcorean
nl: Noord Korea
cs: Severní* Kore, severokorej
tr: Kuzey Kore
id: Korea Utara, Korut
sw: Korea Kaskazini
vi: Triều Tiên, Trieu Tien, Bình Nhưỡng, CHDCND
ar: كوريا الشمالية, بيونغ يانغ, بيونغيانغ, بيونج يانج, كيم جونغ, كيم جونج
fa: کره شمالی
th: เกาหลีเหนือ, เปียงยาง
hi: उत्तर कोरिया
"""
_FORMS = (
    # state firms of the North: Korea ... Trading Corporation, Korea ... Shipping Company
    r"\bkorea \w+(?: \w+)? (?:trading|shipping|shipbuilding|mining|insurance|foreign trade) (?:corp|comp|co\b|bank)",
    # North Korea, but not the Koreans of China, a Seoul newspaper, the old kingdom
    r"朝[鲜鮮](?!族|日[报報]|王朝|[时時]代|通信使|漬|人[参參])",
    # 북·중, 미·북; 북미 alone is mostly North America, 북일 a village
    r"북[·∙ㆍ/-][미일중러한]|[미일중러한남][·∙ㆍ/-]북(?![가-힣])",
    r"북[미일] ?(?:정상|회담|대화|관계|협상|접촉|국교|수교|실무)",
    # headlines leave the rest of 북한 out: 북 노동자, 북노동자, 북, 北 노동자, 北, "...
    r"(?<![가-힣a-z0-9])북 ?(?:노동|근로|인력|주민|당국|정권|매체|외무|미사일|핵|군|도발|파병|해커|여성|식당|무역)",
    r"(?<![가-힣a-z0-9])북(?:,|…|\.\.\.?| ?['\"‘“])",
    r"(?<![一-鿿])北(?=[,·ㆍ∙…]?\s?['\"‘“]?[가-힣])|[對訪脫親越]北|北[核美中俄露](?=[\s,·…]?[가-힣])",
    # ...朝边境, 朝中关系; the word for "early morning" in Japanese is written alike
    r"朝中(?=[边邊关關友两兩贸貿双雙])|朝方(?=[领領负負员員称稱企公])",
    # any gender, number or article
    r"كوري\w{0,4}\s+(?:ال)?شمالي",
)


def _listed(words: str) -> tuple[str, ...]:
    lines = (line.partition(": ")[2] for line in words.strip().splitlines())
    return tuple(dict.fromkeys(word.strip() for line in lines for word in line.split(", ")))


NORTH_KOREA: Sequence[str] = (*_listed(_WORDS), *(f"/{form}/" for form in _FORMS))
"""Words as `names_one` reads them. Measured by `python -m tests.test_topic`."""

LONE_MAX_LETTERS = 4
"""A shorter word has no endings: "NK" is not in "NKVD", "DMZ" not in a name."""

SLUG_MIN_WORDS = 4
"""An address with fewer words of three letters is a section and a number, and says nothing."""

_SIGNS, _LETTERS = re.compile(r"[\W_]+"), re.compile(r"[^\W\d_]{3,}")
_ALIKE = str.maketrans("’‘`‐‑–", "'''---", "\u00ad\u200b")
# Arabic, Devanagari, Thai, kana, Chinese characters, Hangul: words may touch their neighbours.
_JOINED = re.compile(r"[\u0600-\u06ff\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def names_one(text: str, words: Sequence[str]) -> bool:
    """Whether a text holds one of these words, whatever the width, case and composition of its characters. A word
    begins where a word begins and may have any ending, unless it has at most LONE_MAX_LETTERS; `*` is an ending too; a
    space may be a hyphen. Words in scripts that join words stand anywhere, and `/.../` is a regular expression."""
    return _pattern(tuple(words)).search(_folded(text)) is not None


def may_name_one(url: str, words: Sequence[str]) -> bool:
    """As `names_one`, for an item of which only the address is known: true if its path is no line of words."""
    said = _SIGNS.sub(" ", unquote(urlsplit(url).path))
    return len(_LETTERS.findall(said)) < SLUG_MIN_WORDS or names_one(said, words)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One regular expression for all words; linear in the text, since no repetition stands inside another."""
    forms = [word[1:-1] for word in words if _is_form(word)]
    joined = [_literal(word) for word in words if not _is_form(word) and _JOINED.search(word)]
    alone = [_literal(word) for word in words if not _is_form(word) and not _JOINED.search(word)]
    either = [rf"(?<!\w)(?:{'|'.join(alone)})"] if alone else []
    return re.compile("|".join([*either, *joined, *forms]) or r"(?!)")


def _is_form(word: str) -> bool:
    return len(word) > 2 and word.startswith("/") and word.endswith("/")


def _literal(word: str) -> str:
    folded = re.escape(_folded(word)).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+")
    return folded if _JOINED.search(word) or len(word) > LONE_MAX_LETTERS else rf"{folded}(?![^\W\d_])"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
