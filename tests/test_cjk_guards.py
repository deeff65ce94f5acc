"""What looks like furniture, a caption or a day of publication on such pages and is not: rules must not go too far."""

import pytest

from tests.cjk_web import BODY, FIRST, IMG, OTHERS, REST, TEXTS, TITLES, inside, text, web
from tests.test_cjk_pages import read

LONG_ZH = (
    "厂方负责人领记者走进车间，二十台机器一字排开，女工们低头缝着袖口。"
    "她说，停工那两年，很多人去了南方，如今只回来一半。"
)
LONG_JA = (
    "工場の門をくぐると、二十台の機械が並び、働く人たちは袖を縫っていた。"
    "責任者は、止まっていた二年の間に多くが町を離れたと振り返った。"
)
LONG_KO = (
    "기자가 들어선 작업장에는 기계 스무 대가 늘어서 있었고 노동자들은 소매를 박고 있었다. "
    "책임자는 쉬던 두 해 동안 많은 이가 떠났다고 말했다."
)
LONG_RU = (
    "В цехе стоят двадцать машин, и работницы молча шьют рукава. Начальница говорит, что за два года простоя многие "
    "уехали на юг, а вернулась только половина."
)
STAYS = {
    "zh a long paragraph behind a picture": ("zh", f"<p>{IMG}</p><p>{{}}</p>", LONG_ZH),
    "ja a long paragraph behind a picture": ("ja", f"<div class='ph'>{IMG}</div><p>{{}}</p>", LONG_JA),
    "ko a long paragraph behind a picture": ("ko", f"<p>{IMG}</p><p>{{}}</p>", LONG_KO),
    "ru a long paragraph behind a picture": ("ru", f"<p>{IMG}</p><p>{{}}</p>", LONG_RU),
    "zh a long paragraph in one block with its picture": ("zh", f"<div><p>{IMG}</p><p>{{}}</p></div>", LONG_ZH),
    "ja a short sentence behind a picture": ("ja", f"<p>{IMG}</p><p>　{{}}</p>", "門は毎朝六時に開く。"),
    "ja a sentence that speaks of the picture before it": (
        "ja", f"<p>{IMG}</p><p>　{{}}</p>", "これは、夜の工場を川の向こうから見た様子。明るさが分かってもらえるだろう。"
    ),
    "ko items behind triangles": (
        "ko", "<p>{}</p>", "▲통근 버스는 아침 여섯 시에 떠난다. ▲기숙사는 한 달에 두 번 문을 닫는다."
    ),
    "ko a short quotation": ("ko", "<p>{}</p>", "“봄까지는 괜찮다.”"),
    "zh a short answer": ("zh", "<p>{}</p>", "“不知道。”"),
    "zh a reporter who speaks in the text": (
        "zh", "<p>{}</p>", "江边日报记者李江在车站看到，六点前已有三十多名工人排队等候班车。"
    ),
    "zh codes and following as news": (
        "zh", "<p>{}</p>", "工人进厂时要扫描二维码，再关注县里的官方微信，才能领到当天的饭票。"
    ),
    "zh an editor as news": ("zh", "<p>{}</p>", "县报的责任编辑说，这条消息两天前已经登出，读者来信比往常多。"),
    "ja a mail as news": ("ja", "<p>{}</p>", "郡は求人の知らせを毎朝メールで送っている。登録した人は四百人を超えた。"),
    "ja a photograph as news": (
        "ja", "<p>{}</p>", "写真を撮影していた男性は、門の前に人が集まるのを二年ぶりに見たと話した。"
    ),
    "ru reading as news": ("ru", "<p>{}</p>", "«Читайте объявления на воротах», — советует рабочим начальник смены."),
    "ru an author in the text": ("ru", "<p>{}</p>", "Иван Береговой, который водит автобус, ждёт первых пассажиров."),
    "ru a source in the text": ("ru", "<p>{}</p>", "Источник в администрации подтвердил, что деньги выделены."),
    "ja a day in the text": ("ja", "<p>{}</p>", "２０３１年５月３日の朝、門の前には三十人が並んでいた。"),
    "zh a subheading": ("zh", "<p><strong>{}</strong></p>", "订单排到春天"),
    "ko a subheading in bold": ("ko", "<p><b>{}</b></p>", "봄까지 찬 일감"),
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS)
def test_a_paragraph_that_looks_like_something_else_is_text(name: str) -> None:
    lang, piece, paragraph = STAYS[name]

    assert paragraph in read(lang, inside(lang, piece.format(paragraph)))["text"].split("\n\n")


