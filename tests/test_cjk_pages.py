"""Habits of Korean, Chinese, Japanese and Russian pages, on pages of our own; the right answers were judged by hand."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.cjk_web import BODY, FIRST, IMG, OTHERS, REST, TEXTS, TITLES, inside, text, web
from transforms.clean import extract

ZONES = {"ko": "Asia/Seoul", "zh": "Asia/Shanghai", "ja": "Asia/Tokyo", "ru": "Europe/Moscow"}
LEAD = "Цеха, стоявшие два года, снова освещены. Жители рады, но опасаются за зарплату."


def read(lang: str, html: str | bytes) -> dict[str, Any]:
    html = html.encode() if isinstance(html, str) else html
    fetched = datetime(2031, 6, 1, tzinfo=UTC)
    return extract(html, "https://press.example/news/1", zone=ZONES[lang], fetched_at=fetched)


NOT_TEXT = {
    "ja two cells of a table": web(
        "ja",
        f"<table><tr><td>{FIRST['ja']}</td></tr><tr><td>{REST['ja']}</td></tr></table>",
    ),
    "zh two cells of a table": web(
        "zh",
        f"<table><tr><td>{FIRST['zh']}</td></tr><tr><td>{REST['zh']}</td></tr></table>",
    ),
    "ja editions listed at the top": web(
        "ja",
        above="<div id='primary-nav'><ul><li><a href='/'>日本版</a><ul><li>次の版でもお読みいただけます。</li>"
        "<li><a href='/a'>アジア</a></li><li><a href='/e'>ヨーロッパ</a></li></ul></li></ul></div>",
    ),
    "ja other releases below, with their first sentence": web(
        "ja",
        after="<div class='news-list'><h3>新着リリース</h3><dl><dt>2031.05.02</dt>"
        "<dd><a href='/r/1'>堤防の補修</a></dd><dd class='comment'>堤防の補修を始めたことを発表しました。"
        "詳しくは郡の窓口で配る案内をご覧ください。</dd></dl></div>",
    ),
    "ja a trail of links": web(
        "ja",
        f"<p id='pankuzu'><a href='/'>トップ</a>　＞　<a href='/n'>ニュース</a>　＞　{TITLES['ja']}</p>{BODY['ja']}",
    ),
    "zh the moment alone above the text": web("zh", f"<span class='time'>2031-05-04 10:29</span>{BODY['zh']}"),
    "ru a count of views beside the hour": web(
        "ru", f"<span class='date'>сегодня в 05:46, просмотров: 237</span><br><br><div>{BODY['ru']}</div>"
    ),
    "ja a link to another story": inside("ja", f"<p><a href='/n/2'>{OTHERS['ja'][1]}</a></p>"),
    "ru a link to another story": inside("ru", f"<p><b>Читайте также: <a href='/n/2'>{OTHERS['ru'][1]}</a></b></p>"),
    "ko the reporter twice and a notice": web(
        "ko",
        f"<p>홍길동 기자</p>{BODY['ko']}<p>홍길동 기자</p><p>&lt;저작권자ⓒ강변일보사. 무단전재-재배포 금지&gt;</p>",
    ),
    "ko a summary by a machine": web(
        "ko", info="<div class='article_summary'><strong>AI 요약</strong><ul><li>두 해 만에 연 공장</li></ul></div>"
    ),
    "ko who writes, and more of it": web(
        "ko",
        f"{BODY['ko']}<div class='journalist_area'><p>홍길동 기자</p><p>강변의 사람들 이야기를 씁니다.</p>"
        "<a href='/j'>기자의 다른기사</a></div>",
    ),
    "ko other stories behind marks": web(
        "ko", f"{BODY['ko']}<p>▶ <a href='/1'>{OTHERS['ko'][1]}</a></p><p>☞ <a href='/2'>{OTHERS['ko'][2]}</a></p>"
    ),
    "ko terms for comments": web(
        "ko", after="<div class='reply'><p>댓글 작성을 위해 로그인해 주세요.</p><p>비방은 삭제될 수 있습니다.</p></div>"
    ),
    "zh the editor in brackets": web("zh", f"{BODY['zh']}<p style='text-align:right'>（责编：李江、王岸）</p>"),
    "zh the source at the end": web("zh", f"{BODY['zh']}<p>来源：江边日报</p>"),
    "zh the stories before and after": web(
        "zh",
        after=f"<div><p>上一篇：<a href='/1'>{OTHERS['zh'][0]}</a></p>"
        f"<p>下一篇：<a href='/2'>{OTHERS['zh'][2]}</a></p></div>",
    ),
    "ru a channel and a source": web(
        "ru", f"{BODY['ru']}<p>Подписывайтесь на наш канал в Telegram</p><p>Источник: «Береговые вести»</p>"
    ),
    "ru errors to report": web("ru", f"{BODY['ru']}<p>Нашли ошибку? Выделите текст и нажмите Ctrl+Enter</p>"),
    "ru a photographer": inside("ru", f"<p>{IMG}</p><p>Фото: Анна Речная</p>"),
    "ko paragraphs parted by breaks": web(
        "ko", f"<div id='articleBody' class='view_con'>{'<br><br>'.join(TEXTS['ko'])}</div>"
    ),
    "ko a caption with a triangle and a source": inside(
        "ko", f"<div id='imgbox'>{IMG}<br><div><span>▲공장 정문에 모인 노동자들. 사진=강변군 제공</span></div></div>"
    ),
    "ja small print under a linked picture": inside(
        "ja", f"<div id='col600'><a href='/l/a.jpg'>{IMG}</a> <small>工場の門。左が新しい守衛所</small></div>"
    ),
    "ja a caption with its agency": inside(
        "ja", f"<figure><a href='/l/a.jpg'>{IMG}</a><figcaption>門を出る人たち（４日）＝川岸通信</figcaption></figure>"
    ),
    "ru a name and a source under a portrait": inside(
        "ru",
        f"<div class='image-box'>{IMG}<div class='image-box__caption'>Иван Береговой</div>"
        "<div class='image-box__author'>Источник: районная газета</div></div>",
    ),
    "ru a lead that the first paragraph repeats": web(
        "ru",
        head=f"<meta name='description' content='{TEXTS['ru'][0]}'>",
        info=f"<div class='lead'>{TEXTS['ru'][0]}</div>",
    ),
    "ja dialogs of a scrapbook": web(
        "ja",
        info="<div class='scrap-modal'><div class='scrap-modal-edit'><p>メモ入力</p>"
        "<div class='t'>-最大400文字まで</div><textarea></textarea><button>完了</button></div>"
        "<div class='scrap-modal-comp'><p>完了しました</p></div></div>",
    ),
    "zh a code to scan, a telephone for complaints": web(
        "zh",
        f"{BODY['zh']}<div class='blk-wx'><div class='wx-qr'>{IMG}</div><div class='wx-info'>"
        "<span>江边日报公众号</span><p>更多新闻！欢迎扫描左方二维码关注江边日报官方微信（jiangbian）</p></div></div>",
        after="<div class='report-infor'><p>违法和不良信息举报电话：000-0000000<br>举报邮箱：jubao@press.example</p>"
        "</div>",
    ),
    "ja follow this section": web(
        "ja",
        after="<div class='follow'><p>『分野をフォロー』すると、マイページでまとめて記事を読むことができます。"
        "会員の方のみご利用いただけます。</p></div>",
    ),
    "zh an outlet's reporters in the first line": web(
        "zh", f"<p><strong>江边日报记者 李江 王岸</strong></p>{BODY['zh']}"
    ),
    "zh who gathered the news": web("zh", f"{BODY['zh']}<p>采写：江边日报记者 李江 王岸</p>"),
    "zh who translated": web("zh", f"<p>原创： 李江编译 江边日报</p>{BODY['zh']}"),
    "zh a trainee thanked": web("zh", f"{BODY['zh']}<p>（实习生王岸对此文亦有贡献）</p>"),
    "zh the editor and what follows": web(
        "zh",
        f"{BODY['zh']}<p>责任编辑：李江</p><blockquote><p>集市巷子换上十二盏新路灯</p>"
        "<p>镇上的集市巷子换上了新路灯，居民说夜里走路亮堂多了，摊主们也愿意晚些收摊…</p></blockquote>",
    ),
    "zh what to follow for more": web("zh", f"{BODY['zh']}<p>相关资讯请关注:江边专区</p>"),
    "zh a channel advertised": web(
        "zh", f"{BODY['zh']}<p>专注江边新闻报道，每日推送。扫描下方二维码关注江边日报官方微信。</p>"
    ),
    "ko a columnist with an address": web("ko", f"{BODY['ko']}<p>칼럼니스트 홍길동 gildong@press.example</p>"),
    "ja who gathered and wrote": web("ja", f"{BODY['ja']}<p>（取材・文　川岸太郎）</p>"),
    "ja the morning's stories by mail": web(
        "ja", f"{BODY['ja']}<p>川岸新聞の記事を毎朝メールでまとめ読み（無料）</p>"
    ),
    "ja the disclaimer of a release": web(
        "ja",
        f"{BODY['ja']}<p>このリリースに記載の内容は、発表当時の情報です。"
        "予告なく変更されることがありますので、あらかじめご了承ください。</p>",
    ),
    "ru read a story": web(
        "ru", f"{BODY['ru']}<p><strong>Читайте материал <a href='/1'>\"{OTHERS['ru'][1]}\"</a></strong></p>"
    ),
    "ru the authors once more": web(
        "ru",
        f"{BODY['ru']}<p><strong>Иван Береговой, Анна Речная</strong></p>",
        head="<meta name='author' content='Иван Береговой, Анна Речная'>",
    ),
    "ko cues of a broadcast between arrows": web(
        "ko", f"<p>◀ 앵커 ▶</p>{FIRST['ko']}<p>◀ 리포트 ▶</p>{REST['ko']}<p>강변뉴스 홍길동입니다.</p>"
    ),
    "ko cues of a broadcast in brackets": web(
        "ko",
        "<div>[앵커]<br><br>{}<br><br>[리포트]<br><br>{}<br><br>{}<br><br>{}"
        "<br><br>영상취재: 김강 / 영상편집: 이안</div>".format(*TEXTS["ko"]),
    ),
    "ko sizes of letters, a scrapbook": web(
        "ko", info="<div class='tool'><p>글자크기 설정</p><p>가 가 가</p><p>기사 스크랩</p><p>공유하기</p></div>"
    ),
    "zh the end, said": web("zh", f"{BODY['zh']}<p>　　（完）</p>"),
    "zh a disclaimer of the portal": web(
        "zh", f"{BODY['zh']}<p>声明：该文观点仅代表作者本人，江边网系信息发布平台，仅提供信息存储空间服务。</p>"
    ),
    "ja the writer in brackets": web("ja", f"{BODY['ja']}<p>【川岸太郎】</p>"),
    "ja an advertisement, sharing": web("ja", after="<div><p>［PR］</p><p>この記事をシェアする</p></div>"),
}


@pytest.mark.parametrize("name", NOT_TEXT)
def test_the_text_is_all_of_the_article_and_nothing_else(name: str) -> None:
    lang = name[:2]

    assert text(lang) == read(lang, NOT_TEXT[name])["text"]


@pytest.mark.parametrize(
    "block",
    [f"<div class='article__description' itemprop='description'><p>{LEAD}</p></div>", f"<p class='intro'>{LEAD}</p>"],
    ids=["an element that says description", "an element that says intro"],
)
def test_a_lead_above_the_body_is_text(block: str) -> None:
    html = web("ru", head=f"<meta name='description' content='{LEAD}'>", info=block)

    assert f"{LEAD}\n\n{text('ru')}" == read("ru", html)["text"]


def test_a_short_paragraph_that_follows_no_picture_is_text() -> None:
    html = inside("zh", "<p>她也承认，没有人来过。</p>")

    assert "她也承认，没有人来过。" in read("zh", html)["text"].split("\n\n")


@pytest.mark.parametrize(
    ("lang", "piece", "caption"),
    [
        ("ja", f"<figure>{IMG}<figcaption>門を出る人たち（４日）＝川岸通信</figcaption></figure>",
         "門を出る人たち（４日）＝川岸通信"),
        ("ru", f"<div>{IMG}<div class='image-box__caption'>Иван Береговой</div></div>", "Иван Береговой"),
    ],
    ids=["ja", "ru"],
)  # fmt: skip
def test_a_caption_is_kept_apart(lang: str, piece: str, caption: str) -> None:
    assert [caption] == read(lang, inside(lang, piece))["captions"]


DATED_LIST = "".join(f"<li>{IMG}<h5>{other}</h5><p><time>2031-05-06</time></p></li>" for other in OTHERS["zh"])
DATED = {
    "ko a reporter and the moment": web("ko", info="<div class='i'>홍길동 기자 | 2031-05-04 16:52:59</div>"),
    "ko entered and changed": web(
        "ko", info="<div class='date'>입력 2031.05.04 17:32 | 수정 2031.05.05 09:10</div>"
    ),
    "ko approved, in a list": web(
        "ko", info="<ul><li>홍길동 기자</li><li>승인 2031.05.04 17:32</li><li>댓글 0</li></ul>"
    ),
    "ko an afternoon": web("ko", info="<p class='arvdate'>등록 2031-05-04 오후 5:32:00</p>"),
    "ko registered and last changed": web(
        "ko", info="<span>기사등록 2031/05/04 17:32:00</span><span>최종수정 2031/05/05 17:32:00</span>"
    ),
    "ko a year of two digits": web("ko", info="<span>등록일 31.05.04 17:32</span>"),
    "zh day, source, writer": web(
        "zh", info="<div class='info'>2031年05月04日10:20　来源：<a href='/'>江边网</a> 作者：李江</div>"
    ),
    "zh a label for the moment, clicks": web("zh", info="<div>时间：2031-05-04　来源：江边日报　点击：1023</div>"),
    "zh published and changed": web("zh", info="<div>发布时间：2031-05-04 09:00 更新时间：2031-05-06 10:00</div>"),
    "zh with strokes": web("zh", info="<div class='date'>2031/05/04 10:29</div>"),
    "zh the year apart from month and day": web(
        "zh",
        above="<div class='header'><span class='year'>2031</span> <span>05/ 04</span> <span>20:52:15</span></div>",
        info="<div class='info'>2031-05-04 20:52:15 来源： 江边日报</div>",
    ),
    "ja a line marked as last update, metadata know better": web(
        "ja",
        head="<meta property='article:published_time' content='2031-05-04T13:00:00+09:00'>",
        info="<p class='article_MetaDate'><i></i>2031.05.26 lastupdate</p>",
    ),
    "ja day and minute": web("ja", info="<p class='d'>2031年5月4日 20時01分</p>"),
    "ja a day of the week in brackets": web("ja", info="<p class='d'>2031年5月4日（日） 09時39分</p>"),
    "ja published, behind a mark": web("ja", info="<div id='upd'><b>»</b> 2031年05月04日 14時30分 公開</div>"),
    "ja an era": web("ja", info="<div class='d'>令和13年5月4日</div>"),
    "ja a label": web("ja", info="<div class='d'>掲載日：2031年5月4日</div>"),
    "ja wide digits": web("ja", info="<div class='d'>２０３１年５月４日</div>"),
    "ru published and changed": web(
        "ru", info="<div>Опубликовано: 04.05.2031, 10:20 Обновлено: 06.05.2031, 09:00</div>"
    ),
    "ru the moment before the headline": web("ru", above="<p class='date'>4 мая 2031, 13:43</p>"),
    "ru a day with points": web("ru", info="<div class='newsDate'>04.05.2031 23:32</div>"),
    "ru a month with a capital": web("ru", info="<div class='date_news'>4 Мая 2031 14:02</div>"),
    "ru the writer and the day": web("ru", info="<p>Текст: Анна Речная·4 мая 2031</p>"),
    "ru today, with the day beside it": web(
        "ru",
        info="<span class='date'>сегодня в 05:46 <meta itemprop='datePublished' content='2031-05-04T05:46:51+0300'>"
        "</span>",
    ),
    "ru the issue of the next day below": web(
        "ru",
        BODY["ru"] + '<p>Опубликован в газете "Береговые вести" №372 от 5 мая 2031</p>',
        info="<time datetime='2031-05-04T20:12:38+0300'>4 мая в 20:12</time>",
    ),
    "ko a label, a bracket, no heading": web(
        "ko", heading=f"<dl class='newsTitle'><dt>{TITLES['ko']}</dt></dl> 기사입력 :[ 2031-05-04 17:32 ] "
    ),
    "zh a link that holds the day": web(
        "zh",
        info="<h6 class='post-footer'><a class='post-date'>2031年05月04日</a> <i></i>江边日报 <i></i>1665</h6>",
    ),
    "zh a label and the moment below": web(
        "zh",
        after="<footer><div class='tag'><div class='single-cat'>发布日期：2031-05-04 14:34:05&nbsp;&nbsp;所属分类："
        "<a href='/1'>社会</a></div></div></footer>",
    ),
    "ja the day in a cell above the headline": web(
        "ja",
        heading="<table><tr><td align='right'><p>KW31-194</p></td></tr><tr><td align='right'><p class='last'>2031.05.04"
        f"</p></td></tr></table><p class='ttl'>{TITLES['ja']}</p>",
    ),
    "zh beside the headline, other days in a list": web(
        "zh", info="<span>2031-05-04 11:10 江边日报[整理]</span>", after=f"<ul>{DATED_LIST}</ul>"
    ),
    "ja metadata that write value for content": web(
        "ja",
        head="<meta value='2031-05-04T13:00:00+09:00' name='article:published_time'>",
        info="<p class='article_MetaDate'><i></i>2031.05.26 lastupdate</p>",
    ),
    "zh a year of the Republic": web("zh", info="<div class='date'>民國120年5月4日</div>"),
    "ru the day of change inside the day of publication": web(
        "ru",
        info="<div itemprop='datePublished' content='2031-05-04T10:00:00+03:00'><span itemprop='dateModified' "
        "content='2031-05-06'>Обновлено 6 мая 2031</span></div>",
    ),
    "zh what a search engine asks for": web(
        "zh",
        head="<script type='application/ld+json'>{\"@context\": \"https://search.example/c.jsonld\", "
        "\"title\": \"江边\", \"pubDate\": \"2031-05-04T02:46:57\"}</script>",
    ),
    "ja the change in brackets behind": web(
        "ja", info="<div class='d'>2031年5月4日 10:00（5月5日 9:00更新）</div>"
    ),
}


@pytest.mark.parametrize("name", DATED)
def test_the_day_that_the_page_states_is_read(name: str) -> None:
    assert "2031-05-04" == read(name[:2], DATED[name])["date"]


UNDATED = {
    "ko the day of an event in the text": web("ko", BODY["ko"].replace("5일", "2031년 5월 3일")),
    "ko the day of a change": web("ko", info="<span>수정 2031.05.05 09:10</span>"),
    "ja a day without its year": web("ja", info="<div class='d'>5/4(日) 10:00配信</div>"),
    "ru the day of a change": web("ru", info="<div>Обновлено: 06.05.2031, 09:00</div>"),
    "zh yesterday": web("zh", info="<span class='timeLabel'>昨天</span>"),
    "ja the day of the last update": web("ja", info="<p>最終更新日：2031/05/26</p>"),
    "ja the day of an event": web(
        "ja", f"<p>■ 日 時：</p><p>2031年5月4日（日）13：00－16：40（受付開始12：45より）</p>{BODY['ja']}"
    ),
    "zh only other stories have days": web("zh", after=f"<ul>{DATED_LIST}</ul>"),
    "ja a label of update behind the day": web(
        "ja",
        info="<div><p class='by'><span>川岸太郎</span></p><p class='Date'><i></i>2031.05.26 lastupdate</p></div>",
    ),
    "ko the day in a caption": inside(
        "ko", f"<figure>{IMG}<figcaption>2031년 5월 3일 공장 정문</figcaption></figure>"
    ),
    "zh days of other stories": web(
        "zh", after="".join(f"<p><a href='/n/{i}'>{o}</a> 2031-05-06</p>" for i, o in enumerate(OTHERS["zh"]))
    ),
    "ko the day the outlet was registered": web(
        "ko", after="<div class='ft'><ul><li>등록번호 : 강변 아00001</li><li>등록일 : 2005년 8월 1일</li></ul></div>"
    ),
    "ja the day a book went on sale": web(
        "ja", info="<dl><dt>著者</dt><dd>川岸太郎</dd><dt>配信開始日</dt><dd>2031/3/5</dd></dl>"
    ),
    "ja the day of founding": web("ja", after="<div class='foot'><p>創刊 1998年4月1日</p></div>"),
}


@pytest.mark.parametrize("name", UNDATED)
def test_a_page_that_states_no_day_gets_none(name: str) -> None:
    assert read(name[:2], UNDATED[name])["date"] is None


HEADED = {
    "ko sections before the outlet": web("ko", title=f"{TITLES['ko']} < 사회 < 기사본문 - 강변일보"),
    "ko the outlet between colons": web(
        "ko", heading=f"<h3>{TITLES['ko']}</h3>", title=f"{TITLES['ko']} :: 강변일보 ::"
    ),
    "ko the outlet as first heading, a subtitle as third": web(
        "ko",
        heading=f"<h1 class='logo'><a href='/'>{IMG}</a></h1><h2>{TITLES['ko']}</h2><h3>마흔 명 첫 출근</h3>",
        title=f"{TITLES['ko']} - 강변일보",
    ),
    "zh the outlet twice, after lines": web("zh", title=f"{TITLES['zh']}_江边新闻_江边网"),
    "zh keywords after a bar": web(
        "zh",
        heading=f"<div class='main-title'>{TITLES['zh']}</div>",
        head=f"<meta property='og:title' content='{TITLES['zh']}'>",
        title=f"{TITLES['zh']}|服装|工厂_江边新闻",
    ),
    "ja the section as first heading": web(
        "ja",
        heading=f"<h1 class='pagecategory'>お知らせ</h1><h2 align='center'>{TITLES['ja']}</h2>",
        head=f"<meta property='og:title' content='{TITLES['ja']}'>",
        title="川岸郡",
    ),
    "ja the outlet after a wide colon": web(
        "ja",
        head=f"<meta property='og:title' content='{TITLES['ja']}：川岸新聞デジタル'>",
        title=f"{TITLES['ja']}：川岸新聞デジタル",
    ),
    "ja section and outlet after colons": web("ja", title=f"{TITLES['ja']} : 社会 : 川岸新聞オンライン"),
    "ja the outlet before it": web("ja", heading=f"<h2>{TITLES['ja']}</h2>", title=f"川岸日記: {TITLES['ja']}"),
    "zh in no heading: no heading, the outlet after a hyphen": web(
        "zh", heading=f"<div class='h-title'> {TITLES['zh']} </div>", title=f"{TITLES['zh']}-江边网"
    ),
    "ko in no heading: the outlet in Latin letters": web(
        "ko", heading=f"<dl class='newsTitle'><dt>{TITLES['ko']}</dt></dl>", title=f"{TITLES['ko']} - Kangbyon"
    ),
    "ko in no heading: the outlet before two colons": web(
        "ko",
        heading=f"<div class='tit'>{TITLES['ko']}</div>",
        head=f"<meta property='og:title' content='강변일보 모바일 :: {TITLES['ko']}'>",
        title=f"강변일보 모바일 :: {TITLES['ko']}",
    ),
    "ko in no heading: sections before the outlet": web(
        "ko",
        heading=f"<div class='article-head-title'>{TITLES['ko']}</div>",
        title=f"{TITLES['ko']} < 사회 < 기사본문 - 강변일보",
    ),
    "ko in no heading: the outlet after a bar": web(
        "ko", heading=f"<strong class='tit'>{TITLES['ko']}</strong>", title=f"{TITLES['ko']} | 강변일보"
    ),
    "ko in no heading: the outlet after a colon": web(
        "ko", heading=f"<div class='tit'>{TITLES['ko']}</div>", title=f"{TITLES['ko']} : 강변일보"
    ),
    "zh in no heading: the outlet after two hyphens": web(
        "zh", heading=f"<p class='tt'>{TITLES['zh']}</p>", title=f"{TITLES['zh']}--江边网"
    ),
    "zh in no heading: section and outlet after hyphens": web(
        "zh", heading=f"<div class='tt'>{TITLES['zh']}</div>", title=f"{TITLES['zh']} - 社会 - 江边网"
    ),
    "ja in no heading: the outlet after a hyphen": web(
        "ja", heading=f"<div class='h'>{TITLES['ja']}</div>", title=f"{TITLES['ja']} - 川岸新聞"
    ),
    "ja in no heading: an agency in brackets, the portal after a hyphen": web(
        "ja", heading=f"<div class='h'>{TITLES['ja']}</div>", title=f"{TITLES['ja']}（川岸新聞） - 青い鳥ニュース"
    ),
    "ja in no heading: the outlet after a wide bar": web(
        "ja", heading=f"<div class='h'>{TITLES['ja']}</div>", title=f"{TITLES['ja']}｜川岸新聞"
    ),
    "ru in no heading: the outlet after a dash": web(
        "ru", heading=f"<div class='t'>{TITLES['ru']}</div>", title=f"{TITLES['ru']} — Береговые вести"
    ),
    "ru in no heading: the outlet after a hyphen": web(
        "ru", heading=f"<div class='t'>{TITLES['ru']}</div>", title=f"{TITLES['ru']} - БВ"
    ),
}


@pytest.mark.parametrize("name", HEADED)
def test_the_headline_is_the_one_shown(name: str) -> None:
    assert TITLES[name[:2]] == read(name[:2], HEADED[name])["title"]


def test_a_text_that_goes_on_elsewhere_is_a_teaser() -> None:
    html = web("zh", f"{FIRST['zh']}<p>{TEXTS['zh'][1]}……</p><p><a href='/full'>阅读全文</a></p>")

    assert "teaser" == read("zh", html)["kind"]


@pytest.mark.parametrize(
    ("lang", "declared", "really"),
    [("ko", "euc-kr", "utf-8"), ("zh", "utf-8", "gb18030"), ("ja", "shift_jis", "utf-8"), ("ja", "shift_jis", "cp932"),
     ("ko", "utf-8", "cp949"), ("ru", "utf-8", "cp1251")],
)  # fmt: skip
def test_letters_are_those_of_the_bytes_whatever_the_page_declares(lang: str, declared: str, really: str) -> None:
    html = web(lang).replace("charset='utf-8'", f"charset='{declared}'").encode(really, "xmlcharrefreplace")

    reading = read(lang, html)

    assert (TITLES[lang], text(lang), lang) == (reading["title"], reading["text"], reading["language"])


def test_a_list_with_first_sentences_is_a_listing() -> None:
    items = "".join(
        f"<div class='item'><h4><a href='/n/{i}'>{other}</a></h4><p>{TEXTS['ko'][i % 4]}</p><span>2031.05.0{i % 9 + 1}"
        "</span></div>" for i, other in enumerate(OTHERS["ko"] * 5)
    )  # fmt: skip
    reading = read("ko", web("ko", items, heading="<h2>사회 전체기사</h2>", title="사회 - 강변일보"))

    assert ("listing", "") == (reading["kind"], reading["text"])


def test_a_paragraph_before_a_log_in_notice_is_a_teaser() -> None:
    notice = "<div class='paywall'><p>이 기사는 회원 전용입니다. 로그인 후 전문을 보실 수 있습니다.</p></div>"
    reading = read("ko", web("ko", f"<p>{TEXTS['ko'][0]}</p>{notice}"))

    assert ("teaser", TEXTS["ko"][0]) == (reading["kind"], reading["text"])


def test_a_text_that_goes_on_in_another_outlet_is_a_teaser() -> None:
    note = "<p>（本記事は、川岸新聞に掲載した記事からの転載です。続きは川岸新聞でお読みいただけます）</p>"
    html = web("ja", f"{FIRST['ja']}<p>{TEXTS['ja'][1]}</p>{note}")

    assert "teaser" == read("ja", html)["kind"]


def test_a_headline_and_a_picture_are_no_article() -> None:
    reading = read("ru", web("ru", f"<div class='big_image'>{IMG}</div>"))

    assert ("empty", "") == (reading["kind"], reading["text"])


@pytest.mark.parametrize(
    ("kept", "note"),
    [
        (1, "<p>この記事は有料記事です。残り1234文字（全文1500文字）</p>"),
        (2, "<div class='lock'><p>この記事は会員限定です。登録すると続きをお読みいただけます。</p></div>"),
    ],
)
def test_a_text_behind_a_wall_is_a_teaser_without_the_words_of_the_wall(kept: int, note: str) -> None:
    reading = read("ja", web("ja", "".join(f"<p>{p}</p>" for p in TEXTS["ja"][:kept]) + note))

    assert ("teaser", "\n\n".join(TEXTS["ja"][:kept])) == (reading["kind"], reading["text"])
