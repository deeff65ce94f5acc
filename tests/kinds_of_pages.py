"""Pages of an invented web in six languages, each with the kind a reader sees at once; all text is our own."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """What the pages of one language say."""

    outlet: str
    headlines: tuple[str, ...]
    prose: str
    short: str
    refused: tuple[str, str]
    consent: tuple[str, str, str]
    login: tuple[str, str]
    missing: tuple[str, str]
    moved: tuple[str, str]
    maintenance: tuple[str, str]
    script: str
    section: str
    search: str
    tag: str
    wall: str
    more: str
    password: str = field(default='<form><input name="id"><input type="password" name="pw"><button>OK</button></form>')


WORDS = {
    "en": Words(
        "Yalu Post",
        ("Sixty workers leave a seafood plant in Hunchun", "Cooks wait nine months for wages in Vladivostok",
         "A dormitory by the river is emptied overnight", "Border customs count fewer returning labourers",
         "Sewing hall in Dandong hires a new crew of forty", "Inspectors find passports in the manager's safe"),
        "Sixty workers left the plant at dawn on Tuesday, a driver said, and their passports were handed back at the"
        " bridge. Nobody was told who would pay the wages of the last four months. ",
        "Three cooks came home on Monday. Their restaurant had closed in May, a neighbour said.",
        ("Access denied", "Your request has been blocked by our security service."),
        ("Before you continue", "We and our 97 partners store and use information.", "Accept all cookies"),
        ("Log in", "User name and password"),
        ("Page not found", "The page you are looking for does not exist or has been removed."),
        ("This page has moved", "The page you requested has moved. You will be redirected shortly."),
        ("Down for maintenance", "We are carrying out scheduled maintenance. Please try again later."),
        "You need to enable JavaScript to run this app.",
        "Border", "Search results for: workers", "Tag: workers",
        "Subscribe to continue reading.", "Read more",
    ),
    "ko": Words(
        "압록강신문",
        ("훈춘 수산물 가공공장 북한 노동자 60명 철수", "블라디보스토크 식당 요리사들 아홉 달째 임금 체불",
         "강변 합숙소 하룻밤 사이에 텅 비어 주민들 의아", "국경 세관 귀국 노동자 수 줄었다고 밝혀",
         "단둥 봉제공장 새 인력 마흔 명 들여와 가동 재개", "점검단 관리자 금고에서 여권 뭉치 발견"),
        "노동자 60명이 화요일 새벽 공장을 떠났고 여권은 다리에서 돌려받았다고 운전사가 전했다. 지난 넉 달 치 임금을"
        " 누가 줄지는 아무도 듣지 못했다고 현지 소식통이 말했다. ",
        "요리사 세 명이 월요일 귀국했다. 식당은 오월에 문을 닫았다고 이웃 주민이 전했다.",
        ("접근이 차단되었습니다", "보안 정책에 의해 귀하의 접속이 차단되었습니다."),
        ("쿠키 설정", "본 사이트는 쿠키를 사용하는 데 귀하의 동의를 구합니다.", "모두 동의"),
        ("로그인", "아이디와 비밀번호를 입력해 주세요"),
        ("페이지를 찾을 수 없습니다", "요청하신 페이지가 삭제되었거나 주소가 변경되었습니다."),
        ("페이지가 이동되었습니다", "요청하신 페이지의 주소가 바뀌었습니다. 잠시 후 이동합니다."),
        ("서비스 점검 중입니다", "시스템 점검으로 서비스가 일시 중단됩니다. 잠시 후 다시 이용해 주세요."),
        "이 앱을 실행하려면 자바스크립트를 활성화해야 합니다.",
        "국경", "검색 결과: 노동자", "태그: 노동자",
        "이 기사는 유료 회원 전용입니다. 로그인 후 이용해 주세요.", "더 보기",
    ),
    "zh": Words(
        "鸭绿江报",
        ("珲春水产加工厂六十名朝鲜工人清晨离开厂区", "符拉迪沃斯托克餐馆厨师九个月没有领到工资",
         "江边宿舍一夜之间人去楼空附近居民感到意外", "边境海关称回国劳工人数比去年同期明显减少",
         "丹东服装车间新招四十名女工重新开始生产", "检查人员在经理保险柜里发现一摞工人护照"),
        "六十名工人星期二清晨离开工厂，护照在桥头发还给他们，一名司机说。没有人告诉他们，过去四个月的工资由谁来支付，当地的"
        "消息人士表示。",
        "三名厨师星期一回国了。邻居说，餐馆五月就已经关门，没有人再来。",
        ("访问被拒绝", "您的请求已被安全策略拦截。"),
        ("隐私设置", "本站使用 Cookie，请您同意。", "同意"),
        ("用户登录", "请输入账号和密码"),
        ("页面不存在", "您访问的页面不存在或已被删除。"),
        ("页面已迁移", "您访问的页面地址已变更，即将为您跳转。"),
        ("网站维护中", "系统正在升级维护，请稍后再访问。"),
        "您需要启用 JavaScript 才能运行此应用。",
        "边境", "搜索结果：工人", "标签：工人",
        "本文为付费内容，订阅后阅读全文。", "更多",
    ),
    "ja": Words(
        "鴨緑江新聞",
        ("琿春の水産加工場から北朝鮮労働者六十人が出発", "ウラジオストクの料理人に九か月の賃金未払い",
         "川沿いの寮が一夜で空になり住民が首をかしげる", "国境の税関は帰国する労働者が減ったと説明した",
         "丹東の縫製工場が四十人を新たに雇い操業を再開", "監督官が管理人の金庫から旅券の束を見つけた"),
        "労働者六十人が火曜日の夜明けに工場を出て、旅券は橋のたもとで返されたと運転手は話した。この四か月の賃金を誰が払うのか"
        "は、だれにも知らされていないという。",
        "料理人三人が月曜日に帰国した。店は五月に閉まったと近所の人は話している。",
        ("アクセスが制限されています", "お客様の環境からのアクセスを拒否しました。"),
        ("続行する前に", "当サイトは Cookie の使用に同意をお願いしています。", "すべてに同意"),
        ("会員ログイン", "会員番号とパスワード"),
        ("お探しのページは見つかりませんでした", "ページが削除されたか、アドレスが変更された可能性があります。"),
        ("ページは移動しました", "お探しのページは移動しました。数秒後に新しいページへ移動します。"),
        ("ただいまメンテナンス中です", "システムメンテナンスのため、サービスを停止しております。"),
        "このアプリを実行するには JavaScript を有効にする必要があります。",
        "国境", "検索結果：労働者", "タグ：労働者",
        "この記事は会員限定の記事です。残り 812 文字", "もっと見る",
    ),
    "ru": Words(
        "Вестник Ялу",
        ("Шестьдесят рабочих покинули рыбный завод в Хуньчуне", "Повара во Владивостоке девять месяцев ждут зарплату",
         "Общежитие у реки опустело за одну ночь", "Таможня сообщила, что рабочих возвращается меньше",
         "Швейный цех в Даньдуне нанял сорок работниц", "Проверка нашла паспорта в сейфе управляющего"),
        "Шестьдесят рабочих покинули завод во вторник на рассвете, рассказал водитель, а паспорта им вернули у моста."
        " Никто не знает, кто заплатит им за последние четыре месяца. ",
        "Три повара вернулись домой в понедельник. Ресторан закрылся в мае, сказала соседка.",
        ("Доступ ограничен", "Ваш IP-адрес временно заблокирован."),
        ("Настройки файлов cookie", "Мы используем файлы cookie и просим вашего согласия.", "Принять все cookie"),
        ("Вход на сайт", "Логин и пароль"),
        ("Страница не найдена", "Запрашиваемая страница не существует или была удалена."),
        ("Страница перемещена", "Запрошенная страница перемещена. Сейчас вы будете перенаправлены."),
        ("Технические работы", "На сайте ведутся технические работы. Попробуйте зайти позже."),
        "Для работы приложения необходимо включить JavaScript.",
        "Граница", "Результаты поиска: рабочие", "Тег: рабочие",
        "Чтобы читать далее, оформите подписку.", "Читать далее",
    ),
    "de": Words(
        "Yalu-Bote",
        ("Sechzig Arbeiter verlassen Fischfabrik in Hunchun", "Köche in Wladiwostok warten neun Monate auf Lohn",
         "Wohnheim am Fluss steht über Nacht leer", "Zoll an der Grenze zählt weniger Rückkehrer",
         "Näherei in Dandong stellt vierzig Frauen ein", "Prüfer finden Pässe im Tresor des Verwalters"),
        "Sechzig Arbeiter haben die Fabrik am Dienstag im Morgengrauen verlassen, sagte ein Fahrer, und ihre Pässe"
        " bekamen sie an der Brücke zurück. Niemand weiß, wer den Lohn der letzten vier Monate zahlt. ",
        "Drei Köche kamen am Montag nach Hause. Ihr Lokal hatte im Mai geschlossen, sagte ein Nachbar.",
        ("Zugriff verweigert", "Ihre Anfrage wurde aus Sicherheitsgründen blockiert."),
        ("Datenschutzeinstellungen", "Wir und unsere 97 Partner verwenden Cookies und ähnliche Verfahren.",
         "Alle Cookies akzeptieren"),
        ("Anmelden", "Benutzername und Passwort"),
        ("Seite nicht gefunden", "Die gesuchte Seite existiert nicht oder wurde entfernt."),
        ("Diese Seite ist umgezogen", "Die Seite hat eine neue Adresse. Sie werden gleich weitergeleitet."),
        ("Wartungsarbeiten", "Wegen Wartungsarbeiten sind wir derzeit nicht erreichbar. Später erneut."),
        "Sie müssen JavaScript aktivieren, um diese Anwendung zu nutzen.",
        "Grenze", "Suchergebnisse für: Arbeiter", "Schlagwort: Arbeiter",
        "Weiterlesen mit Abo. Jetzt abonnieren, um weiterzulesen.", "Mehr",
    ),
}  # fmt: skip

HOME = "https://www.outlet.example/"
REPORT = "https://www.outlet.example/news/2024/03/12/10442.html"


def page(title: str, body: str, head: str = "") -> str:
    start = f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title>"
    return f"{start}{head}</head><body>{body}</body></html>"


def pages(lang: str) -> Iterator[tuple[str, str, str, str]]:
    """Name, kind, address and HTML of each page of a language."""
    words = WORDS[lang]
    yield from _asking(words)
    yield from _lists(words)
    yield from _reports(words)


def _asking(w: Words) -> Iterator[tuple[str, str, str, str]]:
    menu = _menu(w)
    yield "refusal", "block_page", REPORT, page(w.refused[0], f"<h1>{w.refused[0]}</h1><p>31.77</p>")
    yield "refusal under the outlet's name", "block_page", REPORT, page(w.outlet, f"<p>{w.refused[1]}</p>")
    yield "challenge", "block_page", REPORT, page(w.outlet, "<script>window._cf_chl_opt={}</script>")
    yield "consent wall", "block_page", REPORT, page(
        w.consent[0], f"<h1>{w.consent[0]}</h1><p>{w.consent[1]}</p><button>{w.consent[2]}</button>"
    )
    yield "consent under the outlet's name", "block_page", REPORT, page(
        w.outlet, f"<p>{w.consent[1]}</p><button>{w.consent[2]}</button>"
    )
    yield "log-in form", "block_page", REPORT, page(
        f"{w.login[0]} | {w.outlet}", f"{menu}<h1>{w.login[0]}</h1><p>{w.login[1]}</p>{w.password}"
    )
    yield "log-in form without a title", "block_page", REPORT, page(w.outlet, f"<p>{w.login[1]}</p>{w.password}")
    for name, (said, why) in {"missing": w.missing, "moved": w.moved, "maintenance": w.maintenance}.items():
        yield f"{name} page", "error_page", REPORT, page(f"{said} | {w.outlet}", f"<h1>{said}</h1><p>{why}</p>")
        yield f"{name} page in the outlet's frame", "error_page", REPORT, page(
            f"{w.outlet} - {said}", f"{menu}<h2>{said}</h2><p>{why}</p>{_links(w)}"
        )
        yield f"{name} page under the outlet's name", "error_page", REPORT, page(
            w.outlet, f"{menu}<div class='msg'><h1>{said}</h1><p>{why}</p></div>"
        )
    yield "shell of an application", "empty", REPORT, page(
        w.outlet, f"<noscript>{w.script}</noscript><div id='root'></div><script src='/app.js'></script>"
    )
    yield "shell that says so", "empty", REPORT, page(w.outlet, f"<div id='app'></div><p>{w.script}</p>")


def _lists(w: Words) -> Iterator[tuple[str, str, str, str]]:
    menu = _menu(w)
    leads = "".join(f"<li><a href='/news/{n}.html'><h3>{w.headlines[n % 6]} ({n})</h3></a></li>" for n in range(24))
    items = "".join(
        f"<div><h2><a href='/news/{n}.html'>{w.headlines[n % 6]} ({n})</a></h2><p>{w.short[:50]}…</p></div>"
        for n in range(15)
    )
    yield "home page", "listing", HOME, page(w.outlet, f"{menu}<ul>{leads}</ul>")
    yield "section", "listing", f"{HOME}section/border", page(
        f"{w.section} - {w.outlet}", f"{menu}<h1>{w.section}</h1>{items}"
    )
    yield "search result", "listing", f"{HOME}search?q=1", page(w.search, f"{menu}<h1>{w.search}</h1>{items}")
    yield "tag page", "listing", f"{HOME}tag/w", page(w.tag, f"{menu}<h1>{w.tag}</h1><ul>{leads}</ul>")
    yield "page of a section", "listing", f"{HOME}section/border?page=4", page(
        f"{w.section} - {w.outlet}", f"{menu}{items}<div class='paging'>1 2 3 4 5</div>"
    )


def _reports(w: Words) -> Iterator[tuple[str, str, str, str]]:
    head = f"<meta property='og:type' content='article'><meta property='og:title' content='{w.headlines[0]}'>"
    menu, start = _menu(w), f"<article><h1>{w.headlines[0]}</h1>"
    first = f"{menu}{start}<p>{w.prose}</p>"
    text = "".join(f"<p>{w.prose}</p>" for _ in range(6))
    title = f"{w.headlines[0]} | {w.outlet}"
    paid = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    yield "teaser with a wall", "teaser", REPORT, page(title, f"{first}<div>{w.wall}</div></article>", head)
    yield "teaser that is cut off", "teaser", REPORT, page(title, f"{start}<p>{w.prose[:-12]}…</p></article>", head)
    yield "teaser that declares itself", "teaser", REPORT, page(title, f"{first}</article>", head + paid)
    yield "report", "article", REPORT, page(title, f"{menu}{start}{text}</article>{_links(w)}", head)
    yield "report without metadata", "article", REPORT, page(title, f"<div>{start}{text}</article></div>{_links(w)}")
    yield "short report", "article", REPORT, page(title, f"{menu}{start}<p>{w.short}</p></article>", head)
    yield "short report without metadata", "article", REPORT, page(title, f"{start}<p>{w.short} {w.prose}</p>")
    spoken = f"{w.prose} {w.missing[1]} {w.maintenance[1]} {w.refused[1]} {w.script}"
    yield "report that quotes such pages", "article", REPORT, page(
        f"{w.missing[0]}: {title}", f"{menu}<h1>{w.missing[0]}: {w.headlines[0]}</h1><p>{spoken}</p><p>{w.prose}</p>"
    )
    yield "short report that quotes one", "article", REPORT, page(
        title, f"<h1>{w.headlines[0]}</h1><p>{w.prose} {w.prose} {w.maintenance[1]}</p>"
    )
    yield "report under a banner", "article", REPORT, page(
        title, f"<div class='cookie'>{w.consent[1]} <button>{w.consent[2]}</button></div>{menu}{start}{text}</article>"
    )
    yield "report beside a log-in box", "article", REPORT, page(
        title, f"{menu}<aside>{w.login[0]} {w.password}</aside>{start}{text}</article>", head
    )
    yield "report with many links", "article", REPORT, page(
        title, f"{menu}{start}{text}</article><aside>{_links(w)}{_links(w)}{_links(w)}</aside>", head
    )
    yield "report on a site that asks for scripts", "article", REPORT, page(
        title, f"<noscript>{w.script}</noscript>{menu}{start}{text}</article>"
    )


def _menu(w: Words) -> str:
    return f"<nav><a href='/'>{w.outlet}</a><a href='/a'>{w.section}</a><a href='/b'>{w.more}</a></nav>"


def _links(w: Words) -> str:
    return "<ul>" + "".join(f"<li><a href='/news/{n}.html'>{w.headlines[n]}</a></li>" for n in range(6)) + "</ul>"
