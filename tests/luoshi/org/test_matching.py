"""Names as documents write them, and the zone's units."""

import pytest
from people import People

from luoshi.org.actions import add_unit
from luoshi.org.matching import match_unit, match_units
from luoshi.org.models import Unit


@pytest.fixture
def units(people: People) -> list[Unit]:
    add_unit(people.zone, "行政审批服务局", short_name="审批局", aliases="政务服务局、大厅办")
    add_unit(people.zone, "东湖街道办事处", short_name="东湖街道")
    add_unit(people.zone, "西湖街道办事处")
    return list(Unit.objects.filter(zone=people.zone))


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("科技创新局", "科技创新局"),
        ("审批局", "行政审批服务局"),
        ("大厅办", "行政审批服务局"),
        ("高新区科技创新局", "科技创新局"),
        ("东湖街道", "东湖街道办事处"),
        ("西湖街道", "西湖街道办事处"),
        ("街道办事处", None),  # two hold it
        ("局", None),  # in every name
        ("税务局", None),
    ],
)
def test_a_name_finds_its_unit_or_none(name: str, unit: str | None, units: list[Unit]) -> None:
    found = match_unit(name, units)
    assert (found.name if found else None) == unit


def test_none_twice_and_the_unknown_kept(units: list[Unit]) -> None:
    matched = match_units(["审批局", "政务服务局", "税务局"], units)
    assert ([unit.name for unit in matched.units], matched.unknown) == (["行政审批服务局"], ["税务局"])
