"""8. Who said it, and how often: what a reader of claims can tell from one report. Copies are told by stories."""

from tests.traps.readings import HUNCHUN, OVER, people, said, trap

MAY_COME = {"polarity": "reported_future", "value_min": 10000, "value_max": 10000, "precision": "approx"}
FIRST = frozenset(range(5))
NO_QUOTE = {"value_min": 300, "value_max": 300, "type": "headcount", "polarity": "affirmed"}
FOUR_HUNDRED = people("dispatch", 400, places=[HUNCHUN])
OBLIGES = frozenset({None, "repatriation_obligation"})
MISPRINT = said("legal", OBLIGES, resolution=["UNSCR 2397"], flags=["misprint"], said="2379")
OBLIGATION = said("legal", "repatriation_obligation")

TRAPS = {
    "99 en": trap(
        "Three sources told this paper that 300 work in Hunchun.",
        people("present", 300, attribution="Three sources", attribution_kind="anonymous"),
    ),
    "99 own ko": trap(
        "복수의 소식통은 훈춘에서 노동자 300명이 일한다고 전했다.",
        people("present", 300, attribution="복수의 소식통", attribution_kind="anonymous"),
    ),
    "101 en": trap(
        "Nearly ten thousand may come.", MAY_COME, title="10,000 North Korean workers for Russia!"
    ),
    "101 own ru": trap(
        "Почти десять тысяч рабочих могут приехать весной.", MAY_COME, title="10 000 рабочих из КНДР едут в Россию!"
    ),
    "102 en": trap(
        "About 300 North Koreans sew coats in Hunchun.",
        {**NO_QUOTE, "precision": "approx"},
        title='"Ten thousand slaves" sent to China, envoy says of North Korean workers',
    ),
    "102 own ja": trap(
        "琿春では北朝鮮労働者300人が働いている。", NO_QUOTE, title="「奴隷1万人」北朝鮮労働者の派遣を大使が非難"
    ),
    "105 en": trap("Some 300 workers arrived in Hunchun.\n\n" * 2, people("dispatch", 300, 300, "approx", start=0)),
    "105 own ko": trap("노동자 300명이 훈춘에 도착했다.\n\n" * 2, {**people("dispatch", 300), "start": FIRST}),
    "107 en": trap(
        "Some 400 workers arrived in Hunchun. Correction: an earlier text said 4,000; the number is 400.",
        {**FOUR_HUNDRED, "precision": "approx"},
    ),
    "107 own ko": trap(
        "노동자 400명이 훈춘에 도착했다. 정정: 앞선 기사는 4천 명이라고 했으나 400명이 맞다.", FOUR_HUNDRED
    ),
    "107 own zh": trap(
        "四百名工人抵达珲春。更正:此前报道称四千人,应为四百人。", FOUR_HUNDRED
    ),
    "108 en slip": trap("Three hundred workers arrived in Hunchun.", people("dispatch", 300, places=[HUNCHUN])),
    "108 ko": trap("3천 명이 훈춘에 도착했다.", people("dispatch", 3000, places=[HUNCHUN])),
    "108 own zh": trap("三千名工人抵达珲春。", people("dispatch", 3000, places=[HUNCHUN])),
    "109 en invented": trap("Over 2,000 arrived in Hunchun.", people("dispatch", 2000, None, OVER, places=[HUNCHUN])),
    "109 ko": trap("2천여 명이 훈춘에 도착했다.", people("dispatch", 2000, 2000, "approx", places=[HUNCHUN])),
    "109 own ja": trap(
        "琿春に2千人余りの労働者が派遣された。", people("dispatch", 2000, 2000, "approx", places=[HUNCHUN])
    ),
    "110 en": trap(
        "Resolution 2379 obliges all states to send their workers home.", {**MISPRINT, "said": "2379"}
    ),
    "110 own ko": trap("결의 2379호는 노동자를 모두 돌려보내도록 했다.", MISPRINT, others=((MISPRINT, OBLIGATION),)),
}
