"""Kinds of pages: what asks something of its visitor, in five languages, and what only speaks of such things."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.page import page_kind
from tests.labelled import BENCH, needs


def page(title: str, body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


MENU = "".join(f"<li><a href='/s{n}'>Section number {n} of the site</a></li>" for n in range(80))

BLOCKS = {
    "Cloudflare asks for a moment": page(
        "Just a moment...",
        "<h1>outlet.example</h1><p>We look at your connection first.</p><noscript>Enable JavaScript and cookies to"
        " continue</noscript><script>window._cf_chl_opt={cvId:'3'}</script>",
    ),
    "Cloudflare under the host's name": page("outlet.example", "<p>One second</p><script>_cf_chl_opt={}</script>"),
    "Cloudflare refuses": page(
        "Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1><p>You cannot reach this</p>"
    ),
    "Cloudflare counts": page("Error 1015", "<h1>Error 1015</h1><span class='cf-error-code'>1015</span>"),
    "Akamai": page(
        "Access Denied",
        "<h1>Access Denied</h1>You don't have permission to access \"http&#58;//outlet.example/\" on this server.<p>"
        "Reference&#32;&#35;18&#46;2f</p>",
    ),
    "Akamai's waiting room": page("", "<div id='sec-if-cpt-container'><p>A short check is under way.</p></div>"),
    "Incapsula in a frame": (
        "<html><head><META NAME='robots' CONTENT='noindex'></head><iframe src='/_Incapsula_Resource?CWUDNSAI=9'>"
        "Request unsuccessful. Incapsula incident ID: 1-2</iframe></html>"
    ),
    "DDoS-Guard": page("DDoS-Guard", "<h1>A check of your browser before outlet.example</h1>"),
    "DataDome": page("outlet.example", "<script>var dd={'host':'geo.captcha-delivery.com'}</script>"),
    "PerimeterX": page("Access to this page has been denied", "<div id='px-captcha'></div>"),
    "Sucuri": page("Sucuri WebSite Firewall - Access Denied", "<p>The block is ours.</p>"),
    "Vercel": page("Vercel Security Checkpoint", "<p>Looking at your browser</p>"),
    "a check for robots": page("Making sure you&#39;re not a bot!", "<p>This takes a second.</p>"),
    "the portal's refusal (ko)": page(
        "접근이 차단되었습니다", "<h2>접근이 차단되었습니다.</h2><p>고객센터로 문의해 주세요.</p>"
    ),
    "the firewall's refusal (ko)": page(
        "알림", "<div>요청하신 페이지는 웹 방화벽에 의해 열 수 없습니다.</div><div>귀하의 IP: 192.0.2.7</div>"
    ),
    "an odd visitor (ko)": page("서비스 이용 제한 안내 | 뉴스", "<p>비정상적인 접근이 감지되었습니다.</p>"),
    "the state's notice (ko)": page("안내", "<script>location.href='http://warning.or.kr/i1.html'</script>"),
    "a firewall (zh)": page("网站防火墙", "<p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>"),
    "a refusal (zh)": page("访问被拒绝", "<p>事件编号 31</p>"),
    "a check (zh)": page("安全验证", "<p>滑动滑块</p>"),
    "a cloud's shield (zh)": page("405", "<p>很抱歉，您的访问被阻断，事件编号 7</p>"),
    "a firewall (zh, old script)": page("提示", "<p>您的請求已被本站攔截，請聯絡管理員。</p>"),
    "a refusal (zh, old script)": page("存取被拒", "<p>事件編號 31</p>"),
    "a limit (ja)": page("アクセスが制限されています", "<p>しばらくしてからお試しください。</p>"),
    "a limit in the text (ja)": page("お知らせ", "<p>お客様の環境からのアクセスを制限しております。</p>"),
    "a limit (ru)": page("Доступ ограничен", "<p>Номер события 31</p>"),
    "a limit in the text (ru)": page("Внимание", "<p>Ваш IP-адрес 192.0.2.7 временно заблокирован.</p>"),
    "a robot's check (ru)": page("Вы не робот?", "<form action='/showcaptcha?x=1'></form>"),
    "an account shut by its host": page(
        "Account Suspended", "<h1>This Account has been suspended.</h1><a>Contact your hosting provider</a>"
    ),
    "a jump to the host's notice": (
        "<html><head><meta http-equiv='refresh' content='0;url=/cgi-sys/suspendedpage.cgi'></head><body></body></html>"
    ),
    "a parked site": page("outlet.example", "<p>This site is parked free of charge.</p>"),
    "a domain for sale": page("outlet.example - this domain is for sale", "<p>Make an offer.</p>"),
    "too much traffic (ko)": page("일일 트래픽 초과 안내", "<p>내일 다시 방문해 주세요.</p>"),
    "a site shut (zh)": page("该网站已暂停", "<p>请联系管理员</p>"),
    "a site stopped (ja)": page("このサイトは現在停止中です", "<p>管理者の方はこちら</p>"),
    "a site shut (ru)": page("Сайт заблокирован", "<p>Обратитесь к владельцу.</p>"),
}  # fmt: skip

CONSENT_WORDS = "<p>We and our 812 partners store and use information on a device. You may choose. </p>" * 30
CONSENTS = {
    "Google's, on the way": page(
        "Before you continue to Search", "<form action='https://consent.google.com/save' method='POST'></form>"
    ),
    "a long one": page("Your privacy choices", CONSENT_WORDS),
    "a form of another host": page("outlet.example", "<form action='https://consent.outlet.example/v2'>Yes</form>"),
    "Quantcast's": page("outlet.example", "<div class='qc-cmp2'><h2>We value your privacy</h2><a>Yes</a></div>"),
    "OneTrust's": page("Cookie settings", "<div id='onetrust-pc-sdk'><button>Accept all</button></div>"),
    "in Korean": page("쿠키 설정", "<p>쿠키를 사용하는 데 동의해 주세요.</p><button>모두 동의</button>"),
    "in Chinese": page("outlet", "<h2>本站使用 Cookie</h2><button>同意</button>"),
    "in Japanese": page("続行する前に", "<button>すべてに同意</button>"),
    "in Russian": page("outlet", "<p>Мы используем файлы cookie.</p><button>Принять</button>"),
}

PASSWORD = "<form><input name='u'><input type=\"password\" name='p'><input type='submit'></form>"
LOGINS = {
    "WordPress": page(
        "Log In &lsaquo; Outlet &#8212; WordPress", f"<body class='login'><div id='login'>{PASSWORD}</div>"
    ),
    "a bare form": page("Members", PASSWORD),
    "a site that says its name first": page("Outlet - Sign in", PASSWORD),
    "with the menu around": page("Login | Outlet", PASSWORD + MENU[:1_500]),
    "in Korean": page("로그인 : 신문", "<p>아이디와 비밀번호</p>" + PASSWORD),
    "in Chinese": page("用户登录", "<p>账号</p>" + PASSWORD),
    "in Chinese, old script": page("會員登入 - 報", "<p>帳號</p>" + PASSWORD),
    "in Japanese": page("会員ログイン", PASSWORD),
    "in Russian": page("Вход на сайт", PASSWORD),
    "a stub for members": page("Kitchen staff of Yanji", "<p>This report is only for subscribers.</p><a>Join</a>"),
    "a stub to go on reading": page("Kitchen staff", "<h3>Sign in to continue</h3><form><input type=email></form>"),
    "a stub for members (ko)": page("훈춘의 합숙소", "<p>로그인 후 이용하실 수 있습니다.</p>"),
    "a stub for members (zh)": page("珲春的宿舍", "<p>请先登录</p><p>登录后查看全文</p>"),
    "a stub for members (ja)": page("琿春の寮", "<p>この記事は会員限定です。</p>"),
    "a stub for members (ru)": page("Общежитие", "<p>Войдите, чтобы читать. Материал для подписчиков.</p>"),
}  # fmt: skip

ERRORS = {
    "not there": page("404 Not Found", "<hr>nginx"),
    "not there, menus all around": page("Page not found - Outlet", f"<ul>{MENU}</ul><p>Try the search.</p>"),
    "in Korean": page("페이지를 찾을 수 없습니다 | 신문", "<p>주소를 확인해 주세요.</p>"),
    "in Chinese": page("页面不存在", "<p>返回首页</p>"),
    "in Chinese, old script": page("找不到網頁 - 報", "<p>回首頁</p>"),
    "in Japanese": page("お探しのページは見つかりませんでした", "<p>トップへ</p>"),
    "in Russian": page("Страница не найдена", "<p>На главную</p>"),
    "a gateway": page("502 Bad Gateway", "<hr>nginx"),
}

KINDS = {"block": BLOCKS, "consent": CONSENTS, "login": LOGINS, "error": ERRORS}
CASES = [(kind, name) for kind, cases in KINDS.items() for name in cases]


@pytest.mark.parametrize(("kind", "name"), CASES, ids=[f"{kind}: {name}" for kind, name in CASES])
def test_a_page_that_asks_something_is_told_though_its_status_is_200(kind: str, name: str) -> None:
    assert kind == page_kind(200, KINDS[kind][name])


@pytest.mark.parametrize("name", BLOCKS, ids=str)
@pytest.mark.parametrize("status", [202, 403, 404, 429, 503])
def test_a_block_is_one_whatever_its_status(name: str, status: int) -> None:
    assert "block" == page_kind(status, BLOCKS[name])


# --- what only speaks of such things -------------------------------------------------------------------------------

SENTENCES = {
    "en": "Access denied, the screen in the dormitory said, and the log in page of the agency was blocked; the guards"
    " had suspended the account of the crew and asked forty women to subscribe to continue. ",
    "ko": "외부 접근이 차단되었습니다라는 안내문이 합숙소 문에 붙었고, 관리자는 로그인 후 이용하는"
    " 장부와 계정 정지 통보를 노동자에게 보여 주었다. ",
    "zh": "宿舍的门上写着访问被拒绝，管理员说登录后查看名单，网站已关闭，四十名女工的账户被停用。 ",
    "zh, old script": "宿舍的門上寫著存取被拒，管理員說登入後查看名單，網站已關閉，四十名女工的帳戶被停用。 ",
    "ja": "寮の入口にはアクセスが制限されていますと書かれ、管理人はログインして四十人の名簿を見せた。 ",
    "ru": "На двери висела надпись «Доступ ограничен», мастер просил войти в систему, а счёт бригады заблокирован. ",
}
TITLES = {
    "en": "Access denied: how a mill in Hunchun hides its crew",
    "ko": "접근 차단된 합숙소의 노동자 마흔 명",
    "zh": "访问被拒绝之后，珲春工厂的女工",
    "zh, old script": "存取被拒之後，琿春工廠的女工",
    "ja": "アクセス制限の寮で働く四十人",
    "ru": "Доступ ограничен: сорок женщин в Хуньчуне",
}


@pytest.mark.parametrize("language", SENTENCES, ids=str)
@pytest.mark.parametrize("characters", [600, 1_600, 8_000])
def test_a_report_about_blocks_and_logins_is_a_report(language: str, characters: int) -> None:
    sentence = SENTENCES[language]
    text = sentence * (characters // len(sentence) + 1)

    assert page_kind(200, page(TITLES[language], f"<h1>{TITLES[language]}</h1><p>{text}</p>")) is None


@pytest.mark.parametrize("language", SENTENCES, ids=str)
def test_so_is_one_in_short_paragraphs(language: str) -> None:
    calm = "<p>The bus left Hunchun before dawn, and nobody was told where it went or when it would be back.</p>" * 5

    assert page_kind(200, page(TITLES[language], f"<p>{SENTENCES[language]}</p>{calm}")) is None


CALM = "Forty women left the mill in Hunchun before dawn, a driver said, and nobody was told where they would go. "
SHORT = f"<h1>A mill in Hunchun</h1><p>{CALM * 6}</p>"
ORDINARY = {
    "a login box": page("A mill in Hunchun", SHORT + PASSWORD),
    "a banner about cookies": page("A mill in Hunchun", "<div>We value your privacy. Accept all cookies</div>" + SHORT),
    "a frame of a challenge that was passed": page(
        "A mill", SHORT + "<script>window.__CF$cv$params={};s='/cdn-cgi/challenge-platform/scripts/main.js'</script>"
    ),
    "a link for subscribers": page("A mill in Hunchun", SHORT + "<a href='/join'>Already a subscriber? Log in</a>"),
    "a few lines": page("Note", "<p>Twenty people came back.</p>"),
    "the beginning of a report for members": page(
        "A mill in Hunchun", f"<p>{CALM * 2}</p><div>This report is only for subscribers.</div>"
    ),
    "a report that speaks of a page": page("Page not found", SHORT * 4, '<script>{"@type": "NewsArticle"}</script>'),
    "nothing": "",
}  # fmt: skip


@pytest.mark.parametrize("name", ORDINARY, ids=str)
def test_furniture_beside_a_report_makes_it_nothing_else(name: str) -> None:
    assert page_kind(200, ORDINARY[name]) is None


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        (200, {"cf-mitigated": "challenge"}, "block"),
        (202, {"x-amzn-waf-action": "challenge"}, "block"),
        (200, {"server": "cloudflare"}, None),
        (401, {}, "login"),
        (403, {}, "block"),
        (451, {}, "block"),
        (404, {}, "error"),
        (503, {}, "error"),
    ],
)
def test_status_and_headers_are_heard(status: int, headers: dict[str, str], expected: str | None) -> None:
    assert expected == page_kind(status, page("A mill in Hunchun", SHORT * 5), headers=headers)


@pytest.mark.parametrize(
    "box",
    [
        "<script type='text/template'><h1>Nothing found</h1></script>",
        "<div class='search-results'><h3>Nothing found</h3></div>",
        "<template><h2>404</h2></template>",
    ],
)
def test_a_box_that_found_nothing_makes_no_report_an_error(box: str) -> None:
    said = "<p>Sixty workers left the plant at dawn on Tuesday, and nobody was told who would pay the wages of spring,"

    assert page_kind(200, f"<h1>Sixty leave the plant</h1>{box}{f'{said} a driver said.</p>' * 3}") is None
    assert page_kind(200, f"<h1>Sixty leave the plant</h1>{box}{f'{said} a driver said.</p>' * 60}") is None


def test_a_missing_page_with_a_login_box_is_missing() -> None:
    assert "error" == page_kind(404, LOGINS["a bare form"])


def test_a_refusal_that_asks_for_a_login_is_one() -> None:
    assert "login" == page_kind(403, LOGINS["WordPress"])


# --- any input -----------------------------------------------------------------------------------------------------

PIECES = [
    *("<", ">", "<script", "<script>", "<script></script>", "</script ", "<style>a", "<!--", "<title", "<title>"),
    *("<title>|", "<div>", "<b>x", "<input ", "<input type", "<form ", "<a href='", "</", "&#x", " ", "a\n", "가"),
]


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_five_megabytes_of_anything_come_to_an_end_and_are_no_report_of_an_error(piece: str) -> None:
    """A question whose time grew with the square of the page would never come to an end here."""
    assert None is page_kind(200, piece * (5_000_000 // len(piece)))


@given(st.text(max_size=300), st.integers(100, 599))
def test_no_text_breaks_the_question(html: str, status: int) -> None:
    assert page_kind(status, f"<title>{html}") in ("block", "consent", "login", "error", None)


@needs(BENCH)
def test_no_saved_report_is_taken_for_something_else() -> None:
    """Measured over all 692 pages with 500 characters of text: none is; here every fifth."""
    gold = [json.loads(line) for line in (BENCH / "gold.jsonl").read_text("utf-8").splitlines()]
    known = [row for row in gold if len(row.get("text") or "") >= 500][::5]

    told = {row["id"]: page_kind(200, _saved(row["id"])) for row in known}

    assert 139 == len(told)
    assert {} == {name: kind for name, kind in told.items() if kind}


def _saved(name: str) -> str:
    return gzip.decompress((BENCH / "pages" / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")
