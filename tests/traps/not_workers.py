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
    "62 own zh soldiers": trap("一万名士兵被派往库尔斯克。"),
    "62 own ja soldiers": trap("兵士1万人がクルスクに送られた。"),
    "62 own ru soldiers": trap("Десять тысяч солдат отправили в Курскую область."),
    "63 en": trap("Some 34,000 North Koreans have settled in the South."),
    "63 own zh": trap("约三万四千名朝鲜人已在韩国定居。"),
    "63 own ja": trap("約3万4000人の脱北者が韓国に定着した。"),
    "63 own ko": trap("북한 이탈 주민 3만4천 명이 남한에 정착했다."),
    "63 own ru": trap("Около 34 тысяч северокорейцев поселились на Юге."),
    "64 en": trap("Four hundred tourists crossed on the same day."),
    "64 own ru": trap("В тот же день границу пересекли четыреста туристов."),
    "64 own ko": trap("같은 날 관광객 400명이 국경을 건넜다."),
    "64 own zh": trap("同一天,四百名游客过了境。"),
    "65 en": trap("80,000 are held in camps inside the country."),
    "65 own ja": trap("国内の収容所には8万人が収容されている。"),
    "65 own ko": trap("북한 안의 수용소에는 8만 명이 갇혀 있다."),
    "65 own ru": trap("Восемьдесят тысяч человек содержатся в лагерях внутри страны."),
    "66 en": trap("The delegation of 14 stayed two nights."),
    "66 own zh": trap("十四人的代表团住了两晚。"),
    "66 own ko": trap("대표단 14명이 이틀 밤을 묵었다."),
    "66 own ru": trap("Делегация из 14 человек пробыла две ночи."),
    "67 en": trap(
        "Each team of 60 is watched by three security officers.", people("present", 60, unit="workers per group")
    ),
    "67 own ko": trap(
        "60명으로 된 작업조마다 보위원 3명이 감시한다.", people("present", 60, unit="workers per group")
    ),
    "67 own zh": trap("每六十人一队,由三名保卫人员看管。", people("present", 60, unit="workers per group")),
    "68 en": trap("The mill employs 900 people, a fifth of them from the North.", A_FIFTH),
    "68 own ru": trap("На фабрике 900 работников, пятая часть из них — северокорейцы.", A_FIFTH),
    "68 own ja": trap("工場の従業員は900人で、その5分の1が北朝鮮人だ。", A_FIFTH),
    "68 own ko": trap("공장 직원 900명 가운데 5분의 1이 북한 사람이다.", A_FIFTH),
    "68 own zh": trap("该厂有九百名员工,其中五分之一来自朝鲜。", A_FIFTH),
    "69 en": trap("Uzbek and Korean builders share the barracks; there are 1,200 in all."),
    "69 own ru": trap("Узбекские и северокорейские строители живут в одном бараке, всего их 1200."),
    "69 own ko": trap("우즈베크인과 북한 건설 노동자들이 숙소를 같이 쓰는데 모두 1200명이다."),
    "69 own ja": trap("宿舎にはウズベク人と北朝鮮人の作業員が合わせて1200人いる。"),
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
