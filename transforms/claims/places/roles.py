"""What a wording does with a place: somebody is there, comes from there or through it; or no place is meant at all."""

import re
from collections.abc import Callable

from transforms import vocab

Role = Callable[[vocab.Place, str, str, str], str | None]
"""place, its name as written, the 30 characters before and behind -> place, from, via; None where no place is meant."""

WORK = (
    "factor|plant|restaurant|compan|firm|site|border|seafood|town|cit|shipyard|farm|construction|employer"
    "|workshop|mill|port|economic zone|countr|state"
)
OFFICIAL = (
    "region|capital|island|emirate|resort"
    "|hotel|hospital|clinic|garment|textile|clothing|logging|timber|building|soil|territor|mine|coast|waters|vessel|boat"
    "|trawler|studio|broker|importer|retailer|universit|college|yard|sawmill|foundry|brewery|dockyard|market|industr|businessman|contractor|developer|owner|boss|landlord"
)
INSTITUTION = (
    r"'s? (?:\w+ ){0,3}?(?:ministr\w+|intelligence|government|embassy|agency|president|leader|broadcaster|parliament"
    r"|army|military|police|spy|officials?|mission|newspaper|daily|prosecutors?|lawmakers?|foreign|unification"
    r"|state department)\b"
)
OBSERVERS = ("KR", "JP", "US", "UA")  # what their institutions say happened elsewhere
NO_HOSTS = ("KR", "JP", "US", "KP")  # what their officials say happened elsewhere
GOVERNMENTS = ("Beijing, CN", "Moscow, RU", "Pyongyang, KP", "Seoul, KR")
HOST_CAPITALS = ("Beijing, CN", "Moscow, RU")  # "Moscow has let in 300": they are in the country
# The Maltese government, Chinese customs: who acts, and the host where no place is named.
STATE_BEHIND = re.compile(
    r"\s(?:\w+ ){0,2}?(?:governments?|ministr\w+|authorit\w+|officials?|police|customs|inspector\w*|immigration"
    r"|parliament|courts?|prosecutors?|regulators?|labou?r|diplomats?|law|state|partners?|side|investigators?)\b"
)
KO_SHY = {
    "인도",
    "이란",
    "가나",
    "오만",
    "도하",
    "선양",
    "무산",
    "연길",
    "심양",
    "남양",
    "말리",
    "기니",
    "천진",
    "장춘",
    "북경",
    "나진",
    "집안시",
    "지안",
    "상해",
    "청도",
    "위해",
    "동강",
    "원동",
    "나선",
    "가봉",
    "타이",
    "백산",
    "용정",
    "하산",
}
# 몽골 정부, 러시아 이민 당국, 러시아 극동개발부는: who acts, and the host where no place is named.
KO_BODY = (
    r"(?:시|성|주)?\s?(?:\S{1,5} ){0,2}\S{0,3}(?:정부|당국)|(?:시|성)?\s?(?:\S{2,4} )?(?:기업|회사|업체|경찰|공안)"
    r"|\s?(?:측은|측이|이민국|[가-힣]{1,5}(?<![동서남북중일내])부[는가의 ])"
)
KO_NO_HOSTS = ("KR", "US", "JP")  # named for who speaks there: 미국 재무부, 한국 통일부


