import pytest

from gongwen.mentions.slogans import find_slogans, number_of_parts, slogan_words


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("抓好“三办四提”工程", "三办四提", "count"),
        ("办好“乐居六有”实事", "乐居六有", "count"),
        ("坚持“强链条、优服务”", "强链条、优服务", "parallel"),
        ("构建1+N政策体系", "1+N", "sum"),
        ("“3 ＋ 1”专项基金", "3+1", "sum"),
        ("构建357X产业体系", "357X", "sum"),
        ("当好“排头兵”", "排头兵", "quoted"),
        ('当好"排头兵"', "排头兵", "quoted"),
        ("谋划“十六五”", "十六五", "quoted"),
        ("落实“1224”工作思路", "1224", "sum"),
        ("用好“基金+股权”", "基金+股权", "parallel"),
        ("严格执行三查一访制度", "三查一访", "count"),
        ("构建一核两翼三带空间格局", "一核两翼三带", "count"),
        ("畅通“12345”政务服务便民热线", "12345", "quoted"),
        ("回望“2026”", "2026", "quoted"),
    ],
)
def test_shorthand(text: str, words: str, rule: str) -> None:
    (found,) = find_slogans(text)
    assert (slogan_words(text[found.start : found.end]), found.rule) == (words, rule)


def test_straight_marks_pair_from_the_left() -> None:
    text = '"排头兵""领头雁"'
    assert [text[found.start : found.end] for found in find_slogans(text)] == ['"排头兵"', '"领头雁"']


@pytest.mark.parametrize(
    "text",
    [
        *("“他说完了。然后走了”", "增长3%+5%", "没有引号", "“一", "速率达到10X以上", "ISO357X体系"),
        *(
            "来自五湖四海的客商",
            "实行一企一策",
            "促进一产三产融合",
            "航线两到三条",
            "三年两次",
            "二十三条四款",
            "第三县四区",
        ),
    ],
)
def test_what_is_no_shorthand(text: str) -> None:
    assert list(find_slogans(text)) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("三提", 3), ("双跃升", 2), ("两清三建", 5), ("乐居六有", 6), ("3+1", 4), ("四位一体", 4), ("十二时辰", 12),
        ("1+N", None), ("357X", None), ("一核多点", None), ("一窗受理", None), ("百日攻坚", None), ("排头兵", None),
        ("十六五", None), ("五统一", 5), ("三个一批", 3), ("六个一", 6), ("双一流", 2), ("一体两翼", 3), ("1224", None),
    ],
)  # fmt: skip
def test_how_many_things_a_slogan_says_it_stands_for(words: str, number: int | None) -> None:
    assert number_of_parts(words) == number
