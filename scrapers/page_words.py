"""What pages say that ask something of their visitor or have nothing for him, in six languages: words, no rules."""

import re


def _phrases(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# What only machines write, in lower case: none of it stands in the code of an ordinary page.
BLOCK_MARKS = (
    *("_cf_chl_opt", "cf-browser-verification", "cf-error-code", "checking your browser", "ddos protection by"),
    *("incapsula incident id", "_incapsula_resource?cwudnsai", "/.well-known/ddos-guard/js-challenge"),
    *("sucuri_cloudproxy_js", "sucuri website firewall", "geo.captcha-delivery.com", "px-captcha", "/showcaptcha"),
    *("sec-if-cpt-container", "window.gokuprops", "awswafcookiedomainlist", "/__qrator/", "waf.tencent.com"),
    *("errors.aliyun.com", "网站防火墙", "網站防火牆", "创宇盾", "warning.or.kr", "pardon our interruption"),
    *("enable javascript and cookies to continue", "sorry, you have been blocked", "complete the security check"),
    *("verify you are human", "verify that you are human", "verifying you are human", "verify you are a human"),
    *("verifying you are a human", "unusual traffic from your computer", "something about your browser made us think"),
    *("suspendedpage.cgi", "sedoparking.com", "parkingcrew.net", "parking.bodiscdn.com"),
)
BLOCK_TITLE = _phrases(
    *("just a moment", "one moment,? please", "attention required", "access (?:to this page has been )?denied"),
    *("request (?:rejected|unsuccessful|blocked)", "(?:error )?403(?: .{0,30})?", "(?:http |access )?forbidden"),
    *("(?:error )?(?:1020|1015|1009)", "ddos.guard", "ddos protection.{0,30}", r"(?:\w+ )?security check(?:point)?"),
    *("(?:human|bot) verification", "robot check", "are you (?:a )?(?:human|robot)", "(?:you have been )?blocked"),
    *("client challenge", "making sure you.re not a bot", ".{0,20}(?:website|web application) firewall"),
    # 접근이 차단되었습니다; 비정상적인 접근입니다; 웹 방화벽
    "(?:접근|접속|요청|(?:서비스 )?이용)[이은]? ?(?:차단|제한|거부) ?(?:되었습니다|됐습니다|됨|안내|페이지)?",
    *("(?:사이트 )?차단 ?(?:안내|페이지|되었습니다)", "비정상적인 (?:접근|접속|트래픽).{0,15}", "웹 ?방화벽.{0,10}"),
    "보안 ?(?:확인|검사)",
    # 访问被拒绝; 您的請求已被攔截; 安全验证; 網站防火牆
    "(?:您的)?(?:访问|请求|訪問|請求|存取|连接|連線)已?[被遭受](?:拒[绝絕]?|限制?|[拦攔]截|阻[断斷]|封[锁鎖])",
    ".{0,8}(?:安全|人机|人機|访问|訪問)(?:验证|驗證|检查|檢查)",
    *("拒[绝絕](?:访问|訪問|存取)", "网站防火墙|網站防火牆"),
    # アクセスが制限されています
    "アクセス[がは]?(?:制限|拒否|禁止|ブロック)(?:され(?:てい)?(?:ます|ました))?",
    "セキュリティ(?:チェック|確認)",
    # Доступ к сайту временно ограничен; Вы не робот?
    "доступ(?: к (?:сайту|ресурсу|странице))?(?: временно)? (?:ограничен|запрещ[её]н|заблокирован)",
    *("проверка (?:браузера|безопасности)", "(?:подтвердите, что )?вы не робот", "(?:ресурс|сайт) заблокирован"),
    *("zugriff (?:verweigert|gesperrt|blockiert)", "sicherheits(?:überprüfung|prüfung|abfrage)"),
    r"(?:bist du|sind sie) ein (?:mensch|roboter)",
)
SUSPENDED_TITLE = _phrases(
    "(?:this )?(?:account|web ?site|site|domain)(?: has been| is)? (?:suspended|disabled|parked)",
    *("bandwidth limit exceeded", "(?:(?:this|the) )?domain (?:name )?(?:has )?(?:expired|is for sale|parking)"),
    "(?:계정|사이트|도메인|홈페이지|서비스)[이가]? ?(?:정지|중지|만료) ?(?:되었습니다|됐습니다|안내)?",
    "(?:일일 )?트래픽 ?초과 ?(?:안내)?",
    "[该此本該]?(?:网站|網站|站点|账户|帳戶|域名|網域)(?:已[经經]?)?被?(?:[暂暫]停|停用|[关關][闭閉]|[过過]期|到期)(?:服[务務])?",
    "(?:この|本)?(?:サイト|アカウント|ドメイン)は?(?:現在)?(?:利用)?(?:停止|凍結)(?:中です|中|され(?:てい)?(?:ます|ました))",
    "(?:аккаунт|хостинг|сайт|домен) (?:временно )?(?:заблокирован|приостановлен|отключ[её]н|припаркован)",
    "срок регистрации домена ист[её]к",
    "(?:(?:diese |die )?(?:domain|website)|(?:dieses )?konto) (?:ist |wurde )?(?:gesperrt|geparkt|deaktiviert)",
)
BLOCK_TEXT = _phrases(
    *("you don.t have permission to access", "contact your hosting provider", "this (?:site|domain) is parked"),
    "your (?:ip(?: address)?|request|access) (?:has been|was|is) (?:temporarily )?blocked",
    *("this (?:account|site|website) has been suspended", "enable (?:js|javascript) and disable any ad blocker"),
    *("귀하의 ?(?:IP|접근|접속|요청|PC)?.{0,20}(?:차단|제한)", "(?:웹 ?방화벽|보안 ?정책)에 의해", "자동 ?등록 ?방지"),
    *("비정상적인 (?:접근|접속|트래픽|요청)이 (?:감지|탐지)", "(?:사이트|페이지|웹).{0,12}접근이 (?:차단|제한)되"),
    "您的?(?:访问|訪問|请求|請求|IP|连接|連線|操作).{0,25}(?:[拦攔]截|阻[断斷]|限制|封[锁鎖]|拒[绝絕])",
    *("您访问的网站(?:未备案|已)", "[请請]完成(?:下方|以下)?(?:安全)?(?:验证|驗證)"),
    "(?:お客様|ご利用|この(?:サイト|ページ)|現在).{0,25}アクセス.{0,8}(?:制限|拒否|ブロック|遮断)",
    *("アクセスが(?:制限|拒否)されて(?:います|おります)", "ロボットではない"),
    "ваши? (?:ip(?:-адрес)?|запросы?|доступ) .{0,30}(?:заблокирован|ограничен|отклон[её]н)",
    "доступ к (?:сайту|ресурсу|странице|запрашиваемому ресурсу) .{0,15}(?:ограничен|заблокирован|запрещ[её]н)",
    "запросы .{0,30}не робот",
    "(?:ihre?|deine?) (?:anfrage|zugriff|zugang|ip(?:-adresse)?) .{0,40}(?:blockiert|gesperrt|abgelehnt)",
)
CONSENT_TITLE = _phrases(
    *("before you continue(?: to .{1,40})?", "bevor sie .{1,60}", "(?:we value )?your privacy(?: choices)?"),
    "(?:cookie|privacy) (?:consent|settings|choices|preferences)",
    *("(?:쿠키|개인정보) ?(?:동의|설정|선택)", "계속하기 전에"),
    *("[继繼][续續]之?前", "(?:cookie|[隐隱]私)(?:设置|設定|同意)"),
    *("(?:続行|続ける)(?:する)?前に", "(?:クッキー|cookie)の?(?:同意|設定)", "прежде чем продолжить"),
    "(?:согласие|настройки) (?:на )?(?:использовани[ея] )?(?:файлов )?cookie",
    "(?:cookie|datenschutz)-?(?:einstellungen|hinweise?)",
    "(?:einwilligung|zustimmung)(?: (?:verwalten|erforderlich))?",
)
CONSENT_FORM = _phrases(r"<form\b[^<>]{0,500}?\baction\s?=\s?[\"']?(?:https?:)?//(?:consent|guce|cmp)\.")
CONSENT_TEXT = _phrases(
    *("we value your privacy", r"we and our (?:\d+ )?partners (?:store|use|process)"),
    *("(?:accept|manage|reject) (?:all )?cookies", "쿠키를? ?(?:사용|수집).{0,20}동의", "모두 동의"),
    *("(?:使用|接受|同意).{0,6}cookie", "すべてに?同意", "cookie.{0,12}同意"),
    "(?:принять|согласен|используем).{0,20}cookie",
    *("alle(?:n)? (?:cookies )?(?:akzeptieren|zustimmen)", "cookies (?:akzeptieren|zustimmen|zulassen)"),
    r"wir und unsere (?:\d+ )?partner (?:verwenden|speichern|verarbeiten|nutzen)",
)
LOGIN_TITLE = _phrases(
    *("(?:please )?(?:log|sign)[ -]?in(?: to .{1,40})?", "(?:user|member|subscriber|account) (?:log ?in|sign in)"),
    *("sign ?up", "create (?:an )?account", "register", "login required", "members only"),
    "subscri(?:be|ption) required",
    *("(?:회원 ?)?로그인(?:이 필요합니다| 페이지)?", "(?:회원|통합) ?(?:가입|로그인)", "会員登録"),
    "(?:会员|會員|用户|用戶|使用者|账号|帳號)?(?:登[录錄陆陸入])(?:页面|頁面)?",
    *("(?:会員)?ログイン(?:ページ|画面)?", "(?:вход|войти)(?: (?:на|в) .{1,40})?", "авторизация", "регистрация"),
    *("(?:(?:bitte )?an|ein)(?:melden|loggen)", "(?:kunden-?|abo-?)?(?:anmeldung|login)", "registrier(?:en|ung)"),
)
LOGIN_TEXT = _phrases(
    *("(?:log|sign) in to (?:continue|read|view|access)", "already a (?:subscriber|member)"),
    "(?:subscribe|register) (?:now )?to (?:continue|read|unlock|access)",
    "(?:available|reserved|only) (?:only )?(?:to|for) (?:registered |paid )?(?:subscribers|members)",
    *("로그인 ?(?:후 ?(?:이용|열람)|이 필요)", "(?:회원|구독자) ?(?:전용|만 (?:이용|열람))"),
    *("登[录錄入][后後]?(?:查看|阅读|閱讀|继续|繼續)", "[仅僅只]限(?:会员|會員|订阅|訂閱)", "[请請]先登[录錄入]"),
    *("(?:会員|購読者)(?:限定|専用)", "ログイン(?:して|が必要)"),
    *("(?:войдите|авторизуйтесь|зарегистрируйтесь),? чтобы", "для (?:подписчиков|зарегистрированных)"),
    "(?:melden sie sich (?:bitte )?an|loggen sie sich (?:bitte )?ein|anmelden),? um",
    "(?:jetzt )?abonnieren,? um weiter",
    "nur für (?:abonnenten|abonnentinnen|mitglieder|registrierte)",
)
ERROR_TITLE = _phrases(
    r"(?:error |http )?(?:404|410|50[0234])(?:\W{0,4}(?:error|gone|(?:(?:file|page) )?not found|bad gateway))?",
    r"(?:error )?50[0234]\W{0,4}(?:internal|service|gateway).{0,25}",
    r"(?:error\W{0,3})?(?:the )?page (?:was |could )?(?:not (?:be )?found|no longer exists)",
    *("not found", "nothing found", "internal server error", "bad gateway", "service (?:temporarily )?unavailable"),
    "(?:요청하신 )?(?:페이지|기사)[를가]? ?(?:찾을 수 없(?:습니다|음)|존재하지 않(?:습니다|음))",
    "오류 ?(?:안내|페이지)",
    "(?:您[访訪][问問]的)?(?:页面|頁面|网页|網頁|文章)(?:不存在|未找到|找不到|已[删刪]除)了?",
    *("找不到(?:页面|頁面|网页|網頁)", "(?:お探しの)?ページ(?:が|は)(?:見つかりません(?:でした)?|存在しません)"),
    r"(?:ошибка )?(?:404\W{0,4})?(?:страница|документ) не найден[аы]?",
    r"(?:oops|sorry)?\W{0,3}(?:we )?(?:can.t|could ?n.t|cannot) find (?:that|this|the|your) (?:page|article)",
    *("(?:the )?(?:article|story|file|content) (?:was )?not found", "(?:this |the )?page (?:has )?(?:been )?moved"),
    *("(?:301 )?moved permanently", "(?:down for|under|site|scheduled|server) maintenance", "maintenance mode"),
    *("(?:we.ll|we will) be (?:right )?back(?: soon)?", "(?:site |website )?(?:is )?temporarily (?:unavailable|down)"),
    "(?:요청하신 )?(?:페이지|기사)[가이]? ?(?:이동|변경|삭제) ?(?:되었습니다|됐습니다|됨|안내)",
    "(?:존재하지 않는|삭제된|없는) ?(?:페이지|기사|게시물|주소)(?:입니다)?",
    "(?:서비스|시스템|사이트|홈페이지|서버|정기)? ?점검 ?(?:중(?:입니다)?|안내|공지)",
    "잘못된 (?:접근|경로|요청)(?:입니다)?",
    "(?:页面|頁面|网页|網頁)已?(?:迁移|遷移|移动|移動|搬家|跳转|失效)",
    "(?:网站|網站|系统|系統|站点|服务器)(?:正在)?(?:升级|升級)?(?:维护|維護)中?|(?:升级|升級)?(?:维护|維護)中",
    "(?:お探しの|ご指定の)?(?:ページ|記事)[はが](?:移動|移転|削除)(?:しました|され(?:ました|ています))",
    "(?:ただいま|只今|現在)?、?(?:システム|サーバー?|サイト)?の?メンテナンス(?:中(?:です)?|のお知らせ)",
    "(?:такой )?страниц[аы] (?:не существует|(?:была )?(?:перемещена|удалена))",
    *("(?:на сайте )?(?:ведутся )?технические работы", "сайт (?:находится )?на (?:техническом )?обслуживании"),
    "(?:die |diese )?(?:seite|artikel) (?:wurde |ist )?(?:nicht (?:gefunden|verfügbar)|umgezogen|verschoben)",
    *("(?:die )?seite konnte nicht gefunden werden", r"fehler\W{0,3}404|404\W{0,4}(?:fehler|seite nicht gefunden)"),
    *("wartung(?:sarbeiten|smodus)?", "wegen wartung(?:sarbeiten)? geschlossen", "nicht gefunden"),
)
# Where the title is the outlet's name, as if all were well.
ERROR_TEXT = _phrases(
    "(?:page|article|story|address) (?:that )?you(?: are|.re| were|.ve)? "
    "(?:looking for|requested|trying to (?:reach|view)|entered).{0,40}(?:not|n.t|no longer|removed|moved|deleted)",
    *("(?:we are|we.re|site is|currently) .{0,40}maintenance", "you will be redirected"),
    "(?:요청하신|찾으시는|입력하신|접속하신) ?(?:페이지|기사|주소|게시물).{0,30}"
    "(?:찾을 수 없|존재하지 않|삭제|변경|바뀌|이동)",
    "(?:시스템|서버|서비스|정기|긴급) ?점검(?:으로|중|을|이|작업).{0,30}(?:중단|이용|접속)",
    "(?:您?[访訪][问問]|您要?查找|您要?[浏瀏][览覽]|您[请請]求)的?(?:页面|頁面|网页|網頁|内容|內容|文章).{0,20}"
    "(?:不存在|[删刪]除|[变變]更|找不到|移[动動]|失效)",
    "(?:系统|系統|网站|網站).{0,8}(?:升级|升級|维护|維護).{0,20}(?:稍后|稍後|暂停|暫停|恢复|恢復)",
    "(?:お探しの|ご指定の|アクセスしようとした)(?:ページ|記事|URL).{0,30}(?:見つかりません|移動|削除|変更|存在しません)",
    *("ページが削除された", "メンテナンス(?:のため|中のため|作業のため).{0,30}(?:停止|利用|お待ち)"),
    "запрашиваем(?:ая|ой|ую) (?:вами )?страниц[аыу].{0,40}(?:не (?:существует|найдена)|удалена|перемещена)",
    "запрошенная (?:вами )?страница (?:была )?(?:не найдена|удалена|перемещена)",
    "на сайте ведутся технические работы",
    "(?:gesuchte|gewünschte|angeforderte|aufgerufene) (?:seite|artikel|inhalt).{0,40}"
    "(?:nicht|entfernt|verschoben|gelöscht)",
    *("wegen (?:dringender )?wartungsarbeiten .{0,30}nicht (?:erreichbar|verfügbar)", "seite hat eine neue adresse"),
)
