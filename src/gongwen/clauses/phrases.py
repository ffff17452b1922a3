"""The phrases of official documents that give a clause its role, as patterns over a whole clause.

Beside each stand the words it opens with, ends with or holds (marks.py), so that few clauses are tried in vain.
"""

from __future__ import annotations

import re

from gongwen.clauses.marks import phrase
from gongwen.spans import LETTER
from gongwen.words import rows


def _one_of(name: str) -> str:
    """The words of a list as alternatives, the longest first."""
    return "|".join(sorted((row[0] for row in rows(name)), key=len, reverse=True))


_ENDS_OF_MEANS = (
    "牵引|根本|核心|重点|主线|导向|抓手|基础|目标|指导|契机|引领|支撑|遵循|动力|载体|突破口|主题|主体|依托|纽带|中心|统领|目的|保障"
    "|原则|宗旨|标准|手段|途径|关键|切入点|着力点|出发点|落脚点|总抓手|主抓手|龙头|先导|标杆|参照|前提|先|本|要|基|媒|笔|帆|桥|主|辅|补充|试点|节点|支点|平台|阵地|战场|单元|单位|轴|圆心"
)
_METHOD = (
    "理念|方法|工作法|原则|导向|思维|方针|思路|模式|要求|精神|规律|基调|总基调|战略|规定|办法|标准"
    "|部署|路径|相结合|并重|并举|观念|方式|底线|方向|立场|主线|路子"
)
_LED = "要|必须|始终"
_JOINED = "结合|结合起来|贯通起来|统一起来"

# --- frames: means, conditions, places, topics