# "The Russian city of Khabarovsk": what follows says where. "Warsaw says": the state speaks.
OF_A_TOWN = re.compile(r" (?:\w+ )?(?:city|town|port|province|region|resort|island|capital|district) (?:of )?[A-Z]")
SPEAKS = re.compile(
    r"(?: has| had)? (?:says|said|insist(?:s|ed)|told|den(?:ies|ied)|claim(?:s|ed)|report(?:s|ed)|promise[sd]"
    r"|maintain(?:s|ed)|announce[sd]|declare[sd]|agree[sd]|decide[sd]|notified|inform(?:s|ed))\b"
)
SPEAKING = (
    "Ulaanbaatar, MN", "Warsaw, PL", "Kathmandu, NP", "Vientiane, LA", "Phnom Penh, KH", "Hanoi, VN", "Doha, QA",
    "Abu Dhabi, AE", "Valletta, MT", "Kuala Lumpur, MY", "Dhaka, BD", "Kampala, UG", "Luanda, AO", "Malabo, GQ",
    "Dakar, SN", "Windhoek, NA", "Minsk, BY", "Bangkok, TH", "Jakarta, ID", "Abuja, NG", "Maputo, MZ", "Kinshasa, CD",
    "Addis Ababa, ET", "Muscat, OM", "Manama, BH", "Kuwait City, KW", "Tripoli, LY", "Damascus, SY", "Cairo, EG",
    "Brazzaville, CG", "Antananarivo, MG", "Conakry, GN", "Lusaka, ZM", "Prague, CZ", "Rome, IT", "Budapest, HU",
    "Bucharest, RO", "Sofia, BG", "Kyiv, UA", "Tashkent, UZ", "Astana, KZ", "Bishkek, KG", "Dushanbe, TJ",
)  # fmt: skip


# "The Gulf Courier", "Kuwait Times": a paper, and no place.
PAPER = re.compile(
    r" (?:[A-Z]\w+ )?(?:Courier|Times|Post|Herald|Daily|Tribune|Gazette|Monitor|Observer|Chronicle|Journal|Mail"
    r"|Standard|Digest|Review|Bulletin|Star|News|Insider|Today|Telegraph|Mirror|Watch|Wire)\b"
)


# "Sudan National Contracting": a firm of whatever country.
FIRM = re.compile(
    r" (?:[A-Z]\w+ ){0,3}(?:Contracting|Construction|Trading|Foods?|Knitwear|Garments?|Apparel|Textiles?|Clothing"
    r"|Seafoods?|Company|Co\b|Corp|Ltd|LLC|Group|Holdings?|Industr\w+|Export|Import|Technolog\w+|Airlines|Airways"
    r"|Builders?|Shipyards?|Enterprises?)"
)


def _english(place: vocab.Place, name: str, before: str, after: str) -> str | None:
    if PAPER.match(after) or (place.kind == "country" and FIRM.match(after)):
        return None
    if name in place.adjectives:
        if OF_A_TOWN.match(after):
            return None
        nouns = WORK if place.chain in NO_HOSTS else f"{WORK}|{OFFICIAL}"
        if re.match(rf"\s(?:\w+ ){{0,2}}?(?:{nouns})", after):
            return "place"
        return "of" if place.chain not in NO_HOSTS and STATE_BEHIND.match(after) else None
    if place.chain in OBSERVERS and re.match(INSTITUTION, after):
        return None
    if re.search(r"\b(?:Equatorial|Papua New|South|North|Inner) $", before) and " " not in name:
        return None
    if place.chain in SPEAKING and SPEAKS.match(after):
        return "of"
    is_at_work = re.match(rf"\s(?:\w+ )?(?:{WORK}|{OFFICIAL})", after)
    if place.chain in GOVERNMENTS and not is_at_work and not re.search(
        r"\b(?:in|to|from|at|near|via|through|of|into|(?:left|bound|headed|depart\w*|flew|leaves?|leaving) for|outside"
        r"|and|or|left|leave|leaving|departed|around|,)\s?(?:the )?$",
        before,
    ):
        return "of" if place.chain in HOST_CAPITALS else None
    return "via" if CROSSING.match(after) or CROSSING_AT.search(before) else _preposition(before)


CROSSING = re.compile(
    r"(?:'s)? (?:customs|crossing|bridge|checkpoint|border (?:post|crossing|gate|bridge)|rail crossing)\b"
)


CROSSING_AT = re.compile(
    r"\b(?:bridge|customs(?: house| post| yard)?|crossing|checkpoint|border (?:post|gate)) (?:at|of|in|near) $"
)


def _preposition(before: str) -> str:
    if re.search(r"\b(?:from|left|leaves?|leaving|departed)\s(?:the )?(?:[A-Z]\w+ )?$", before):
        return "from"
    return "via" if re.search(r"\b(?:via|through|by way of)\s(?:the )?$", before) else "place"


