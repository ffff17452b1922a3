from luoshi.records.rag import TABLE
from luoshi.records.types.task import TASK
from luoshi.reports import light_rules


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_tint_can_be_read() -> None:
    for tint in light_rules.tints("亮灯"):
        dark, bright = sorted((luminance(tint.text), luminance(tint.ground)))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, tint.word


def test_every_light_has_its_own_shape_and_word() -> None:
    marks = light_rules.MARKS
    assert {rule.colour for rule in TABLE} == set(marks)
    assert len({mark[0] for mark in marks.values()}) == len(marks)


def test_a_light_is_tinted_by_one_word_only() -> None:
    for rule in TABLE:
        shown = light_rules.mark(rule.colour, rule.label)
        assert sum(word in shown for word, _text, _ground in light_rules.TINTS) == (rule.colour != "none")


def test_the_rules_are_told_in_their_order_with_their_bounds() -> None:
    told = light_rules.explained(TABLE, TASK)
    assert told[3] == ("● 红", "4. 超过完成时限的天数≥1，显示“逾期N天”")
    assert told[4] == ("● 红", "5. 实际进度落后序时进度的百分点＞30，显示“滞后N个百分点”")
    assert len([term for term, _text in told if term in light_rules.MARKS.values()]) == len(TABLE)