_BY = phrase(
    rf"(?:[一二三四五六]是)?(?:要|必须)?(?:始终)?以[^，]{{1,40}}为[^，]{{0,14}}?(?:{_ENDS_OF_MEANS})",
    opens=f"{_LED}|以|一是|二是|三是|四是|五是|六是",
    ends=_ENDS_OF_MEANS,
)
_HOLDING_TO = "坚持|秉持|秉承|本着|遵循|按照|按|根据|依据|依照|树立|树牢|践行"
_BY_METHOD = phrase(
    rf"(?:{_LED}|继续|坚决|牢固|自觉)*(?:{_HOLDING_TO})[^，]{{1,60}}(?:{_METHOD})”?",
    opens=f"{_LED}|继续|坚决|牢固|自觉|{_HOLDING_TO}",
    ends=f"{_METHOD}|”",
)
_TOGETHER = f"{_JOINED}|衔接|统筹起来"
_WITH = phrase(rf"(?:并|要)?(?:与|同|和)[^，]{{2,80}}(?:{_TOGETHER})", opens="并|要|与|同|和", ends=_TOGETHER)
_STEADILY = "不放松|不动摇|不懈怠|不松劲|不停步|不偏离"
_STEADY = phrase(rf"[^，]{{2,40}}(?:{_STEADILY})", ends=_STEADILY)
_DAY = (
    r"(?:到|截至|自|从|力争到|争取到|在)?(?:\d{2,4}年|今年|明年|年内|“[^”]{2,4}五”)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上半年|下半年|[一二三四]季度)?"
    r"(?:底|末|初|前|起|至\d[\d年月日]*|之前|以前|期间|时期|以来|内)*"
)
_DIGITS = "0|1|2|3|4|5|6|7|8|9"
_WHEN = phrase(
    rf"{_DAY}|(?:到|在|截至)“[^”]{{2,5}}”(?:期末|末|时期|期间|初期)"
    r"|(?:从|自)?(?:\d{4}年|今年|明年)?(?:(?:\d{1,2}(?:月份?)?[上中下]?旬?|第?[一二三四]季度)(?:至|到|—|-)?)+(?:底|末|初|前|起|开始)*"
    r"|(?:力争)?(?:到|于|在)?(?:\d{4}年|今年|明年)?(?:年|[本当]?月|[本当]周|本?季度)(?:底|末|内)之?前?|近期|近日|即日起|从现在起|今冬明春"
    r"|(?:自[^，]{2,12}之日起|在)?(?:\d{1,3}|[一二两三五十])(?:年|天|日|周|个(?:月|工作日|星期))之?内|(?:春节|国庆节?|元旦|汛期|主汛期)之?前",
    ends=f"{_DIGITS}|份|旬|近期|近日|明春|开始|到|至|自|从|在|年|月|日|内|五”|季度|底|末|初|前|起|期间|时期|以来",
)
_BECAUSE = phrase(
    r"(?:随着|鉴于|除|一旦|经(?![济过营验办贸常费典纪])|当(?![好前地代作年])|自(?![主然觉由身动治贸我信愿]))[^，]{2,60}",
    opens="随着|鉴于|除|一旦|经|当|自",
)
_LINKS = (
    "从长远看|长远看|从近期看|总的来看"
    "|其中|同时|此外|另外|为此|对此|当前|目前|当前和今后一个时期|下一步|总之|具体来说|在此基础上|在此期间"
)
_LINK = phrase(_LINKS, opens=_LINKS, ends=_LINKS)
_GIVEN = (
    "的|者|问题|情况下|时|后|方式|形式|办法|机制|渠道|途径|要求|规定|原则|企业|项目|人员|对象|单位|地区|群体"
    "|标准|比例|程序|顺序|分工|情况|需要|实际|成效|进度|平台|载体|手段|%"
)
_AGAINST = phrase(
    r"(?:(?:可|均|每[^，]{1,4})(?=按))?(?:凡|凡是|如(?![期何实])|若(?!干)|对(?![外接口标表内])|对于|针对|关于|就(?![业地近医学])|根据|按|按照|遵循|依照|参照|通过|利用|运用|借助|在)"
    rf"[^，]{{2,70}}(?:{_GIVEN})",
    opens="凡|如|若|对|针对|关于|就|根据|按|遵循|依照|参照|通过|利用|运用|借助|在|可|均|每",
    ends=_GIVEN,
)
MEANS = _BY | _BY_METHOD | _WITH | _STEADY | _WHEN | _BECAUSE | _LINK | _AGAINST
BY_WAY_OF = phrase(
    r"(?:要|更好地?|充分|有效|切实|积极|综合|进一步)*(?:发挥|运用|利用)[^，]{1,40}(?:作用|优势)",
    opens="要|更好|充分|有效|切实|积极|综合|进一步|发挥|运用|利用",
    ends="作用|优势",
)
# 从完善制度、简化流程等方面入手; 在成果转化方面: wholly a frame, whatever verbs it holds.
_START = "入手|出发|做起|着手|抓起|发力|破题"
WHERE = phrase(
    rf"(?:并|要)?从[^，]{{1,60}}(?:{_START})|(?:并|要)?在[^，]{{1,40}}方面",
    opens="并|要|从|在",
    ends=f"{_START}|方面",
)
# 等重点任务: what a looking verb points at, enumerated to the end of the clause.
_POINTED_AT = "赛道|任务|工作|领域|方面|产业|行业|环节|方向|战略|机遇|政策|实际|需求"
ENUMERATED = phrase(rf"[^，]*等[^，]{{0,3}}(?:{_POINTED_AT})", ends=_POINTED_AT)
# 实际工作中， 今后五年， 从国际看， 实现上述目标，: no more than when, what for or how one looks at it.
ASIDE = phrase(
    r"(?:实际|具体|日常)?(?:工作|实践|操作|执行)中|届时|一年来|近年来|新的一年里?|(?:今后|未来|近|今明|这)[一两二三四五六七八九十几\d]{1,2}年来?"
    r"|从[^，]{1,6}[看说讲]|(?:实现|完成)(?:上述|以上|这些)(?:发展|预期)?(?:目标|任务)",
    ends="目标|任务|中|届时|年|年里|来|看|说|讲",
)
CONDITION = phrase(r"[^，]{4,}(?:的|后|时|的情况下|的前提下)", ends="的|后|时|下")
_ALREADY = "上|中|下|方面|领域|期间|过程中|的同时|基础上|前提下|进程中|层面|环节|角度|之际|里|内|间|时"
PLACE = phrase(
    rf"(?:并|要|特别是|尤其是|首先|其次)?(?:在|从|于)[^，]{{1,60}}(?:{_ALREADY})",
    opens="并|要|特别是|尤其是|首先|其次|在|从|于",
    ends=_ALREADY,
)
ROLE_OF = phrase(r"(?!把|将|要把|要将|使)[^，]{0,20}作为[^，]{2,60}", holds="作为")
ABOUT = phrase(r"(?s:(?:对|针对).*)", opens="对|针对")

