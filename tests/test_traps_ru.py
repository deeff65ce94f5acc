"""Russian sentences that are easily misread, with the reading a person gives them."""

from typing import Any

import pytest

from transforms.claims import read

CONTEXT = ("company", "demographic", "sector", "condition", "report_reference", "location")
TITLE = "Рабочие из КНДР за рубежом, в России и Китае"
PRIMORYE, DANDONG, HUNCHUN = "Primorsky Krai, RU", "Dandong, Liaoning, CN", "Hunchun, Yanbian, Jilin, CN"


def claim(
    kind: str, subtype: str | None, low: float | None = None, high: float | None = None, **more: Any
) -> dict[str, Any]:
    return {"type": kind, "subtype": subtype, "value_min": low, "value_max": high, **more}


READ: dict[str, tuple[str, list[dict[str, Any]]]] = {
    # numbers
    "thousands are vague": (
        "Перед праздником мост перешли тысячи швей из КНДР.",
        [claim("movement", "dispatch", precision="vague", magnitude=3)],
    ),
    "a thousand behind a bound": (
        "В крае работают свыше тысячи корейцев.",
        [claim("headcount", "present", 1000, None, precision="more_than")],
    ),
    "the first borrows": (
        "В Приморье прибыли две-три тысячи рабочих из КНДР.",
        [claim("movement", "dispatch", 2000, 3000)],
    ),
    "from and to": (
        "Число корейских рабочих выросло с 700 до 1 900 человек.",
        [claim("headcount", "before", 700, 700), claim("headcount", "present", 1900, 1900, precision="exact")],
    ),
    "room for people": ("Для рабочих из КНДР строят общежитие на 1 800 мест.", []),
    "a number that names": (
        "Цех № 39, где шьют корейцы, никого не отправил.",
        [claim("movement", "dispatch", 0, 0, polarity="negated")],
    ),
    "each team": (
        "За каждой бригадой из 60 корейцев следят трое сотрудников безопасности.",
        [claim("headcount", "present", 60, 60, unit="workers per group")],
    ),
    "in words before a subset": (
        "Приехали 2 000 рабочих из КНДР, 300 из них - для рыбных заводов.",
        [claim("movement", "dispatch", 2000, 2000), claim("movement", "dispatch", 300, 300, flags=["subset"])],
    ),
    # stock, flow, plan, order
    "work": ("В Приморье трудятся около 900 корейцев.", [claim("headcount", "present", 900, 900, places=[PRIMORYE])]),
    "since": ("С 2012 года в Приморье отправили 900 рабочих из КНДР.", [claim("headcount", "cumulative", 900, 900)]),
    "plan": (
        "Агентство надеется завезти к весне 5 000 рабочих из КНДР.",
        [claim("headcount", "planned_dispatch", 5000, 5000, polarity="reported_future")],
    ),
    "order": (
        "Пхеньян приказал 300 рабочим собираться домой.",
        [claim("movement", "repatriation_order", 300, 300, polarity="reported_future")],
    ),
    "loophole": (
        "Раз в месяц рабочие из КНДР уезжают домой и возвращаются с новым штампом.",
        [claim("visa", "monthly_renewal_loophole")],
    ),
    "transfer": (
        "Около 300 корейских рабочих перевели из Даньдуна на фабрики в глубине страны.",
        [claim("movement", "transfer", 300, 300, origin=[DANDONG])],
    ),
    "peak": (
        "На пике, в 2014 году, лес рубили 1 300 корейцев.",
        [claim("headcount", "peak", 1300, 1300, scope="background")],
    ),
    "if": (
        "Если приедут ещё пятьсот корейцев, цех придётся расширять.",
        [claim("headcount", "illustrative", 500, 500)],
    ),
    # yes, no, perhaps
    "no new crews": (
        "С мая новые корейские рабочие в Даньдунь не приезжали.",
        [claim("movement", "dispatch", polarity="negated", places=[DANDONG])],
    ),
    "nobody left": (
        "Ни один рабочий из КНДР домой не вернулся.",
        [claim("movement", "repatriation", 0, 0, polarity="negated")],
    ),
    "rejected": (
        "Министерство отвергло сообщения о десяти тысячах рабочих из КНДР как вымысел.",
        [claim("headcount", "present", 10_000, 10_000, polarity="denied")],
    ),
    "neither confirmed nor denied": (
        "Чиновники не стали ни подтверждать, ни опровергать, что в городе остаются 80 рабочих из КНДР.",
        [claim("headcount", "present", 80, 80, polarity="unverified")],
    ),
    "a denial of another thing": (
        "В городе работают 80 корейцев, а посольство отрицает лишь долги.",
        [claim("headcount", "present", 80, 80, polarity="affirmed")],
    ),
    # money
    "wage and deduction": (
        "Корейцы зарабатывают 2 300 юаней в месяц, из которых 1 500 юаней удерживает компания.",
        [claim("wage", "gross", 2300, 2300, period="month"), claim("wage", "deduction", 1500, 1500)],
    ),
    "half": ("Около половины заработка рабочих уходит государству.", [claim("wage", "state_share", 50, 50)]),
    "by the hour": (
        "Рабочим платят два с половиной доллара в час.",
        [claim("wage", "gross", 2.5, 2.5, currency="USD", period="hour")],
    ),
    "per head": (
        "За каждого корейца фирма платит посреднику 3 400 юаней.",
        [claim("wage", "paid_by_host_firm", 3400, 3400, currency="CNY")],
    ),
    "a bribe": ("За место за границей рабочий платит взятку в 1 500 долларов.", [claim("levy", "bribe", 1500, 1500)]),
    "owed": ("С весны корейцам не выплатили 400 тысяч долларов.", [claim("wage", "arrears_total", 400_000, 400_000)]),
    "of others": (
        "Китаянки рядом с корейскими швеями получают по 4 500 юаней.",
        [claim("wage", "chinese_worker_wage", 4500, 4500)],
    ),
    "more than another": (
        "Застройщик платит за корейца 120 тысяч рублей в месяц, больше, чем за узбека.",
        [claim("wage", "paid_by_host_firm", 120_000, 120_000)],
    ),
    # people who are no workers abroad
    "soldiers": ("Под Курск перебросили 10 тысяч солдат из КНДР.", []),
    "settlers": ("В Южной Корее живут 34 тысячи перебежчиков из КНДР.", []),
    "tourists": ("В тот же день границу с КНДР пересекли 400 туристов.", []),
    "engineers": (
        "Тысяча военных строителей из КНДР поедут восстанавливать мосты.",
        [claim("movement", "dispatch", 1000, 1000, flags=["military"])],
    ),
    "fled": ("Двенадцать официанток из КНДР бежали в Сеул.", [claim("incident", "defection", 12, 12)]),
    # when and where
    "last month": (
        "В прошлом месяце в Хуньчунь прибыли 60 рабочих из КНДР.",
        [claim("movement", "dispatch", 60, 60, event_start="2024-04-01", event_end="2024-04-30", places=[HUNCHUN])],
    ),
    "an old estimate": (
        "По оценке ООН 2017 года, за рубежом работали около ста тысяч рабочих из КНДР.",
        [claim("headcount", "before", 100_000, 100_000, scope="background")],
    ),
    "on the way": (
        "В Хабаровский край через Хасан прибыли 300 рабочих из КНДР.",
        [claim("movement", "dispatch", 300, 300, places=["Khabarovsk Krai, RU"], via=["Khasan, Primorsky Krai, RU"])],
    ),
    "three towns": (
        "Во Владивостоке, Находке и Артёме работают 700 корейцев.",
        [claim("headcount", "present", 700, 700, places=[PRIMORYE])],
    ),
    "a border with": ("На границе с Китаем ждут.", []),
    # what kind of thing
    "one died, two hurt": (
        "Один рабочий из КНДР умер от теплового удара, ещё двое попали в больницу.",
        [claim("incident", "death", 1, 1), claim("incident", "injury", 2, 2)],
    ),
    "a fine is no wage": (
        "Суд оштрафовал фирму на 800 тысяч рублей за рабочих из КНДР.",
        [claim("enforcement", "fine_on_employer", 800_000, 800_000, currency="RUB")],
    ),
    "a deadline": (
        "Резолюция 2397 требовала отправить всех рабочих домой до 22 декабря 2019 года.",
        [claim("legal", "deadline", resolution=["UNSCR 2397"])],
    ),
}


def is_as(one: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a claim has the fields wanted; of flags it may have more."""
    return all(one[name] == value or (name == "flags" and {*value} <= {*one[name]}) for name, value in wanted.items())


@pytest.mark.parametrize("name", READ)
def test_a_trap_is_read_as_a_person_reads_it(name: str) -> None:
    sentence, expected = READ[name]
    claims = read({"title": TITLE, "text": sentence, "published": "2024-05-15", "lang": "ru"})
    found = [one for one in claims if one["type"] not in CONTEXT]

    missing = [wanted for wanted in expected if not any(is_as(one, wanted) for one in found)]
    assert not missing, [(one["rule"], {name: one[name] for wanted in missing for name in wanted}) for one in found]
    assert len(expected) == len(found), [(one["rule"], one["quote"]) for one in found]
    assert all(sentence[one["start"] : one["end"]] == one["quote"] for one in claims)
