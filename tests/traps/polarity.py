"""3. Yes, no, perhaps."""

from tests.traps.readings import COMING, DANDONG, LIAONING, Reading, flow, people, said, trap


def people_there(value: float, polarity: str, **more: object) -> Reading:
    return people("present", value, polarity=polarity, **more)


NOT_MANY = said(
    frozenset({"movement", "location"}),
    frozenset({"dispatch", "main_destination"}),
    polarity="negated",
    places=[LIAONING],
)
UNPAID = {"type": "wage", "value_min": None, "polarity": "unverified"}
STATED = people_there(250, "affirmed")
PAY_IN_DOUBT = ((UNPAID, STATED), (STATED, UNPAID))
GONE = flow("repatriation", "negated")
NOBODY_WENT = people("repatriation", 0, polarity="negated")
VOLUNTEERED = {
    "type": frozenset({"condition", "movement", "demographic"}),
    "attribution_kind": "state",
    "polarity": frozenset({"affirmed", "unverified"}),
    "firm": False,
}

TRAPS = {
    "36 en": trap(
        "No new crews have come to Dandong since May.",
        flow("dispatch", "negated", DANDONG, event_start="2019-05-01"),
    ),
    "36 own ru": trap("С мая новые бригады в Даньдун не приезжали.", flow(COMING, "negated", DANDONG)),
    "37 en": trap("Not many are sent to Liaoning now.", NOT_MANY),
    "37 own zh": trap("现在派往辽宁的工人不多。", NOT_MANY),
    "38 en": trap(
        "The ministry rejected reports of ten thousand workers as invention.",
        people_there(10000, "denied", attribution="The ministry"),
    ),
    "38 own ko": trap(
        "외무성은 노동자 1만 명이 있다는 보도를 날조라고 일축했다.",
        people_there(10000, "denied", attribution="외무성"),
    ),
    "38 own ru": trap(
        "Министерство назвало сообщения о десяти тысячах рабочих вымыслом.", people_there(10000, "denied")
    ),
    "38 own zh": trap("外交部驳斥有一万名朝鲜工人的报道,称其纯属捏造。", people_there(10000, "denied")),
    "38 own ja": trap("外務省は労働者1万人が働くとの報道を事実無根だとして退けた。", people_there(10000, "denied")),
    "39 en": trap(
        "Officials would neither confirm nor deny that 80 are still there.", people_there(80, "unverified")
    ),
    "39 own ru": trap(
        "Чиновники не подтвердили и не опровергли, что там остаются 80 рабочих.", people_there(80, "unverified")
    ),
    "39 own ja": trap(
        "当局は80人の労働者がまだ残っているとの情報を肯定も否定もしなかった。", people_there(80, "unverified")
    ),
    "39 own ko": trap("당국은 노동자 80명이 아직 있는지 확인도 부인도 하지 않았다.", people_there(80, "unverified")),
    "39 own zh": trap("官员既不证实也不否认仍有八十名朝鲜工人在那里。", people_there(80, "unverified")),
    "40 en": trap(
        "It could not be confirmed whether the 250 were paid.",
        UNPAID,
        others=PAY_IN_DOUBT,
    ),
    "40 own ja": trap(
        "労働者250人に賃金が支払われたかどうかは確認できなかった。",
        UNPAID,
        others=PAY_IN_DOUBT,
    ),
    "40 own ko": trap("노동자 250명이 임금을 받았는지는 확인되지 않았다.", UNPAID, others=PAY_IN_DOUBT),
    "40 own zh": trap("无法证实那250名工人是否领到了工资。", UNPAID, others=PAY_IN_DOUBT),
    "41 en": trap(
        "Only China still takes them; everyone else has stopped.",
        flow("intake", "affirmed", "CN"),
        flow("intake", "negated", "WORLD except CN"),
    ),
    "41 own ko": trap(
        "중국만 아직 그들을 받고 있으며 다른 나라는 모두 중단했다.",
        flow("intake", "affirmed", "CN"),
        flow("intake", "negated", "WORLD except CN"),
    ),
    "41 own zh": trap(
        "只有中国还在接收朝鲜工人,其他国家都停了。",
        flow("intake", "affirmed", "CN"),
        flow("intake", "negated", "WORLD except CN"),
    ),
    "41 own ru": trap(
        "Только Китай по-прежнему принимает рабочих, все остальные страны перестали.",
        flow("intake", "affirmed", "CN"),
        flow("intake", "negated", "WORLD except CN"),
    ),
    "41 own ja": trap(
        "今も労働者を受け入れているのは中国だけで、他の国はすべてやめた。",
        flow("intake", "affirmed", "CN"),
        flow("intake", "negated", "WORLD except CN"),
    ),
    "42 en": trap("Few doubt that more will follow.", flow(COMING, "reported_future")),
    "42 own zh": trap("几乎没人怀疑还会有更多工人来。", flow(COMING, "reported_future")),
    "43 en": trap("There is nothing to suggest the plant let anybody go.", GONE),
    "43 own ru": trap("Ничто не указывает на то, что завод кого-либо отпустил домой.", GONE),
    "44 ko": trap("귀국한 노동자는 한 명도 없다.", NOBODY_WENT),
    "44 zh": trap("一个也没走。", NOBODY_WENT),
    "44 own en": trap("Not one worker has gone home.", NOBODY_WENT),
    "44 own ru": trap("Ни один рабочий не вернулся домой.", NOBODY_WENT),
    "45 en": trap("Kim Jong Un's officials said workers 'volunteered'.", VOLUNTEERED),
    "45 own ko": trap("북한 당국자들은 노동자들이 '자원했다'고 말했다.", VOLUNTEERED),
}