# 聚焦主责主业强产业, 紧盯项目抓进度: a short verb and its object close the clause.
SHORT_ACT = re.compile(r"[^，]{4,}[强优惠抓促保稳扩补提增破育][\u4e00-\u9fff]{2}")

# --- themes

HEAD_OF_STRAND = phrase(
    r"(?:[^，]{0,12}要|必须)?(?:更加)?(?:在|于)[^，]{1,24}?(?:上|中|方面)(?:再)?[求见出有下显谋抓聚用做展争创作当走实提增促添破立塑优闯][^，]{1,16}"
    r"|要(?:更加)?在[^，]{1,24}[上中][^，]{4,8}",
    holds="在|于",
)
_WORK, _PIECE = "工作|编制|落实", "文章|功课|戏|棋|先手棋|卷”|考卷|答卷|必答题|仗|牌"
# 聚焦开工抓进度: a looking verb, a word, and what is done about it in three characters.
_POINTS = "聚焦|紧盯|围绕|突出|锚定|立足|瞄准|紧扣|着眼|对准|盯紧"
POINTED_HEAD = phrase(
    rf"(?:{_POINTS})[^，、]{{2,6}}[强优惠抓促保稳扩补提增破育建聚拓激防转][\u4e00-\u9fff]{{2}}", opens=_POINTS
)
GENERAL_WORK = phrase(
    rf"(?:统筹|扎实|认真|切实|全力|突出|科学|着力)*(?:做好|抓好|推进)[^，]{{1,12}}(?:{_WORK})"
    rf"|(?:要|持续|全力)*(?:做|写|唱|下|走|答|打|交)[好足活实出优][^，]{{1,16}}(?:{_PIECE})",
    ends=f"{_WORK}|{_PIECE}",
)
SLOGAN = phrase(r"(?:要|必须)?(?:始终)?坚持“[^”]{2,40}”", opens=f"{_LED}|坚持", ends="”")
COMBINED = phrase(rf"(?:要|必须|坚持)?(?:把|将)[^，]{{2,80}}(?:{_JOINED})", opens="要|必须|坚持|把|将", ends=_JOINED)
_COUNTING = "一|二|三|四|五|六|七|八|九|十"
NUMBERED = phrase(rf"(?s:(?:{_COUNTING})[是要].*)", opens=_COUNTING)

# --- stances