def _korean(place: vocab.Place, name: str, before: str, after: str) -> str | None:
    is_led = re.search(r"(?:중국|러시아|성|주|자치주)의? $", before)
    if name in KO_SHY and not is_led and not re.match(r"에|으로|로 |의 |시 |를 거쳐|을 거쳐| 주재", after):
        return None
    if re.match(r"\s?주재 (?:북한 ?|북측 ?)?(?:총영사관|영사관|대사관|대표부)", after):
        return "of"
    if re.match(r"(?:시|성|주)?\s?(?:사람|국적|언론|대사관|총영사관|영사관|세관원)|산\s|산$|식 ", after):
        return None
    if place.chain.endswith(KO_NO_HOSTS) and (place.chain.endswith("KR") or not re.match(r"에|으로|로 ", after)):
        return None
    if re.match(KO_BODY, after):
        return None if place.chain in ("KP", "UA") else "of"
    if re.match(r"(?:을|를) (?:거쳐|통해|경유)|\s?경유", after) or re.match(r"(?:과|와) \S+(?:을|를) 거쳐", after):
        return "via"
    return "from" if re.match(r"에서 (?:온 |왔|뽑|출발|나와)|발 |을 떠나|를 떠나|을 출발|를 출발", after) else "place"


ZH_NOT_A_PLACE = (
    r"(?:国家)?(?:政府|当局|外交部|外长|官方|官员|媒体|方面|籍|公民|国民|领导人|大使|总统|主席|驻|海关|警方|商务部|财政部|司法部|国务院|联邦调查局|国会|众议院|参议院|国安|情报|统一部|国情院|国家情报院|移民|劳动|劳工部|劳工局|内务|边防|使馆|总领馆|通讯社|通信社|电视|智库|研究|人权|民间|法院|检方|检察|发展(?:部|官员|事务)"
    r"|商人|老板|班组长|司机|同事|业者|记者|专家|学者|游客|人(?![员口手])|女工|工人|劳工|男子|女子|语|军(?!工)|制造|货|产(?![业线区]))"
)
ZH_SPEAKS_THERE = r"(?:市)?(?:出席|举行的|举办的|召开的|会见|会晤|参加|接受|发布|发表|受访|对记者|对媒体|记者会)"
ZH_OWNER = (
    r"(?:国家)?(?:政府|当局|警方|移民|海关|劳动|劳工|内务|法院|检方|检察|边防|外交部|方面|官方|官员|业者|厂商|雇主)"
)
ZH_THERE = r"(?:在|到|往|赴|抵|抵达|经|经由|从|至|去|由|回|返|位于|飞|驶|离开|自|来自)$"
ZH_WORK = r"(?:市|的(?!立场|说法|态度)|近郊|郊区|郊外|机场|某|一[家处座间]|工厂|工地|餐|东|西|南|北|城|附近|朝)"


def _chinese(place: vocab.Place, name: str, before: str, after: str) -> str | None:
    if name.endswith("方"):
        return "of"
    if name == "在华" and re.match("盛顿|尔街|沙|侨", after):  # 在华盛顿
        return None
    if name in ("在俄", "在华"):
        return "place"
    if re.search(r"[在于]$", before) and re.match(ZH_SPEAKS_THERE, after):
        return None
    if re.match(ZH_NOT_A_PLACE, after) and not re.search(ZH_THERE, before):
        return "of" if re.match(ZH_OWNER, after) and place.chain not in ZH_NO_HOSTS else None
    if place.chain in GOVERNMENTS and not (re.search(ZH_THERE, before) or re.match(ZH_WORK, after)):
        return None
    if before.endswith("北") and name.startswith("韩国"):  # 北韩国防省
        return None
    if name in ("马里", "约旦") and re.match(r"[乌兰河]", after):  # 马里乌波尔, 约旦河
        return None
    if re.search(r"(?:经|经由|途经|取道|通过|借道|路过|转道|绕道)$", before) or re.match("中转|转机|转车", after):
        return "via"
    if place.chain in ZH_NO_HOSTS and not re.search(r"(?:在|赴|往|派到|位于)$", before):
        return None
    if re.search(r"(?:去|到|前往|赴|抵达)$", before) and re.match(ZH_ONWARD, after):
        return "via"
    if re.match(r"(?:口岸|海关|大桥|国门|友谊桥)", after):
        return "via" if re.search(r"(?:从|自|由|经由?|通过)$", before) else "place"
    return "from" if re.search(r"(?:从|自|由|离开|撤离|来自|撤出)$", before) else "place"


