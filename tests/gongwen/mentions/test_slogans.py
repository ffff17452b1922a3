import pytest

from gongwen.mentions.slogans import find_slogans


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("抓好“三办四提”工程", "三办四提", "count"),
        ("坚持“强链条、优服务”", "强链条、优服务", "parallel"),
        ("构建1+N政策体系", "1+N", "sum"),
        ("“3 ＋ 1”专项基金", "3 ＋ 1", "sum"),
        ("当好“排头兵”", "排头兵", "quoted"),
        ('当好"排头兵"', "排头兵", "quoted"),
    ],
)
def test_shorthand(text: str, words: str, rule: str) -> None:
    (found,) = find_slogans(text)
    assert (found.value, found.rule) == (words, rule)


def test_straight_marks_pair_from_the_left() -> None:
    assert [found.value for found in find_slogans('"排头兵""领头雁"')] == ["排头兵", "领头雁"]


@pytest.mark.parametrize("text", ["“他说完了。然后走了”", "增长3%+5%", "没有引号", "“一"])
def test_what_is_no_shorthand(text: str) -> None:
    assert list(find_slogans(text)) == []
