"""Lines that stand inside an article's container and are not its text; a table of cues, and how a tail is cut off.

The cues were put together for this project from how outlets of the field close an article (SOURCES.md, traps 17-19).
"""

import re
from collections.abc import Sequence

from transforms.characters import weight

# where: `line` is dropped wherever it stands as a whole; `box` opens a list of links and takes the short lines after
# it; `end` is dropped with everything after it, if no more than _END_SHARE of the text is lost by that.
_CUES: tuple[tuple[str, str, str], ...] = (
    ("en", "box", r"(?:read (?:more|also|next|full)|also read|see also|more on this|related (?:articles?|stories|"
                  r"news|"
                  r"posts?|links?|content|topics?|coverage)|(?:most|more) (?:read|popular|viewed|stories|news)|"
                  r"you may (?:also )?like|"
                  r"recommended(?: for you| stories| reading)?|trending(?: now)?|latest (?:news|stories)|"
                  r"further reading|"
                  r"more from [\w' ]{2,40}|don't miss)\s*[:：]?(?:\s.{0,200})?"),
    ("en", "line", r"(?:reporting|written|edited|reported|compiled) (?:and \w+ )?by\s.{2,200}"),
    ("en", "line", r"\(?(?:reporting by .{2,120}; ?)?(?:additional reporting|editing|writing) by\s.{2,200}"),
    ("en", "line", r"(?:this (?:article|report|story) was )?translated (?:from (?:the )?\w+ )?by\s.{2,120}"),
    ("en", "line", r"the (?:post|article) .{1,300} (?:appeared first|first appeared|was first published) on .{1,80}"),
    ("en", "line", r"by [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}(?:,? [\w ]{0,40})?"),
    ("en", "line", r"please (?:direct|send|address) any (?:comments|questions).{0,200}"),
    ("en", "line", r"(?:do you )?have (?:a (?:news )?tip|(?:any )?(?:comments|questions)).{0,200}"),
    ("en", "line", r"(?:if you have|send us) (?:any )?(?:questions|comments|feedback|tips?).{0,200}"),
    ("en", "line", r"(?:please )?(?:sign up|subscribe|register) (?:here )?(?:for|to|now|today)\b.{0,200}"),
    ("en", "line", r"(?:get|join) (?:the |our )?.{0,60}\b(?:newsletter|inbox|mailing list)\b.{0,160}"),
    ("en", "line", r"follow (?:us|him|her|@\w+|[A-Z]\w+)\b.{0,40}\bon (?:twitter|facebook|x|instagram|"
                   r"telegram)\b.{0,120}"),
    ("en", "line", r"(?:share|like|follow|print|email|tweet|comments?|advertisement|sponsored|listen|save|"
                   r"copy link)(?: this)?"
                   r"(?: (?:article|story|page|on \w+))?"),
    ("en", "line", r"(?:photo|image|picture)s?(?: credit)?s?\s*[:：/]\s*.{1,120}"),
    ("en", "line", r"(?:posted|filed|published|updated|last (?:updated|modified)) (?:in|on|under|"
                   r"at)?\s*[:：]?.{0,80}\d{4}.{0,40}"),
    ("en", "end", r"(?:©|\(c\)|copyright)\s?.{0,10}\d{4}.{0,240}"),
    ("en", "end", r"(?:copyright|©).{0,80}all rights reserved.{0,160}"),
    ("en", "end", r"(?:views|opinions) expressed (?:in|by|here).{0,300}"),
    ("en", "end", r"(?:leave a (?:reply|comment)|post a comment|your email address will not be published).{0,160}"),
    ("ko", "box", r"[▶▷☞◇◆■\[<【(]?\s*(?:관련\s?(?:기사|뉴스|글)|이\s?시각\s?(?:주요|추천)?\s?뉴스|"
                  r"많이\s?본\s?(?:기사|뉴스)|"
                  r"주요\s?(?:기사|뉴스)|추천\s?(?:기사|뉴스)|인기\s?(?:기사|뉴스)|최신\s?(?:기사|뉴스)|"
                  r"다른\s?기사\s?보기|"
                  r"함께\s?(?:볼|보면|읽)[^.]{0,12}|더\s?보기|핫\s?이슈)\s*[\]>】):：]?(?:\s.{0,120})?"),
    ("ko", "line", r"[▶▷☞➡].{1,160}"),
    ("ko", "line", r"(?:[\[(【<]?[가-힣A-Za-z.=·\s]{1,24}[=\s])?[가-힣]{2,4}\s?(?:선임|인턴|수습|전문|"
                   r"객원)?(?:기자|특파원|통신원|에디터|논설위원)"
                   r"[\])】>]?\s*(?:\(?[\w.+-]+@[\w.-]+\)?)?"),
    ("ko", "line", r"(?:글|사진|그래픽|영상|번역|편집|취재)\s*[=:：·/]\s*.{1,60}"),
    ("ko", "line", r"(?:입력|등록|송고|승인|수정|최종\s?수정|기사\s?입력)\s*(?:시간|"
                   r"일시)?\s*[:：]?\s*\d{2,4}[-./년].{0,80}"),
    ("ko", "line", r"(?:제보는|기사\s?제보|독자\s?제보|제보하기|문의\s?및\s?제보).{0,200}"),
    ("ko", "line", r"(?:구독|좋아요|공유|댓글|인쇄|스크랩|글자\s?크기|폰트|URL\s?복사|카카오톡|페이스북|트위터|"
                   r"네이버).{0,40}"),
    ("ko", "line", r".{0,40}(?:채널|뉴스레터|카카오톡|네이버|유튜브|텔레그램)[^.]{0,20}(?:구독|추가|신청)(?:하기|"
                   r"하세요|해\s?주세요)?.{0,20}"),
    ("ko", "end", r"[<\[(ⓒ©]?\s*(?:저작권자|저작권)\s?.{0,160}"),
    ("ko", "end", r"[<\[(]?\s*(?:ⓒ|©|copyright).{0,160}"),
    ("ko", "end", r".{0,80}(?:무단\s?(?:전재|복제|배포|도용)).{0,120}"),
    ("zh", "box", r"[【\[]?(?:相关(?:新闻|阅读|报道|链接|文章)|相關(?:新聞|閱讀|報導|連結|文章)|延伸(?:阅读|閱讀)|"
                  r"推荐阅读|推薦閱讀|"
                  r"热门(?:新闻|文章)|熱門(?:新聞|文章)|更多(?:新闻|新聞|内容|报道)|猜你喜欢|阅读原文|"
                  r"往期回顾)[】\]]?\s*[:：]?.{0,80}"),
    ("zh", "line", r"[(（【\[]?\s*(?:责任)?(?:编辑|編輯|责编|責編|作者|记者|記者|校对|翻译|翻譯|摄影|来源|來源|"
                   r"责任编辑|責任編輯)"
                   r"\s*[:：]\s*.{0,60}[)）】\]]?"),
    ("zh", "line", r"(?:分享(?:到|至)|点击(?:进入|查看|下载)|扫(?:一扫|描|码)|关注(?:我们|微信)|打开(?:微信|APP)|"
                   r"收藏|打印|纠错).{0,60}"),
    ("zh", "end", r"(?:版权|版權)(?:所有|声明|聲明|归).{0,200}"),
    ("zh", "end", r"(?:未经|未經).{0,40}(?:不得|禁止|严禁|嚴禁|请勿).{0,120}"),
    ("zh", "end", r"(?:免责|免責)(?:声明|聲明).{0,300}"),
    ("ja", "box", r"[【\[■▼]?\s*(?:関連(?:記事|ニュース|リンク|トピックス)|あわせて読みたい|おすすめ(?:の)?記事|"
                  r"人気(?:の)?記事|"
                  r"最新(?:の)?(?:記事|ニュース)|(?:アクセス)?ランキング|こちらもおすすめ)[】\]]?\s*[:：]?.{0,80}"),
    ("ja", "line", r"(?:続きを読む|もっと見る|シェア(?:する)?|ツイート(?:する)?|ブックマーク|印刷|コメント|"
                   r"メルマガ.{0,40}|会員登録.{0,60})"),
    ("ja", "line", r"[(（【]?(?:取材|文|写真|撮影|翻訳|編集|記者)\s*[:：=＝/]\s*.{1,40}[)）】]?"),
    ("ja", "end", r".{0,60}(?:無断(?:転載|複製|使用)|転載を?禁).{0,120}"),
    ("ru", "box", r"(?:читайте? (?:также|ещё|еще|по теме)|(?:материалы|новости|статьи) по теме|по теме|"
                  r"смотрите также|"
                  r"похожие (?:новости|материалы|статьи)|главные новости|популярное|самое читаемое|"
                  r"другие новости)\s*[:：]?.{0,160}"),
    ("ru", "line", r"(?:автор|текст|фото|источник|перевод|редактор|корреспондент)\s*[:：]\s*.{1,100}"),
    ("ru", "line", r"(?:подпи(?:сывайтесь|шитесь|саться)|поделиться|следите за).{0,160}"),
    ("ru", "line", r"(?:нашли ошибку|заметили (?:ошибку|опечатку)|если вы (?:нашли|заметили) ошибку|"
                   r"выделите её).{0,160}"),
    ("ru", "end", r"(?:все права защищены|при (?:использовании|цитировании|перепечатке)).{0,240}"),
    ("any", "line", r"\S+@[\w-]+(?:\.[\w-]+)+"),
    ("any", "line", r"https?://\S+"),
    ("any", "line", r"[\W_]+"),
)  # fmt: skip
# A notice that opens in the middle of an article is part of it: sentences about copyright exist.
_END_SHARE = 0.3
# A cue alone heads a list; a cue with a headline behind it is the whole box.
_BOX_HEAD_WEIGHT = 30
_BOX_LINE_WEIGHT = 160
_REPEATED_WEIGHT = 120
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’」』)）\]]*$")
_MAIL_CHARACTERS = 120
_MAIL_TAIL = re.compile(r"\s*(?:[\(\[/=|]?\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[\)\]]?)$")


