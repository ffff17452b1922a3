from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.numerals import parse, plain


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3.5", "3.5"), ("１２．５", "12.5"), ("1,200", "1200"), ("35亿", "3500000000"), ("1.2万亿", "1200000000000"),
        ("三亿五千万", "350000000"), ("一万二", "12000"), ("一万零二", "10002"), ("一百二十五", "125"), ("十五", "15"),
        ("二十", "20"), ("两", "2"), ("千万", "10000000"), ("百亿", "10000000000"), ("千", "1000"), ("三千五", "3500"),
        ("二〇二六", "2026"), ("三点五", "3.5"), ("一万二千亿", "1200000000000"), ("3千", "3000"), ("1万2千", "12000"),
        ("十", "10"), ("零", "0"), ("一百零五万", "1050000"), ("九百六十万", "9600000"),
    ],
)  # fmt: skip
def test_numbers_as_documents_write_them(written: str, number: str) -> None:
    assert parse(written) == Decimal(number)


@pytest.mark.parametrize("written", ["", "若干", "3个", "1.2.3", "三点", "点五", "一二 三", "12三", "."])
def test_what_is_not_one_number_is_none(written: str) -> None:
    assert parse(written) is None


def test_plain_has_no_exponent_and_no_trailing_zeros() -> None:
    assert [plain(Decimal(x)) for x in ("1E+9", "4.20", "0.00", "100")] == ["1000000000", "4.2", "0", "100"]


def han(number: int) -> str:
    """A writer of its own, section by section, to check the reader against."""
    if number >= 10**8:
        return (
            han(number // 10**8)
            + "亿"
            + (("零" if number % 10**8 < 10**7 else "") + han(number % 10**8) if number % 10**8 else "")
        )
    if number >= 10**4:
        return (
            han(number // 10**4)
            + "万"
            + (("零" if number % 10**4 < 1000 else "") + han(number % 10**4) if number % 10**4 else "")
        )
    out = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += "零一二三四五六七八九"[digit] + name
        elif out and number % unit and not out.endswith("零"):
            out += "零"
    return out


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_every_whole_number_written_in_full_is_read_back(number: int) -> None:
    assert parse(han(number)) == number


@given(st.text(alphabet="零〇一二三十百千万亿两点.,0123456789 ", max_size=12))
def test_no_text_raises(text: str) -> None:
    parse(text)
