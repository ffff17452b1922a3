"""Firms of the known zone and short ways to their cases. Used by the tests of 企业服务."""

import datetime as dt
from contextlib import AbstractContextManager
from typing import Any

from django.utils import timezone
from people import People

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.pipelines.registers import keeping
from luoshi.pipelines.service.firms import FIRMS, Firm
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type


def moment(text: str) -> dt.datetime:
    """``2026-03-02 10:00`` in the zone's own time."""
    return timezone.make_aware(dt.datetime.fromisoformat(text))


def at(text: str) -> AbstractContextManager[None]:
    return clock.at(moment(text))


def firm(people: People, name: str = "云溪光电有限公司", **answers: Any) -> Firm:
    made = keeping.add(FIRMS, people.wang, name=name, **answers)
    assert isinstance(made, Firm)
    return made


def case(people: People, of: Firm, title: str = "厂房用电增容", **answers: Any) -> Record:
    """A case that 李强's 科技创新局 registers."""
    given = {"firm": of, "title": title, "wording": f"{title}，请协调解决。", "source": "hotline", **answers}
    return bring_in(record_type("servicecase"), people.li, even_so=True, **given)


def visit(people: People, of: Firm, due: str = "2026-03-10", *, by: Post | None = None, **answers: Any) -> Record:
    """A visit that is planned by 李强 of the 科技创新局, or ``by`` somebody else."""
    day = dt.date.fromisoformat(due)
    return bring_in(record_type("visit"), by or people.li, firm=of, due=day, **answers)


def visited(people: People, of: Firm, day: str, demands: str = "") -> Record:
    """A visit made on its day, with what the firm asked for."""
    with at(f"{day} 15:00"):
        record = visit(people, of, day)
        heard = {"demands": demands} if demands else {}
        apply_transition(record, "make" if demands else "make_plain", people.li, said="生产正常。", **heard)
    return record
