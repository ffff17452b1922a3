from decimal import Decimal

import pytest

from gongwen import figure, in_full


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("3500000000", "元", "35亿元"),
        ("440000000.0000", "元", "4.4亿元"),
        ("300000", "平方米", "30万平方米"),
        ("12500", "人", "1.25万人"),
        ("12345", "家", "12345家"),
        ("120.0000", "家", "120家"),
        ("57.5000", "%", "57.5%"),
        ("0", "项", "0项"),
        ("-20000", "吨", "-2万吨"),
        ("123456789", "元", "123456789元"),
        ("10000.5", "元", "10000.5元"),
    ],
)
def test_numbers_are_written_as_an_office_writes_them(value: str, unit: str, written: str) -> None:
    assert figure(Decimal(value), unit) == written


@pytest.mark.parametrize(
    ("words", "value", "unit", "op", "written"),
    [
        ("1300", "130000000000", "元", "=", "1300亿元"),
        ("9.0以上", "9", "%", ">=", "≥9%"),
        ("〔13〕", "13", "%", "=", "13%"),
        ("330亿元", "33000000000", "元", "=", "330亿元"),
        ("不少于25家", "25", "家", ">=", "不少于25家"),
        ("翻一番", "2", "倍", "×", "翻一番"),
        ("5 3", None, "家", "=", "5 3"),
    ],
)
def test_only_a_figure_without_its_unit_is_written_anew(
    words: str, value: str | None, unit: str, op: str, written: str
) -> None:
    assert in_full(words, value, unit, op) == written
