"""What a web page prints around a document: where one is, the source and day, buttons, the next article, the footer.

Matched on folded lines. Who copies from an office's site copies these too; they are kept, and are no text of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Sequence
from typing import NamedTuple

from gongwen.headings import NUMBER
from gongwen.spans import LETTER

_LABEL = (
    "(?:信息|文章|稿件|内容|文件)?来源|来自|(?:发布|发表|更新|录入|信息)(?:时间|日期)|(?:发布|发文|制定|公开|编制)(?:机构|机关|单位)"
    "|(?:成文|发文|印发|生成|公文生成|施行|生效|废止|失效)(?:日期|时间)|公开(?:方式|日期|类型|目录)|主题分类|主题词|(?:信息)?索\\s*引\\s*号|文\\s*号"
    "|(?:发文|文件)字号|发布文号|组配分类|公文目录|内容概述|关键词|下载地址|视力保护色|归档时间|原文链接|检索(?:时间|关键词)|分类"
    "|(?:发文|文件|公文|信息)?标\\s*题|(?:文件|公文|信息)名称|文件编号|政策咨询(?:机关|电话)|发文(?:文号|部门|时间|内容)|法规类型|所[属在](?:行业|区域|栏目|类别)|(?:阅读|评论)人次|页面功能"
    "|体\\s*裁(?:分类)?|有效性|时效性|效力等级|信息分类|(?:浏览|点击|阅读|访问)(?:量|数|次数)|(?:浏览)?字\\s*[号体](?:大小)?|责任编辑|责编|[校审]核|编审"
    "|编辑|作者|摄影|\\*正文|验证码|撰稿人?|审稿人?|供稿|编发|信息员|分享[到至]?"
)
_DAY = r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
_BEFORE = rf"(?:[\w.]{{4,40}}\s+)?(?:{_DAY}(?:\s*\d{{1,2}}[：:]\d\d(?:[：:]\d\d)?)?\s*)?[（【\[]?\s*"
_LABELLED = rf"{_BEFORE}\**(?:{_LABEL})\**\s*[：|】\]].*|(?:日期|时间)：\s*20\d\d[-/.]\d.*"
_TIME = rf"{_DAY}\s+\d{{1,2}}[：:]\d\d(?:[：:]\d\d)?"
_PRINTED_DAY = re.compile(r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,3})?")  # with the page of a newspaper
_WRITER = "[\u4e00-\u9fff]{2,4}"
_REPORTERS = rf"记者：{_WRITER}(?:[、\s]{_WRITER})*"
_BUTTON = (
    "打印|关闭|收藏|分享|纠错|导航|首页|返回|设为首页|加入收藏|下载|大|中|小|回到顶部|返回顶部|返回首页|返回列表|关闭窗口|关闭目录"
    "|打印本页|打印整页|打印内容|轻触这里|关怀版|全屏|加大|还原|减小|】|×|我的收藏|无障碍|长辈版|繁体版|简体版|登录|注册|退出|展开|收起"
)
_ELSEWHERE = (
    r"(?:>>|»).{2,60}|(?:您|你)?(?:现在)?的?当前的?(?:所在)?位置.*|(?:您|你)(?:现在)?的位置.*|首页\s*[>›»/→].*|(?:上|下)一[篇条][：:]?.*"
    "|(?:相关|推荐|热门|更多)(?:新闻|阅读|评论|链接|文章|推荐|信息)|扫一扫.*|(?:打开|点击|轻触)[^，]{0,12}(?:查看|图片|下载|放大|阅读|加载|收听).*"
    "|无障碍(?:浏览|阅读|[\\s|]).*|长者(?:模式|助手|版).*|版权所有.*|网站地图.*|技术支持：.*|网站标识码.*|(?:图文|图片|文字|政策|文件|视频)解读[：:].*|免责声明.*|(?:暂无)?网友评论.*|[用使]?(?:手机|微信)扫(?:一扫.*|[^，。]{0,10}(?:查?看|阅读|浏览|分享|打开|关注|访问).*)|今天是\\s*(?:20\\d\\d|\\d|星期).*|(?:主|承)办(?:单位)?：.*(?:电话|地址|邮编).*"
)
_NUMBER_OF_SITE = r"(?:ICP备|公网安备)案?号?[：:\s]*\d"  # 办理ICP备案 is work
_SAYS, _LEADS, _FOOTER = (
    re.compile(f"{_LABELLED}|{_TIME}|{_REPORTERS}"),
    re.compile(_ELSEWHERE),
    re.compile(rf"{_NUMBER_OF_SITE}|版权所有[：:]|举报电话：\d"),
)
# Every site has one, and under it nothing but its own.
_RECORD = re.compile(_NUMBER_OF_SITE)
_BUTTONS = re.compile(rf"(?:[\[【（]?(?:{_BUTTON})[\]】）]?[\s|·]*)+")
# What _LEADS and _BUTTONS open with.
_OPENS = frozenset(">»用使手微今主承暂图文政视您你现的当首上下相推热更扫打点轻无长版网技免[【（") | {
    button[0] for button in _BUTTON.split("|")
}
_WHERE = re.compile(r"首页\s*[>›»/→]|[^，。：]{0,8}位置：")
_NOTICE = re.compile(
    "[^，。；]{0,20}(?:版权|免责)[^，。；]{0,8}声明：?|未经[^，。]{2,6}，?[^，。]{0,6}不得转载.*|往期(?:精彩)?(?:回顾|推荐)"
)
# What may be taken from the page: [方案.pdf](/files/1.pdf), 【原文下载】.
_FILE = re.compile(
    r"\[[^\]]*\]（[^（）]*）|.{1,100}\.(?:pdf|docx?|xlsx?|ofd|wps|zip|rar)|【(?:[^】]{0,6}下载|相关附件)】"
)
_FILE_OPENS, _FILE_ENDS = frozenset("[【"), frozenset("fcxdspr")
_CREDIT = re.compile(r"[^，。；：]{2,16}供稿|\d{1,5}条评论|（）")
_LONGEST, _LONGEST_NOTICE = 240, 30
_ENDS_SENTENCE = frozenset("。；，、！？")

_DATED = re.compile(
    r"(?P<of>成文|发文|印发|生成)?(?:日期|时间)[：\s|*】\]]*((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})"
)
_OF_THE_PAGE = re.compile(
    r"(?:归档|更新|检索|生效|施行|废止|失效)(?:日期|时间)\**[：\s|*】\]]*(?:19|20)\d\d[-/.年][\d/.月-]+日?"
)
_DAYS = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})(?!\d)")
_TITLED = re.compile(r"(?:发文|文件|公文|信息|法规)?(?:标\s*题|名\s*称)[：|][：\s|]*(?P<title>[^\n|]{6,})")
_NUMBERED = re.compile(rf"(?:文\s*|发文字|文件字|文件编)号[：\s|】\]]+(?P<number>{NUMBER.pattern})")
# What follows may be the next label: 发文机关： | 成文日期：.
_ISSUED = re.compile(rf"(?:发布|发文|制定|编制)(?:机构|机关|单位)[：\s|*】\]]+(?P<unit>{LETTER}{{3,30}}+)(?!\s*：)")


class Printed(NamedTuple):
    """What a site prints of the document itself."""

    title: str | None
    number: str | None
    issuer: str | None
    date: dt.date | None


def ends_document(text: str, *, in_front: bool) -> bool:
    """Whether what follows a line is the site's, to the last: its notice of copyright, older articles, its footer."""
    notice = len(text) <= _LONGEST_NOTICE and _NOTICE.fullmatch(text) is not None
    return notice or (not in_front and text[-1] not in _ENDS_SENTENCE and _RECORD.search(text) is not None)


