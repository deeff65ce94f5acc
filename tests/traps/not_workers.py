"""5. People who are not workers abroad."""

from tests.traps.readings import COMING, ROUND, people, said, trap

SHENYANG, KURSK = "Shenyang, Liaoning, CN", "Kursk Oblast, RU"
A_FIFTH = {"type": "headcount", "value_min": 20, "value_max": 20, "unit": "percent", "precision": ROUND}
ENGINEERS = {
    **people("dispatch", 1000, sectors=["construction"], flags=["military"], firm=False),
    "subtype": COMING,
}
NINE_TO_A_ROOM = {"type": "condition", "places": [SHENYANG], "sectors": ["IT"]}
FLED = people("defection", 12, type="incident", polarity="affirmed")
TWELVE = {"type": "headcount", "value_min": 12, "value_max": 12}  # the people of an incident may be counted beside it
FLED_AND_COUNTED = ((FLED, TWELVE), (TWELVE, FLED))
PRACTICE = said("visa", "student_visa")

TRAPS = {
    "62 en soldiers": trap("10,000 soldiers were sent to Kursk."),
    "62 en engineers": trap(
        "1,000 military engineers were sent to Kursk to rebuild roads.", {**ENGINEERS, "places": [KURSK]}
    ),
    "62 own ko soldiers": trap("북한 군인 1만 명이 쿠르스크로 파견됐다."),
    "62 own ru engineers": trap("1000 военных инженеров отправили восстанавливать дороги.", ENGINEERS),
    "63 en": trap("Some 34,000 North Koreans have settled in the South."),
    "63 own zh": trap("约三万四千名朝鲜人已在韩国定居。"),
    "63 own ja": trap("約3万4000人の脱北者が韓国に定着した。"),
    "64 en": trap("Four hundred tourists crossed on the same day."),
    "64 own ru": trap("В тот же день границу пересекли четыреста туристов."),
    "65 en": trap("80,000 are held in camps inside the country."),
    "65 own ja": trap("国内の収容所には8万人が収容されている。"),
    "65 own ko": trap("북한 안의 수용소에는 8만 명이 갇혀 있다."),
    "66 en": trap("The delegation of 14 stayed two nights."),
    "66 own zh": trap("十四人的代表团住了两晚。"),
    "67 en": trap(
        "Each team of 60 is watched by three security officers.", people("present", 60, unit="workers per group")
    ),
    "67 own ko": trap(
        "60명으로 된 작업조마다 보위원 3명이 감시한다.", people("present", 60, unit="workers per group")
    ),
    "68 en": trap("The mill employs 900 people, a fifth of them from the North.", A_FIFTH),
    "68 own ru": trap("На фабрике 900 работников, пятая часть из них — северокорейцы.", A_FIFTH),
    "68 own ja": trap("工場の従業員は900人で、その5分の1が北朝鮮人だ。", A_FIFTH),
    "69 en": trap("Uzbek and Korean builders share the barracks; there are 1,200 in all."),
    "69 own ru": trap("Узбекские и северокорейские строители живут в одном бараке, всего их 1200."),
    "70 en": trap("Ethnic Koreans of Yanbian run the canteen.", every=True),
    "70 own zh": trap("食堂由延边的三十名朝鲜族人打理。", every=True),
    "71 en": trap("Twelve waitresses fled to Seoul.", FLED, others=FLED_AND_COUNTED),
    "71 own zh": trap("十二名朝鲜女服务员逃往首尔。", FLED, others=FLED_AND_COUNTED),
    "71 own ru": trap("Двенадцать официанток бежали в Сеул.", FLED, others=FLED_AND_COUNTED),
    "72 en": trap("IT men in Shenyang live in one flat, nine to a room.", NINE_TO_A_ROOM),
    "72 own ru": trap("Айтишники в Шэньяне живут в одной квартире, по девять человек в комнате.", NINE_TO_A_ROOM),
    "73 en": trap(
        "A hundred students of the textile institute arrived 'for practice'.",
        {**people("dispatch", 100, 100, ROUND), "subtype": COMING},
        {**PRACTICE, "said": "'"},
        others=(({**PRACTICE, "said": "'"}, {**people("dispatch", 100, 100, ROUND), "subtype": COMING}),),
    ),
    "73 own ko": trap(
        "방직대학 학생 100명이 '실습' 명목으로 도착했다.",
        {**people("dispatch", 100), "subtype": COMING},
        {**PRACTICE, "said": "'실습'"},
    ),
}
