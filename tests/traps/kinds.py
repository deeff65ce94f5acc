"""9. What kind of thing."""

import re

from tests.traps.readings import SOME, people, said, trap

DEATH, INJURY = people("death", 1, type="incident"), people("injury", 2, type="incident")
RIOT = said("incident", "riot", polarity="unverified")
HELD_GOODS = {
    "type": "enforcement",
    "subtype": frozenset({"caatsa_detention", "seizure"}),
    "polarity": frozenset({"affirmed", "unverified"}),
}
DROPPED = {"type": "enforcement", "details": {"status": "ended"}}
MARRIED_OLD = {"type": "demographic", "demographic": re.compile(".*married.*"), "scope": "new"}
YOUNG_BEFORE = {"type": "demographic", "demographic": re.compile(".*25.*|.*five.*"), "scope": "background"}
HOURS, LOCKED = people("hours", 12, type="condition"), said("condition", "confinement")
NEW_LAW = {"type": "legal", "value_min": None, "polarity": "reported_future"}
SUPPLIES = said("company", "retailer_supply_chain")
NEVER_HIRED = said("company", "employer", polarity="denied", attribution="老板")
TWO_SUPPLIED = {**SUPPLIES, "value_min": 2, "value_max": 2}

TRAPS = {
    "113 en": trap(
        "The zone belongs to Namgang, the firm on the list.",
        said("company", "dispatching_agency", company=re.compile("Namgang.*")),
    ),
    "113 own ko": trap(
        "개발구는 제재 명단에 오른 남강무역 소유다.",
        said("company", "dispatching_agency", company=re.compile("남강.*")),
    ),
    "114 en": trap("A shop with the name Pyongyang opened in Batumi.", every=True),
    "114 own ru": trap("В Батуми открылся магазин «Пхеньян».", every=True),
    "115 en": trap(
        "Chicken of the plant is sold by two chains abroad.", TWO_SUPPLIED, others=((SUPPLIES,), (SUPPLIES, SUPPLIES))
    ),
    "115 own zh": trap(
        "该厂的鸡肉由国外两家连锁超市出售。", TWO_SUPPLIED, others=((SUPPLIES,), (SUPPLIES, SUPPLIES))
    ),
    "116 en": trap(
        "The owner said his firm has never hired from there.",
        said("company", "employer", polarity="denied", attribution=re.compile("(?i)the owner")),
    ),
    "116 own zh": trap(
        "老板说,他的公司从来没有雇用过朝鲜工人。",
        NEVER_HIRED,
        others=(({"type": "movement", "value_min": None, "polarity": "denied"}, NEVER_HIRED),),  # none came, he says
    ),
    "117 en": trap("Seized: six pallets of gloves, said to be made by bound labour.", HELD_GOODS),
    "117 own ko": trap("강제노동으로 만든 것으로 알려진 장갑 6팔레트가 압류됐다.", HELD_GOODS),
    "118 en": trap("The bill would add new penalties.", NEW_LAW),
    "118 own ru": trap(
        "Законопроект введёт новые наказания за наём северокорейцев.", NEW_LAW
    ),
    "119 en": trap("Prosecutors dropped the case.", DROPPED),
    "119 own zh": trap("检方撤销了对该公司的起诉。", DROPPED),
    "120 en": trap(
        "Married women and even grandmothers go now; before only girls under twenty-five went.",
        {**MARRIED_OLD, "details": {"change_word": SOME}},
        YOUNG_BEFORE,
        others=((MARRIED_OLD, {"type": "demographic", "scope": "new"}, YOUNG_BEFORE),),
    ),
    "120 own ko": trap(
        "이제는 기혼 여성도 나간다. 전에는 25세 미만 처녀만 나갔다.",
        {**MARRIED_OLD, "details": {"change_word": SOME}},
        YOUNG_BEFORE,
    ),
    "121 en": trap("They sewed twelve hours and slept behind a locked gate.", HOURS, LOCKED),
    "121 own ja": trap("彼女たちは1日12時間縫い、外出は禁じられた。", HOURS, LOCKED),
    "122 en": trap("A worker died of heat on the roof; two more were carried away.", DEATH, INJURY),
    "122 own ru": trap("Рабочий умер на крыше от жары, ещё двоих увезли в больницу.", DEATH, INJURY),
    "123 en": trap("It is said that a riot took place.", RIOT),
    "123 own ko": trap("공장에서 폭동이 일어났다는 말이 돈다.", RIOT),
    "124 en": trap("Nobody laughed when the manager called it a holiday camp."),
    "124 own zh": trap("经理把宿舍叫作度假村时,没有人笑。"),
}