def is_breadcrumb(text: str) -> bool:
    """Whether a line says where on the site one is: the document is below it."""
    return _WHERE.match(text) is not None


def is_web(text: str, *, apart: bool) -> bool:
    """Whether a line is no part of the document; one that ends a sentence is.

    ``apart``: no sentence is open above it. A broken line may be 关闭 and no button.
    """
    if text[-1] in _ENDS_SENTENCE or (len(text) > _LONGEST and "http" not in text):
        return False
    if text[0] == "2" and _PRINTED_DAY.fullmatch(text):
        return True
    if (text[0] in _FILE_OPENS or text[-1] in _FILE_ENDS) and _FILE.fullmatch(text):
        return True
    if ("：" in text or "|" in text or "】" in text or "]" in text or ":" in text) and _SAYS.fullmatch(text):
        return True
    if text[0] in _OPENS and (_LEADS.fullmatch(text) or (apart and _BUTTONS.fullmatch(text))):
        return True
    return _FOOTER.search(text) is not None or _CREDIT.fullmatch(text) is not None


def printed(lines: Sequence[str]) -> Printed:
    """What ``lines`` say, all of them ``is_web``; of days the document's own before that of its publication."""
    said = "\n".join(lines)
    number, issuer = _NUMBERED.search(said), _ISSUED.search(said)
    said = _OF_THE_PAGE.sub("", said)
    days = sorted(_DATED.finditer(said), key=lambda day: day["of"] is None)
    parts = [day.groups()[1:] for day in days] + _DAYS.findall(said)
    dates = (_date(*(int(part) for part in day)) for day in parts)
    title = _TITLED.search(said)
    return Printed(
        title["title"] if title else None,
        number["number"] if number else None,
        issuer["unit"] if issuer else None,
        next((date for date in dates if date), None),
    )


def _date(year: int, month: int, day: int) -> dt.date | None:
    return dt.date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None
