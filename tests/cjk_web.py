"""Pages of our own in Korean, Chinese, Japanese and Russian, built as outlets of the region build theirs."""

TEXTS = {
    "ko": (
        "두만강 변의 봉제 공장이 두 해 만에 다시 문을 열었다. 공장 관계자는 5일 마흔 명이 첫날 출근했다고 말했다.",
        "공장은 겨울옷을 만들어 항구를 거쳐 내보낸다. 한 주민은 “일감이 봄까지 차 있다고 들었다”고 전했다.",
        "군청은 통근 버스를 두 대 늘리기로 했다. 버스는 아침 여섯 시에 역 앞을 떠난다.",
        "노동자들은 기숙사에서 지내며 한 달에 두 번 쉰다. 공장은 내년 초 재단실을 하나 더 지을 계획이다.",
    ),
    "zh": (
        "江边的服装厂停工两年后重新开门。厂方负责人5日表示，第一天有四十名工人到岗，机器比从前少了一半。",
        "工厂生产冬装，经港口运往外地。一位居民说：“听说订单已经排到春天，夜里也能看见车间的灯光。”",
        "县里决定增加两辆通勤班车。班车每天早上六点从车站出发，晚上八点把工人送回镇上的宿舍。",
        "工人住在宿舍，每月休息两天。工厂计划明年年初再建一间裁剪车间，并在当地招收三十名学徒。",
    ),
    "ja": (
        "川沿いの縫製工場が二年ぶりに操業を再開した。工場の責任者は五日、初日に四十人が出勤したと話した。",
        "工場は冬物の衣類を作り、港を通じて送り出す。住民の一人は「注文は春まで埋まっていると聞いた」と語った。",
        "郡は通勤バスを二台増やすことを決めた。バスは毎朝六時に駅前を出て、夜八時に工場の門を離れる。",
        "働く人たちは寮で暮らし、休みは月に二日ある。工場は来年初めに裁断室をもう一つ建てる計画だ。",
    ),
    "ru": (
        "Швейная фабрика у реки открылась после двух лет простоя. Её представитель сообщил 5 марта, что в первый день "
        "на работу вышли сорок человек.",
        "Фабрика шьёт зимнюю одежду и отправляет её через порт. «Говорят, заказов хватит до весны», — говорит житель.",
        "Администрация района решила пустить ещё два автобуса. Они отправляются от вокзала в шесть часов утра.",
        "Рабочие живут в общежитии и отдыхают два дня в месяц. В начале следующего года построят ещё один цех.",
    ),
}
TITLES = {
    "ko": "강변 공장, 다시 문을 열다",
    "zh": "江边服装厂重新开门",
    "ja": "川沿いの縫製工場が操業再開",
    "ru": "Швейная фабрика у реки снова открыта",
}
MENUS = {
    "ko": ("정치", "경제", "사회", "국제"),
    "zh": ("时政", "财经", "社会", "国际"),
    "ja": ("政治", "経済", "社会", "国際"),
    "ru": ("Политика", "Экономика", "Общество", "Мир"),
}
OTHERS = {
    "ko": ("시장 골목에 새 가로등 열두 개", "장마 앞두고 둑 보수 서둘러", "군립 도서관 휴관일 바뀐다"),
    "zh": ("集市巷子换上十二盏新路灯", "汛期将至加紧修补河堤", "县图书馆调整闭馆日"),
    "ja": ("市場の路地に新しい街灯十二基", "梅雨を前に堤防の補修急ぐ", "郡立図書館の休館日が変わる"),
    "ru": ("На рынке поставили двенадцать фонарей", "Перед паводком укрепляют дамбу", "Библиотека меняет выходной"),
}
COPYRIGHT = {
    "ko": "Copyright ⓒ 강변일보. 무단전재 및 재배포 금지",
    "zh": "Copyright © 2031 江边日报 版权所有",
    "ja": "Copyright © 川岸新聞社 記事・写真の無断転載を禁じます",
    "ru": "© 2031 «Береговые вести». Все права защищены",
}
FIRST = {lang: f"<p>{text[0]}</p>" for lang, text in TEXTS.items()}
REST = {lang: "".join(f"<p>{paragraph}</p>" for paragraph in text[1:]) for lang, text in TEXTS.items()}
BODY = {lang: FIRST[lang] + REST[lang] for lang in TEXTS}
IMG = "<img src='/a.jpg'>"


def web(
    lang: str, body: str | None = None, *, head: str = "", above: str = "", heading: str | None = None,
    info: str = "", after: str = "", title: str | None = None,
) -> str:  # fmt: skip
    """A page: menu, `above`, heading, `info`, body, `after`, links to other stories, footer; no word of the metadata
    but the title that is given."""
    menu = "".join(f"<li><a href='/{i}'>{word}</a></li>" for i, word in enumerate(MENUS[lang]))
    others = "".join(f"<li><a href='/news/{i}.html'>{other}</a></li>" for i, other in enumerate(OTHERS[lang]))
    shown = f"<h1>{TITLES[lang]}</h1>" if heading is None else heading
    return (
        f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'><title>{title or TITLES[lang]}</title>{head}"
        f"</head><body><div class='gnb'><ul>{menu}</ul></div><div class='wrap'>{above}{shown}{info}"
        f"<div class='cont'>{BODY[lang] if body is None else body}</div>{after}"
        f"<div class='side'><ul>{others}</ul></div></div>"
        f"<div class='foot'><ul>{menu}</ul><p>{COPYRIGHT[lang]}</p></div></body></html>"
    )


def inside(lang: str, piece: str) -> str:
    """The page with a piece of markup between the first two paragraphs of its text."""
    return web(lang, FIRST[lang] + piece + REST[lang])


def text(lang: str) -> str:
    """The text of the page as a reader gives it: paragraphs with an empty line between."""
    return "\n\n".join(TEXTS[lang])