ZH_NO_HOSTS = ("KR", "US", "JP", "Seoul, KR")  # where people flee to, and who reports
ZH_ONWARD = r"[^。]{0,14}(?:过桥(?!来)|出境|回国|返国|返朝|回朝|返回)"  # 去丹东,中午过桥


# Behind a country: its government, its press, its people.
JA_NOT_A_PLACE = (
    r"(?:政府|以外|を除|追放|退去|へ出|に出る|当局|外務|外交|外相|国防|財務|司法|統一[省部]|国家情報院|国情院|国務省|メディア"
    r"|紙|誌|語|籍|国籍|軍|側|大使|総領事|領事|大統領|首相|国民|国会|議会|税関|警察|検察|公安|人(?![口手材員])|女性|当地"
    r"|製|産|系|大手|ウォン|ルーブル|円|ドル|経済新聞|中央日報|海"
    r"|の(?:(?:国営|地元|有力|独立系)?(?:メディア|通信社|報道|紙|新聞|放送|テレビ)|当局|政府|消息筋|外務省|情報機関|大使"
    r"|人権団体|市民団体|支援団体|専門家|研究|シンクタンク|「|聯合|法律|専門))"
)
# 中国の情報筋: where a country's people speak from.
JA_TELLERS = r"の(?:情報筋|関係筋|関係者|情報提供者|取材協力者|貿易商|商人)"
JA_OWN = (
    r"(?:の)?(?:政府|当局|外務省|内務省|商務省|商務部|公安|労働省|保健省|大使館|側|国営|国防省|移民局|検察|警察|裁判所)"
)
JA_NO_HOSTS = ("KR", "US", "JP", "CA")  # named for those who speak; a place only where something is done there
JA_THERE = r"(?:国内|本土|西部|東部|南部|北部)?(?:で(?!は|、)|在住|国内に)"
JA_FIRM = r"(?:側|(?:系|の)?(?:民間)?企業|の(?:会社|業者|社長|雇い主|雇用主|経営者|取引先|投資家|事業家|バイヤー))"
JA_OF_NO_SITE = r"の(?:景気|経済|不況|厳し|内需|市場|ゼロコロナ|コロナ|支援|協力|圧力|同意|最低賃金|投資|物価|人件費)"
JA_WAY = r"(?:市|省|州)?(?:経由|行き|を経|を通|の?(?:橋|鉄橋|税関|口岸|検問所|通関所)(?:を|で|に|から|経由))"
KATAKANA = re.compile(r"[ァ-ヶー]")


def _japanese(place: vocab.Place, name: str, before: str, after: str) -> str | None:
    if place.kind in ("country", "province") and place.chain not in (*JA_NO_HOSTS, "KP") and re.match(
        f"{JA_OWN}|{JA_FIRM}", after
    ):
        return "of"
    if place.kind == "country" and re.match(f"{JA_OF_NO_SITE}|{JA_TELLERS}", after):
        return None
    is_part = KATAKANA.match(name) and (KATAKANA.match(before[-1:]) or KATAKANA.match(after))
    if is_part or re.match(JA_NOT_A_PLACE, after):
        return None
    if place.kind == "region" and re.match(r"(?:[東西南北中]部)?の?[ァ-ヶ]{3}", after):
        return None
    if place.chain.endswith("KR") and re.match(r"(?:市内)?(?:へ|に)の?(?:入国|渡|逃|亡命|到着|来)", after):
        return None
    if name == "世界" and not re.match(r"(?:で|各|中)", after):
        return None
    if name in ("我が国", "わが国"):
        return "place"
    if place.chain in JA_NO_HOSTS and not re.match(JA_THERE, after):
        return None
    if place.kind == "city" and (office := re.match("(?:の(?:北朝鮮)?)?(?:総?領事館|大使館)([はが])?", after)):
        return "of" if office[1] else None
    if place.chain in GOVERNMENTS and re.match(r"(?:は|が)", after):
        return None
    if re.match(JA_WAY, after):
        return "via"
    return "from" if re.match(r"(?:市|省|州)?(?:から(?!は)|を出発|を離れ|を去|を後に|発の?)", after) else "place"


