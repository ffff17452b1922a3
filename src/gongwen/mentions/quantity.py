"""How an office writes a number and its unit: patterns that the finders of amounts are made of."""

import re
from typing import Final

from gongwen.mentions import broken
from gongwen.numerals import SCALE
from gongwen.spans import LETTER
from gongwen.words import rows

_UNITS = rows("units")
COUNTED: Final = frozenset(row[0] for row in _UNITS if row[1] == "count")
# The second half of a word that begins like a unit: 3000人工…, 八成立…; or of a name: 240小时免签.
UNIT: Final = (
    f"(?=[{''.join(sorted({re.escape(row[0][0]) for row in _UNITS}))}])"
    "(?:(?!人[工才大民均]|项目(?!标)|根[据本基]|段[时落]|成[为立果功员本]|家(?:万户|庭)|个(?:月|季度|小时|方面|一)|天然|眼[科镜底]|部门|米粉|斤斤|(?<=线\\d)期|(?<=线[一二三四五])期"
    f"|(?:小时|分钟)(?={LETTER})(?![以之内的左上下后前并和及与至到为]))(?:"
    + "|".join(sorted((re.escape(row[0]) for row in _UNITS if len(row[0]) > 1), key=len, reverse=True))
    + f"|[{''.join(row[0] for row in _UNITS if len(row[0]) == 1)}]"
    + ")(?!级))"
)
# 元/亩: so much for each.
EACH: Final = (
    "(?: ?/ ?(?:亩|公顷|平方米|平方公里|公里|吨|立方米|千瓦时|人|户|家|年|月|天|日|小时|次|件|项|个|台|套|辆|场))?"
)
# 3个月 is a date's business (3个月内) unless it says how long a thing is: 6个月的见习, 1年以上, 11.7年.
LONG: Final = (
    r"(?:(?:年|个月)(?=的(?!时[间限]|期限|周期|努力)|及?以[上下])"
    r"|年(?:(?<=\d[.．]\d年)|(?<=\d[.．]\d\d年)|(?<=满\d年)|(?<=满\d\d年)))"
)
SMALL: Final = "一二三四五六七八九两"
NEIGHBOURS: Final = "两三|二三|三四|三五|四五|五六|六七|七八|八九"
# 10公里多, but not 30台多层住宅电梯.
QUALIFIED: Final = (
    "(?P<over>及?以上|[多余](?![^\\W的]))|(?P<under>及?以下|以内|之内|(?<=工作日)内)|(?P<around>左右|上下)"
)
TO: Final = r"[—–\-－~～至到]+"
# Begun at its first character, in figures or not, which one pass finds; what may not stand before follows.
# In characters: with a scale (三百, 超千P), two neighbours (五六十, 两三), or a small count where something beside it
# says that it is one: what is built or held, a range, a qualifier. 万元增加值, 万人发明专利 are rates for each.
_FIGURES = (
    r"(?<=\d)(?<![\d.．A-Za-z第\-].)\d*+(?:[,，]\d{3})*(?:[.．]\d+)?"
    rf"{broken.MORE_PARTS}(?:[多余](?={SCALE}))?{SCALE}*"
)
_CHARACTERS = (
    f"(?<![\\d.．{SMALL}十百千万亿第几数家每].)(?!(?<=万)元(?![以及左级])(?:{LETTER}|GDP))(?!(?<=千)吨万人)"
    "(?!(?<=[千万])人(?:口|供水|托位|床位|病床|医[师护]|护士|发明|有效|高价值|拥有|失信|刑|计划|评议|成讼))"
    f"(?:(?:(?<=[{SMALL}])[十百千万亿]|(?<=[十百千万亿]))零?[{SMALL}]?(?:[十百千万亿]零?[{SMALL}]?)*"
    f"|(?<=[{SMALL}])(?:[{SMALL}](?<={NEIGHBOURS})[十百千万亿]*"
    f"|(?=[家座所条台户场支倍])(?<!一)|(?=成(?![不为立果功员本套型品长熟绩就分效才]))|(?={TO}[{SMALL}十])"
    "|(?<=不[少低]于.)|(?<=不超过.)|(?<=至少.)|(?<=最多.)|(?P<few>)))"
)
# ``few``: 三家以上 is a number only by the qualifier right after its unit.
NUMBER: Final = f"[0-9０-９{SMALL}十百千万亿](?:{_FIGURES}|{_CHARACTERS})"
