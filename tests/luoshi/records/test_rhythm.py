"""What the words of a task say of its time."""

import datetime as dt

import pytest

from luoshi.records.rhythm import Stated, stated

MARCH = dt.date(2026, 3, 2)


def day(month: int, number: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "中试基地6月底前完工，12月底前通过验收。",
            [Stated("中试基地完工", "6月底前", day(6, 30)), Stated("通过验收", "12月底前", day(12, 31))],
        ),
        (
            "建设中试基地。（科技局牵头，6月底前开工，12月底前完工）",
            [Stated("开工", "6月底前", day(6, 30)), Stated("完工", "12月底前", day(12, 31))],
        ),
        ("6月底前完工、12月底前验收", [Stated("完工", "6月底前", day(6, 30)), Stated("验收", "12月底前", day(12, 31))]),
        (
            "每季度至少组织1场路演，每月25日前报送进展情况。",
            [
                Stated("至少组织1场路演", "每季度", recurring="每季度"),
                Stated("报送进展情况", "每月25日前", recurring="每月25日前"),
            ],
        ),
        ("每周五前报送进展", [Stated("报送进展", "每周五前", recurring="每周五前")]),
        ("每季度次月10日前报送报表", [Stated("报送报表", "每季度次月10日前", recurring="每季度次月10日前")]),
        ("每季度首月10日前报送报表", [Stated("报送报表", "每季度首月10日前", recurring="每季度首月10日前")]),
        ("在30个工作日内完成整改", [Stated("完成整改", "30个工作日内", term="30个工作日")]),
        ("2027年一季度开工建设二期厂房", []),
        ("建设概念验证中心。", []),
        ("去年以来，全区新增企业120家。", []),
        ("", []),
    ],
)
def test_dates_rhythms_and_terms_with_what_is_to_happen(text: str, expected: list[Stated]) -> None:
    assert stated(text, MARCH) == expected