_GENERAL = f"{_one_of('general_objects')}|、|的|和|与|及"
_CONDUCT = f"(?=[{''.join(sorted({row[0][0] for row in rows('conduct_verbs')}))}])(?:{_one_of('conduct_verbs')})"
# 创新方式方法, 加强协同联动: a verb whose object is nothing but general words.
# 增强宣传的感染力和实效性: the object's head is a general word, set off by 的.
CONDUCT = phrase(rf"[^，]{{0,8}}?{_CONDUCT}(?:了?|[^，]{{1,20}}的)(?:{_GENERAL}){{1,8}}", ends=_GENERAL)
# 把政策机遇转化为发展胜势: how to regard a matter. A count or a day would make it an order.
_PLACED = phrase(
    rf"[^，]{{0,12}}?(?:把|将)[^，]+?(?:{_one_of('placing_verbs')}|作为[^，]{{0,4}}(?:首要|重大|重要|头等|中心|核心|根本|第一|政治|长期|关键|推进|推动|必修))[^，]*",
    holds="把|将",
)
# 带头学、跟进学: how to study, in rhyme.
_RHYMED = phrase(r"[^，]*学、[^，]{1,8}学", ends="学")
# 以决战的姿态抓好各项工作: the manner says more than the verb.
_MANNERS = (
    "姿态|状态|干劲|劲头|精神|韧劲|拼劲|闯劲|决心|勇气|担当|作风|实绩|业绩|行动|紧迫感|责任感|使命感|自觉|定力|功夫|魄力|毅力"
    "|节奏|力度|举措|热情|激情|信心|恒心|耐心"
)
_MANNER = phrase(
    rf"[^，]{{0,8}}?以[^，]{{1,16}}?(?:{_MANNERS})[^，]{{0,6}}?(?:抓好|做好|推动|推进|落实|完成|投入|投身|抓|干)[^，]{{0,6}}(?:各项|工作|落实|任务|要求|事业)[^，]{{0,4}}",
    holds=_MANNERS,
)
# 以“钉钉子”的韧劲久久为功: after the manner nothing that can be shown.
_MANNERED = phrase(
    rf"(?:要|必须)?以[^，]{{2,40}}(?<!等)(?:{_MANNERS})(?:[^，]{{2,8}}|[^，]*(?:新台阶|新局面|新突破|落地见效|上水平|新成效))",
    opens="要|必须|以",
    holds=_MANNERS,
)
# 把落下的进度赶上去, 用实绩换来认可, 以高水平安全护航发展: spirit and worth, whatever the verb.
_ROUSED, _WON = "回来|上来|上去|出来|起来", "换来|换取|诠释|书写|赢得|践行|迎接|献礼"
_BACK = phrase(rf"(?:要|切实|真正|必须)*把(?![^，]*结合起来)[^，]{{2,40}}(?:{_ROUSED})", ends=_ROUSED, holds="把")
_EARNED = phrase(rf"[^，]{{0,4}}[用以][^，]{{1,24}}(?:{_WON})[^，]*", holds=_WON)
_GUARDS = phrase(
    r"以[^，为]{2,16}(?:护航|支撑|引领|促进|保障|推动|赋能|服务|托举|助力)[^，]{0,8}发展", opens="以", ends="发展"
)
REGARDED = _PLACED | _RHYMED | _MANNER | _MANNERED | _BACK | _EARNED | _GUARDS
# 应统尽统、不重不漏: words in fours that name nothing.
FOURS = re.compile(f"(?:{LETTER}{{4}}、)+{LETTER}{{4}}")
# 各级干部要……: people at large are told how to be.
_AT_LARGE = "全体|各级|广大|全区|全市|全县|全园|每名|每位|大家"
AT_LARGE = phrase(
    rf"(?:{_AT_LARGE})[^，]{{0,10}}(?:干部|党员|同志|上下|党组织|职工|企业家|工作者)(?:都|均)?(?:要|必须|应)[^，]*",
    opens=_AT_LARGE,
)
_FOR = (
    "贡献|力量|动力|保障|支撑|服务|添彩|助力|支持|基础|条件|谋篇布局|开局|动能|样板|示范|经验|方案|环境|作为|良好氛围|增光"
    "|赋能"
)
FOR_OTHERS = phrase(
    rf"(?:以[^，]{{1,20}})?(?:更好|切实|努力|不断)?为[^，]{{2,60}}(?:{_FOR})",
    opens="以|更好|切实|努力|不断|为",
    ends=_FOR,
)
FOR_SOMEONE = re.compile(r"为[^，]{0,24}(?:企业|群众|居民|人才|者|人员|家庭|儿童|学生|农户)提供")
_MORE, _GROWS = (
    "不断|持续|进一步|切实|全面|着力|有效|更加|努力|大力",
    "提升|提高|增强|突出|强化|形成|展现|彰显|体现|保持",
)
_GROWN = "水平|能力|本领|素质|意识|自觉|信心|决心|性|感|(?<![调制])度|力|合力|势头|态势|劲头|氛围|局面|作为|发展"
OUTCOME = phrase(
    rf"(?:{_MORE})*(?:{_GROWS})[^，]{{0,24}}(?:{_GROWN})",
    opens=f"{_MORE}|{_GROWS}",
    ends=_GROWN.replace("(?<![调制])", ""),
)
_TOWARDS = "迈向|迈进|走向|奔向|奋进"
_WAY, _FEATURE = "方向|路径|定位|方位|坐标|使命|优势", "特色|特点|实效|导向|优势|亮点|辨识度|地位"
_LEAD, _ORDERS, _TURNED = "先机|主动|主动权|制高点", "部署|要求|决策|战略任务", "高质量发展|”"
HEADING_FOR = phrase(rf"[^，]{{0,24}}(?:{_TOWARDS})[^，]*", holds=_TOWARDS) | phrase(
    rf"[^，]{{0,8}}(?:明确|找准|锚定|清晰|确定|校准|把握)[^，]{{0,14}}(?:{_WAY})"
    rf"|[^，]{{0,8}}(?:突出|彰显|体现)[^，]{{0,10}}(?:{_FEATURE})"
    rf"|[^，]{{0,8}}(?:抢占|赢得|把握|掌握)[^，]{{0,12}}(?:{_LEAD})"
    rf"|[^，]{{0,8}}(?:落实|贯彻)[^，]{{0,24}}(?:{_ORDERS})"
    r"|以高(?:质量|水平|效能|标准)[^，]{1,8}(?:支撑|引领|促进|保障|推动)高质量发展"
    r"|[^，]{0,20}变“[^”]+”为“[^”]+”",
    ends=f"{_WAY}|{_FEATURE}|{_LEAD}|{_ORDERS}|{_TURNED}",
)
# 推动园区高质量发展: good for the whole place; that of one industry is asked of someone.
_QUALITY = phrase(
    r"[^，]{0,14}?(?:推动|推进|引领|促进|实现|服务|助推|保障|赋能|支撑|带动|托举)(?:[^，]{0,6}(?:园区|高新区|开发区|经济|社会|全[省市区县]|区域|城市|事业))?(?:持续健康|更|实现)?高质量发展",
    holds="高质量发展",
    ends="发展",
)
_LETS = phrase(r"(?s:[让使].*)", opens="让|使")
_AVERTING = "防止|防范遏制|遏制|不搞|不刻意|避免|力戒|克服"
_AVERTS = phrase(rf"(?s:(?:坚决|切实|严格|有效)*(?:{_AVERTING}).*)", holds=_AVERTING)
_DONE, _TAKEN_IN = "贯彻落实|落到实处|深入开展", "落地|见效|见行|落实|走深|入脑|入心"
_CARRIED_OUT = phrase(
    rf"[^，]{{0,4}}(?:推动|确保|抓好)[^，]{{0,18}}(?:{_DONE})"
    rf"|[^，]{{0,4}}(?:推动|确保|促进|保证)[^，]{{2,24}}(?:精神|部署|决策|要求|蓝图|战略)[^，]*(?:{_TAKEN_IN})[^，]{{0,10}}",
    holds=f"{_DONE}|{_TAKEN_IN}",
)
# 抓产业就是抓发展: what one thing means for another.
_MEANT = phrase(r"(?!这|那)[^，]{2,16}就是[^，]{2,16}", holds="就是")
OUTRIGHT = _LETS | _AVERTS | _CARRIED_OUT | _QUALITY | _MEANT
# How long and how firmly, before any verb: it is of oneself that it is said, unless a thing is acted on.
_ATTITUDES = "自觉|正视|始终|时刻|决不|绝不|永远|一以贯之|坚定不移|矢志不渝|毫不动摇|旗帜鲜明|胸怀|心怀|牢固"
_FIRMLY = phrase(rf"(?s:(?:{_LED})?(?:{_ATTITUDES}).*)", opens=f"要|必须|{_ATTITUDES}")
# 兜牢民生底线: a line to hold; 守住18亿亩耕地红线 can be checked.
_LINES = "底线|红线|防线|屏障|关口|堤坝"
_HELD = phrase(
    rf"[^，]{{0,10}}?(?:守住|守牢|守好|兜牢|兜住|兜实|筑牢|筑实|坚守|织密|扎牢)[^，\d]*(?:{_LINES})", ends=_LINES
)
# 做到应统尽统: how well, not what; 凝聚各方合力: minds, not things.
_MINDS = "合力|力量|共识|智慧|人心"
_WELL = phrase(r"(?s:(?:要|切实|努力|真正)*做到.*)", opens="要|切实|努力|真正|做到") | phrase(
    rf"(?:要|广泛|充分|不断)*(?:凝聚|汇聚|集聚|汇集|形成|激发)[^，]{{0,8}}(?:{_MINDS})", ends=_MINDS
)
# 坚持产业出题、科技答题: to keep to a way.
_KEPT = phrase(r"(?s:(?:必须|继续)?坚持.*)", opens="必须|继续|坚持")
# 打造对外开放新高地, 产出更多原创成果: what one would like to be or to have more of.
_PLACE_HOPED, _HOPED = "高地|新优势|新动能|新样板|新名片", "成果|成效|亮点|经验|贡献|空间"
_WISHED = phrase(
    rf"[^，]{{0,10}}?(?:打造|培育|塑造|壮大|厚植|构筑|锻造)[^，]*(?:{_PLACE_HOPED})"
    rf"|[^，]{{0,6}}?(?:形成|产出|催生|取得|推出|创造|争取)[^，]{{0,4}}更多[^，]*(?:{_HOPED})"
    rf"|为[^，]*更多[^，]*(?:{_HOPED})",
    ends=f"{_PLACE_HOPED}|{_HOPED}",
)
FIRM = _FIRMLY | _WELL
WISHED = _HELD | _WISHED | _KEPT
# 不断提升城市品质和能级, to close a strand: where its measures lead, whatever it is that is to be better.
_BETTER = "品质|能级|效能|魅力|层次和水平"
_GROWN_BETTER = f"{_GROWN}|{_BETTER}|活力|质量|效率"
_SOUND = "平稳|稳定|有序|平安|安全|畅通|万无一失"
RESULT = phrase(
    rf"(?:{_MORE})+(?:提升|提高|增强|激发|释放|浓厚)[^，\d]*(?:{_GROWN_BETTER})"
    rf"|(?:提升|提高)[^，\d]*(?:{_BETTER})|确保[^，\d]*(?:{_SOUND})",
    opens=f"{_MORE}|提升|提高|确保",
    ends=f"{_GROWN_BETTER}|{_SOUND}".replace("(?<![调制])", ""),
)
# The last two characters of a theme that only its place shows.
GENERAL_ENDS = frozenset((
    "升级", "水平", "能力", "布局", "生态", "模式", "场景", "投资", "发展", "增收", "实效",
    "制度", "改革", "结构", "质量", "消费", "开放", "融合", "增效", "环境", "体系",
))  # fmt: skip

