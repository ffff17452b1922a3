import csv
import io

import pytest

from gongwen import read
from gongwen.render.slogans import COLUMNS, Slogan, render_slogans_csv, render_slogans_markdown, slogans

SAYS = "云川高新区行动方案\n\n推动技术提档、产品提质、服务提速“三提”深度融合，当好“排头兵”。\n要把“三提”落到实处。"
USES = "石泽高新区行动方案\n\n坚持“三提”引领，构建1+N政策体系，推行“码上办”，即扫码提交、当日办结。"


def rows(*texts: str, every: bool = False) -> dict[str, Slogan]:
    return {row.words: row for row in slogans(map(read, texts), every=every)}


def test_a_slogan_is_counted_over_all_documents_and_explained_by_the_one_that_does() -> None:
    row = rows(SAYS, USES)["三提"]
    assert (row.count, len(row.documents)) == (3, 2)
    assert row.meanings == {"技术提档、产品提质、服务提速": ["粘贴的文本 第3行"]}


def test_quoted_words_are_left_out_unless_explained_or_asked_for() -> None:
    assert list(rows(SAYS, USES)) == ["三提", "1+N", "码上办"]
    assert "排头兵" in rows(SAYS, USES, every=True)


def test_one_slogan_however_it_is_written() -> None:
    assert rows("构建1＋N体系，完善“1+N”政策。")["1+N"].count == 2


def test_documents_of_one_name_are_two() -> None:
    assert len(rows(USES, USES)["1+N"].documents) == 2


def test_two_meanings_stand_side_by_side_with_their_places() -> None:
    row = rows(SAYS, "“三提”：提气、提神、提效。")["三提"]
    assert row.cells()[5:] == ("技术提档、产品提质、服务提速；提气、提神、提效", "粘贴的文本 第3行；粘贴的文本 第1行")


@pytest.mark.parametrize("texts", [(), ("没有口号。",)])
def test_no_slogans_give_the_head_alone(texts: tuple[str, ...]) -> None:
    assert list(rows(*texts)) == []
    assert "".join(render_slogans_markdown([])).count("\n") == 2


def test_as_a_spreadsheet() -> None:
    table = list(csv.reader(io.StringIO("".join(render_slogans_csv(slogans([read(SAYS)]))).removeprefix("\ufeff"))))
    assert table == [
        list(COLUMNS),
        ["三提", "数字简称", "2", "1", "云川高新区行动方案", "技术提档、产品提质、服务提速", "粘贴的文本 第3行"],
    ]


def test_as_markdown() -> None:
    last = "".join(render_slogans_markdown(slogans([read(USES)]))).splitlines()[2]
    assert last == "| 三提 | 数字简称 | 1 | 1 | 石泽高新区行动方案 | — | — |"
