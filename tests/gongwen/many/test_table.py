import datetime as dt
import json
import re
from pathlib import Path

import pyarrow as pa
from plans import plan

from gongwen import read
from gongwen.many.table import SCHEMA, row_of, row_of_refused, table_of

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "guide" / "read.md"
PAGE = """云川高新区 在产业升级上求突破

3月12日，云川高新区召开党工委会议，传达学习有关会议精神。

（一）提升效能。6月底前上线并联审批系统，建设3个驿站。（区行政审批局牵头，区财政局配合）

推动技术提档、产品提质、服务提速“三提”深度融合；坚持“四敢”。
"""


def row() -> dict[str, object]:
    found: dict[str, object] = table_of([row_of("页.txt", read(PAGE, name="页.txt"))]).to_pylist()[0]
    return found


def test_every_column_is_documented_and_no_other() -> None:
    lines = re.findall(r"^\| (`.*?`) \|", GUIDE.read_text(encoding="utf-8").partition("表的各列")[2], re.MULTILINE)
    assert re.findall(r"`(\w+)`", " ".join(lines)) == SCHEMA.names


def test_every_column_and_field_of_a_reading_is_filled() -> None:
    """A field that the reading calls otherwise would be null in every row, and nobody would be told."""
    readings = [read(page, published=dt.date(2026, 3, 20)) for page in (PAGE, plan(1))]
    assert empty(table_of([row_of("页.txt", reading) for reading in readings])) == [
        "error",
        "entries.byline",
        "tasks.person",
        "tasks.deadlines.within",
        "tasks.deadlines.recurring",
        "tasks.targets.base",
    ]


def empty(table: pa.Table) -> list[str]:
    """The columns, and fields within them, that hold nothing."""
    found: list[str] = []
    for name in table.column_names:
        found += empty_within(name, table[name].combine_chunks())
    return found


def empty_within(name: str, values: pa.Array) -> list[str]:
    if pa.types.is_list(values.type):
        return empty_within(name, values.flatten())
    if pa.types.is_struct(values.type) and len(values) > values.null_count:
        fields = zip(values.type.fields, values.flatten(), strict=True)
        return [one for field, within in fields for one in empty_within(f"{name}.{field.name}", within)]
    return [name] if len(values) == values.null_count else []


def test_places_lead_back_to_the_words() -> None:
    found = row()
    for clause in found["clauses"]:  # type: ignore[attr-defined]
        words = "".join(PAGE[piece["start"] : piece["end"]] for piece in clause["pieces"])
        assert re.sub(r"\s", "", words) == re.sub(r"\s", "", clause["text"])


def test_the_whole_reading_stands_in_one_column() -> None:
    assert json.loads(str(row()["reading"])) == json.loads(json.dumps(read(PAGE, name="页.txt").to_dict()))


def test_a_document_that_could_not_be_read_has_its_reason_and_nothing_else() -> None:
    [found] = table_of([row_of_refused("坏.txt", None, "找不到这个文件。")]).to_pylist()
    assert {name: value for name, value in found.items() if value is not None} == {
        "source": "坏.txt",
        "error": "找不到这个文件。",
    }