@pytest.mark.parametrize("lang", ["zh", "ja"])
def test_prose_about_other_stories_in_blocks_of_the_same_class_is_not_the_article(lang: str) -> None:
    teaser = {
        "zh": "镇上换了新路灯，居民说夜里走路亮堂多了，摊主也愿意晚些收摊。",
        "ja": "町の路地に新しい街灯がつき、住民は夜道が明るくなったと話している。",
    }[lang]
    cells = "".join(
        f"<div class='cell'><h3><a href='/n/{i}'>{other}</a></h3><p><a href='/n/{i}'>{teaser}</a></p></div>"
        for i, other in enumerate(OTHERS[lang])
    )
    html = web(lang, f"<div class='cell'>{BODY[lang]}</div>", after=f"<div class='more'>{cells}</div>")

    assert text(lang) == read(lang, html)["text"]


def test_a_description_that_the_body_holds_is_read_once() -> None:
    html = web("zh", head=f"<meta name='description' content='{TEXTS['zh'][0]}'>")

    assert text("zh") == read("zh", html)["text"]


def test_a_description_that_the_page_does_not_show_is_not_text() -> None:
    html = web("ja", head="<meta name='description' content='川岸新聞は川沿いの町の出来事を毎日伝えます。'>")

    assert text("ja") == read("ja", html)["text"]


def test_a_second_part_outside_the_larger_block_is_text() -> None:
    html = web("ko", f"<div class='a'>{FIRST['ko']}</div><div class='b'>{REST['ko']}</div>")

    assert text("ko") == read("ko", html)["text"]


def test_the_day_of_a_registration_is_not_the_day_of_publication() -> None:
    html = web("ru", after="<p>Свидетельство о регистрации СМИ от 2 апреля 1999 г.</p>")

    assert read("ru", html)["date"] is None


SITE_FIRST = {
    "ko": web(
        "ko",
        heading=f"<h1><a href='/'>강변일보</a></h1><h2>{TITLES['ko']}</h2>",
        head=f"<meta property='og:title' content='{TITLES['ko']}'>",
        title=f"{TITLES['ko']} - 강변일보",
    ),
    "ja": web(
        "ja",
        heading=f"<h1><a href='/'>川岸新聞</a></h1><h2>{TITLES['ja']}</h2>",
        head=f"<meta property='og:title' content='{TITLES['ja']}'>",
        title=f"{TITLES['ja']} - 川岸新聞",
    ),
}


@pytest.mark.parametrize("lang", SITE_FIRST)
def test_a_first_heading_that_is_the_outlet_is_not_the_headline(lang: str) -> None:
    assert TITLES[lang] == read(lang, SITE_FIRST[lang])["title"]


@pytest.mark.parametrize(
    ("lang", "headline"),
    [
        ("zh", "江边-省城公路通车"),
        ("ja", "川沿いの工場：再開から一年"),
        ("ko", "“다시 연 공장” - 그 뒤 1년"),
        ("ru", "Фабрика у реки — год спустя"),
    ],
)
def test_a_hyphen_or_colon_inside_a_headline_stays(lang: str, headline: str) -> None:
    html = web(lang, heading=f"<h1>{headline}</h1>", title=headline)

    assert headline == read(lang, html)["title"]


def test_a_form_that_tells_of_its_outlet_is_no_teaser() -> None:
    form = "<p>강변일보는 회원의 뜻에 따라 운영되며 날마다 강변 마을의 소식을 전합니다. 누구나 가입할 수 있습니다.</p>"
    html = web("ko", f"{form}<p>회원 전용 서비스입니다. 로그인 후 이용해 주세요.</p>", heading="", title="강변일보")

    assert "block_page" == read("ko", html)["kind"]


def test_headings_with_links_in_a_report_make_no_listing() -> None:
    parts = "".join(
        f"<div class='part'><h3><a href='/p/{i}'>{other}</a></h3><p>{TEXTS['ru'][i % 4]}</p></div>"
        for i, other in enumerate(OTHERS["ru"] * 4)
    )

    assert "article" == read("ru", web("ru", BODY["ru"] + parts))["kind"]


def test_a_link_to_the_writer_beside_the_day_is_no_other_story() -> None:
    writer = "<a href='/authors/7'>Анна Александровна Речная-Береговая</a>"
    html = web("ru", info=f"<p class='date'>Текст: {writer} | 4 мая 2031</p>")

    assert "2031-05-04" == read("ru", html)["date"]