RU_ADJECTIVE = re.compile(r"\w+ск(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)")
RU_WORK = (
    "завод|фабрик|строй|строительн|площад|предприяти|цех|верф|границ|регион|город|провинц|област|кра[йяею]|фирм|ресторан|порт"
    "|объект|теплиц|ферм|леспромхоз|лесосек|лесозаготов|территори|рынк|рынок|общежити|сторон[еу] |побереж|сел[оаеу]"
    "|пос[её]л|вод"
)
# "суд Приморского края", "власти Катара": whose they are, not where it was.
RU_OFFICE = (
    r"\b(?:суд\w*|прокуратур\w+|управлени\w+|администраци\w+|власт[иейям]+|мэри\w+|губернатор\w*|депутат\w*|правительств\w+|заксобрани\w+"
    r"|МИД\w*|МВД|Мин\w+|министерств\w+|посольств\w+|президент\w*|полици\w+|СУ СК|УМВД|прокурор\w*) (?:по )?$"
)
# "китайский хозяин", "польская инспекция": who acts, and the host where no place is named.
RU_BODY = (
    r"\s(?:\w+ )?(?:хозя|владел|работодат|власт|полици|инспекц|миграц|прокурат|суд(?!н)|тамож|погранич|правительств"
    r"|минист|партн[её]р|бизнесмен|предпринимател|подрядчик|застройщик|заказчик|арендатор)"
)
# "на стройках Москвы": there a capital is a place.
RU_SITES = r"\b(?:строй|строе|объект|завод|фабрик|улиц|окрест|пригород|рынк|ресторан|центр|окраин|район|мэр)\w* $"
RU_CAPITALS = (*GOVERNMENTS, "Ulaanbaatar, MN", "Warsaw, PL", "Doha, QA", "Minsk, BY")


def _russian(place: vocab.Place, name: str, before: str, after: str) -> str | None:
    is_adjective = RU_ADJECTIVE.fullmatch(name) is not None
    if is_adjective and (place.kind == "country" or place.chain in GOVERNMENTS):
        if re.match(rf"\s(?:[\w-]+ )?(?:{RU_WORK})", after):
            return "place"
        return "of" if place.chain not in NO_HOSTS and re.match(RU_BODY, after) else None
    if is_adjective and not re.match(rf"\s(?:[\w-]+ )?(?:{RU_WORK}|район|округ)", after):
        return "of"
    if re.search(RU_OFFICE, before, re.IGNORECASE):
        return "of"
    is_told = re.search(rf"\b(?:в|во|из|до|под|к|через)\s$|{RU_SITES}", before, re.IGNORECASE)
    if place.chain in RU_CAPITALS and not is_adjective and not is_told:
        return None
    if re.search(r"\b(?:через|транзитом через)\s(?:город |пограничный \w+ )?$", before, re.IGNORECASE):
        return "via"
    if re.search(r"\bсо? $", before) and re.search(r"(?:ом|ем|ей|ой|ью|ами)$", name):
        return "of"  # "граница с Китаем"
    left = r"\b(?:из|со?|покинул[аи]?|покидают|выехал[аи]? из)\s(?:города? )?$"
    return "from" if re.search(left, before, re.IGNORECASE) else "place"


ROLES: dict[str, Role] = {
    "en": _english,
    "ko": _korean,
    "zh": _chinese,
    "ja": _japanese,
    "ru": _russian,
}