def _cue(where: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for _, place, cue in _CUES if place == where), re.IGNORECASE)


_LINE, _BOX, _END = _cue("line"), _cue("box"), _cue("end")
_PATTERNS = {"line": _LINE, "box": _BOX, "end": _END}


def article_paragraphs(paragraphs: Sequence[str], title: str | None) -> list[str]:
    """The paragraphs that are the article's: without headline, link boxes, bylines, notices and second copies."""
    kept = _without_end(_without_boxes([p for p in paragraphs if p != title]))
    kept = [p for p in kept if not _LINE.fullmatch(p)]
    return _once([p[:-_MAIL_CHARACTERS] + _MAIL_TAIL.sub("", p[-_MAIL_CHARACTERS:]) for p in kept])


def is_cue(line: str, where: str) -> bool:
    """Whether a line as a whole is a cue of the table: a `line` of furniture, the head of a `box`, the `end`."""
    return _PATTERNS[where].fullmatch(line) is not None


def ends_a_sentence(paragraph: str) -> bool:
    """Whether a paragraph closes with a sentence's end, quotes and brackets aside."""
    return bool(_SENTENCE_END.search(paragraph))


def _without_boxes(paragraphs: Sequence[str]) -> list[str]:
    kept, in_box = [], False
    for paragraph in paragraphs:
        if _BOX.fullmatch(paragraph) and not ends_a_sentence(paragraph):
            in_box = weight(paragraph) <= _BOX_HEAD_WEIGHT
            continue
        in_box = in_box and weight(paragraph) < _BOX_LINE_WEIGHT and not ends_a_sentence(paragraph)
        if not in_box:
            kept.append(paragraph)
    return kept


def _without_end(paragraphs: Sequence[str]) -> list[str]:
    total = sum(map(len, paragraphs))
    before = 0
    for i, paragraph in enumerate(paragraphs):
        if _END.fullmatch(paragraph) and total - before <= _END_SHARE * total + len(paragraph):
            return list(paragraphs[:i])
        before += len(paragraph)
    return list(paragraphs)


def _once(paragraphs: Sequence[str]) -> list[str]:
    """Without long paragraphs that stood before: some pages carry the body twice (TRAPS.md, row 105)."""
    seen: set[str] = set()
    kept = []
    for paragraph in paragraphs:
        if paragraph and not (weight(paragraph) >= _REPEATED_WEIGHT and paragraph in seen):
            kept.append(paragraph)
        seen.add(paragraph)
    return kept
