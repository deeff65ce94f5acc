"""7. Where."""

from tests.traps.readings import (
    COMING,
    DANDONG,
    DONGGANG,
    HUNCHUN,
    JILIN,
    JILIN_CITY,
    LIAONING,
    PRIMORYE,
    SINUIJU,
    Reading,
    Trap,
    flow,
    people,
    trap,
)

TUMEN, YANBIAN, YANJI = "Tumen, Yanbian, Jilin, CN", "Yanbian, Jilin, CN", "Yanji, Yanbian, Jilin, CN"
TIANJIN, NORTHEAST = "Tianjin, CN", (LIAONING, JILIN, "Heilongjiang, CN")
MOVED = frozenset({"movement", "headcount"})


def fifty(text: str, *places: str, **more: object) -> Trap:
    """Fifty in a sentence, all at these places."""
    return trap(text, {"type": MOVED, "value_min": 50, "value_max": 50, "places": list(places), **more})


def arrived(*places: str, **more: object) -> Reading:
    return {**people("dispatch", 50, places=list(places), **more), "subtype": COMING}


SENT_THEIRS = flow("repatriation", "affirmed", "AE", "KW", "QA")
EACH_SENT_THEIRS = tuple(flow("repatriation", "affirmed", country) for country in ("AE", "KW", "QA"))
IN_DOUBT = {"places": [], "flags": ["place_ambiguous"], "firm": False}