# --- facts, bans, counts

_SHOWS = (
    "存在|面临|取得|在即|仍然|仍有|日益|显著|逐步形成|过半|成为|呈现|十分繁重|任务艰巨|较快增长|离不开|依然|更趋|愈发"
    "|不够|将至|来临|临近|正值|适逢|恰逢|事关|关乎"
)
_FACT = (
    rf"{_SHOWS}|已经?(?!有)|\A是(?!否|要)|[^\u4e00-\u9fff]是|(?<![于但就都还也只凡要若总正而可不一二三四五六七八九十])是(?!否)"
    r"|本[^，]{1,8}自[^，]*(?:施行|实施|执行|生效)|作出了|(?<![为除罢])了(?![解如断结却])|正处[在于]|正在(?:成为|形成|加速)"
    r"|不足$|不高$|不强$"
)
FACT = phrase(rf"(?s:.*?(?:{_FACT}).*)", holds=f"{_SHOWS}|已|是|自|了|正处|正在|不足|不高|不强")
# A noun phrase for subject and a copula, though a verb opens it: 改革是……的关键.
JUDGED = phrase(
    r"[^，“”]{2,24}(?<![于但就都还也只凡要若总正而可不更或一二三四五六七八九十])是(?!否)[^，]*(?:的[^，的]{2,12}|关键|根本|基础|核心|保障|大事|工程|要务|前提|使命|命脉|生命线|底色|之[举策])",
    holds="是",
)
_BANS = "原则上不|一律不|不得|严禁|禁止|不准|不再|不予|不应|不能"
BANNED = phrase(rf"(?s:[^，]{{0,30}}(?:{_BANS}).*)", holds=_BANS)
COPULA = re.compile(r"(?<![于但就都还也只凡要若总正而可不更或一二三四五六七八九十])是(?!否)")
COUNTED = re.compile(r"\d+(?:\.\d+)?\s*(?:[万亿]?元|%|个|家|户|项|人|名|日|月|天|条|公里|亩|平方米)")
COUNT = re.compile(r"\d")
FOLD = re.compile("翻[一两三]?番")
YEARS = re.compile(r"\d{4}年|“[^”]{2,5}”")