TRAPS = {
    "84 en": trap("50 workers arrived in Jilin.", arrived(JILIN)),
    "84 en beside Liaoning": fifty("50 workers arrived in Liaoning and Jilin.", LIAONING, JILIN),
    "84 en city": trap("50 workers arrived in Jilin City.", arrived(JILIN_CITY)),
    "84 zh city": trap("五十名工人抵达吉林市。", arrived(JILIN_CITY)),
    "84 ko city": trap("지린시에 50명이 도착했다.", arrived(JILIN_CITY)),
    "84 own ru city": fifty("50 рабочих прибыли в город Гирин.", JILIN_CITY),
    "84 own ja": fifty("吉林省に50人の労働者が派遣された。", JILIN),
    "85 en": trap("50 workers arrived in Dandong's Donggang.", arrived(DONGGANG)),
    "85 zh": trap("五十名工人抵达东港。", arrived(DONGGANG)),
    "85 en zone": fifty("50 workers arrived in the Tonggang zone.", DONGGANG),
    "85 own ko": fifty("단둥의 둥강에 50명이 도착했다.", DONGGANG),
    "86 en": trap("50 workers arrived in Hunchun.", arrived(HUNCHUN)),
    "86 en old": trap("50 workers arrived in Hoonchun.", arrived(HUNCHUN)),
    "86 ko": trap("훈춘에 50명이 도착했다.", arrived(HUNCHUN)),
    "86 ko city": trap("훈춘시에 50명이 도착했다.", arrived(HUNCHUN)),
    "86 zh": trap("五十名工人抵达珲春。", arrived(HUNCHUN)),
    "86 zh traditional": trap("五十名工人抵達琿春。", arrived(HUNCHUN)),
    "86 ru": trap("50 рабочих прибыли в Хуньчунь.", arrived(HUNCHUN)),
    "86 own ja": fifty("琿春では北朝鮮労働者50人が働いている。", HUNCHUN),
    "87 en city": trap("50 workers arrived in Tumen.", arrived(TUMEN)),
    "87 en river": trap("50 workers arrived at farms along the Tumen.", arrived(JILIN)),
    "87 en river, other name": trap("50 workers arrived at farms along the Tuman River.", arrived(JILIN)),
    "87 ko": fifty("두만강을 따라 있는 농장에 노동자 50명이 도착했다.", JILIN),
    "87 own zh": fifty("五十名工人抵达图们江边的农场。", JILIN),
    "87 own zh city": fifty("五十名工人抵达图们市。", TUMEN),
    "88 en": trap("50 workers were sent from Sinuiju to Dandong.", arrived(DANDONG, origin=[SINUIJU])),
    "88 own zh": fifty("五十名工人从新义州抵达丹东。", DANDONG, origin=[SINUIJU]),
    "88 own ru": fifty("50 рабочих прибыли из Синыйджу в Даньдун.", DANDONG, origin=[SINUIJU]),
    "89 en": trap("50 workers arrived in Yanbian.", arrived(YANBIAN)),
    "89 ko": trap("연변에 50명이 도착했다.", arrived(YANBIAN)),
    "89 zh": trap("五十名工人抵达延边。", arrived(YANBIAN)),
    "89 en city": trap("50 workers arrived in Yanji.", arrived(YANJI)),
    "89 own ja": fifty("延吉には50人の北朝鮮労働者がいる。", YANJI),
    "90 en": fifty("50 workers live in Vladivostok, Nakhodka and Artyom.", PRIMORYE),
    "90 own ru": fifty("Во Владивостоке, Находке и Артёме работают 50 северокорейцев.", PRIMORYE),
    "91 en": trap("50 workers arrived in Primorye.", arrived(PRIMORYE)),
    "91 ru": fifty("50 рабочих прибыли в Приморье.", PRIMORYE),
    "91 ko": trap("연해주에 50명이 도착했다.", arrived(PRIMORYE)),
    "91 ja": fifty("沿海地方では50人の北朝鮮労働者が働いている。", PRIMORYE),
    "91 own zh": fifty("滨海边疆区有五十名朝鲜工人。", PRIMORYE),
    "92 en Georgia": trap("50 workers arrived in Georgia.", {"value_min": 50, **IN_DOUBT}),
    "92 en Guinea": fifty("50 workers arrived in Guinea.", "GN"),
    "92 en Equatorial Guinea": fifty("50 workers arrived in Equatorial Guinea.", "GQ"),
    "92 en Congo": trap("50 workers arrived in Congo.", {"value_min": 50, **IN_DOUBT}),
    "92 en which Congo": fifty("50 workers arrived in the Democratic Republic of Congo.", "CD"),
    "92 en Korea": trap("50 workers came from Korea.", {"value_min": 50, "places": []}),
    "92 own ru": trap("50 рабочих прибыли в Конго.", {"value_min": 50, **IN_DOUBT}),
    "92 own ko": fifty("적도기니에 노동자 50명이 도착했다.", "GQ"),
    "93 en": trap(
        "SEOUL, Dec. 3 (Yonhap) -- Some 50 workers were sent to Dandong.",
        people("dispatch", 50, 50, "approx", places=[DANDONG], event_basis="published"),
    ),
    "93 own ko": fifty("(서울=연합뉴스) 노동자 50명이 단둥에 도착했다.", DANDONG),
    "93 own ru": fifty("СЕУЛ, 1 дек. 50 рабочих прибыли в Даньдун.", DANDONG, event_basis="published"),
    "94 en": trap(
        "The UAE, Kuwait and Qatar sent theirs home; Mongolia is waiting.", SENT_THEIRS, others=(EACH_SENT_THEIRS,)
    ),
    "94 own zh": trap(
        "阿联酋、科威特和卡塔尔已把朝鲜工人送回国,蒙古还在等。", SENT_THEIRS, others=(EACH_SENT_THEIRS,)
    ),
    "95 en": fifty("50 workers live outside Tianjin, in a town he would not name.", TIANJIN),
    "95 own ko": fifty("그가 이름을 밝히지 않은 톈진 외곽의 한 마을에 노동자 50명이 산다.", TIANJIN),
    "96 ru in": fifty("В Хуньчуне работают 50 северокорейцев.", HUNCHUN),
    "96 ru from": fifty("Из Хуньчуня уехали 50 рабочих.", HUNCHUN),
    "96 ru to": fifty("50 рабочих подъехали к Хуньчуню.", HUNCHUN),
    "96 ko to": trap("지린성으로 50명이 파견됐다.", arrived(JILIN)),
    "96 ko in": fifty("지린성에서 50명이 일한다.", JILIN),
    "96 ko of": fifty("지린성의 공장에서 50명이 일한다.", JILIN),
    "96 own ja": fifty("吉林省の工場で50人の北朝鮮労働者が働いている。", JILIN),
    "97 en": fifty("50 workers were sent to the three northeastern provinces.", *NORTHEAST),
    "97 en name": fifty("50 workers were sent to the Northeast three provinces.", *NORTHEAST),
    "97 zh": fifty("五十名工人被派往东三省。", *NORTHEAST),
    "97 ko": fifty("동북 3성에서 노동자 50명이 일한다.", *NORTHEAST),
    "97 own ja": fifty("東北三省では50人の北朝鮮労働者が働いている。", *NORTHEAST),
}
