"""Two zones in one installation: whatever there is of one, no post of the other sees a row of it.

Every model of the site is looked at. A new one fails here until it is said which zone its rows belong to and
the two zones hold one; a model that is nobody's own stands in SHARED with the reason.
"""

import datetime as dt
from copy import deepcopy
from dataclasses import dataclass
from functools import reduce
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from ledgers import task, workbook
from people import LINK, REPORT, appoint

from luoshi.api.models import Scope, Token, Written
from luoshi.api.tokens import issue as issue_token
from luoshi.core import clock
from luoshi.coverage.models import Aligned, Clauses, Comparison, Judgement
from luoshi.coverage.time.models import Chosen, Followed, Series
from luoshi.coverage.zones.models import Occasion, SideBySide, Spoken
from luoshi.documents.models import Paragraph
from luoshi.intake.actions import hand_in
from luoshi.intake.ledger_import.actions import take_in
from luoshi.intake.models import ProgressSheet
from luoshi.org.actions import add_unit, appoint_deputy, found_zone
from luoshi.org.audit_log import note
from luoshi.org.grants import propose_end
from luoshi.org.models import Kind, Post, SecondFactor, Unit
from luoshi.org.roles import OFFICERS, Role
from luoshi.pipelines.campaign.models import CampaignTarget
from luoshi.pipelines.consultation.models import Remark
from luoshi.pipelines.importing.model import SheetImport
from luoshi.pipelines.opinion.models import Raiser
from luoshi.pipelines.project.detail import Investment
from luoshi.pipelines.prospect.detail import Fund, ProspectContact
from luoshi.pipelines.registers import Register, Row, registers
from luoshi.pipelines.registers.keeping import add
from luoshi.pipelines.service.visits.model import Demand
from luoshi.pipelines.service.walks.model import WalkStep
from luoshi.records.actions import Goal, NewTask, Plan, Quote, Start, create_task, create_tasks
from luoshi.records.births import blank, bring_in
from luoshi.records.columns import asked
from luoshi.records.declaration import Field, RecordType
from luoshi.records.detail import Detail, Reported
from luoshi.records.flow import apply_transition
from luoshi.records.forms import made_for
from luoshi.records.light_rules import in_force, own_part, revise
from luoshi.records.models import LightTable, Record, Seal, Tie
from luoshi.records.registry import pipelines
from luoshi.records.type_setting import TypeSetting
from luoshi.revisions.actions import hand_in_newer
from luoshi.supervision.issuing import NewNotice, issue
from luoshi.supervision.models import Level, Reminder

# Model → the way from a row to its zone, or to the unit whose root that is.
ZONE_OF = {
    "Unit": "root", "Person": "posts.first.unit.root", "Post": "unit.root", "Deputy": "post.unit.root", "Grant": "zone",
    "AuditEntry": "zone", "SecondFactor": "person.posts.first.unit.root",
    "Record": "zone", "Event": "record.zone", "Signature": "event.record.zone", "Assignment": "record.zone",
    "Milestone": "record.zone", "Target": "record.zone", "Evidence": "record.zone", "Citation": "record.zone",
    "Tie": "record.zone", "TaskDetail": "record.zone", "InstructionDetail": "record.zone", "LightTable": "zone",
    "Document": "zone", "Reading": "document.zone",
    "Review": "zone", "Proposal": "review.zone", "LedgerImport": "zone", "ProgressSheet": "zone", "SheetImport": "zone",
    "NoticeDetail": "record.zone", "Matter": "notice.zone", "Reminder": "post.unit.root",
    "Token": "post.unit.root", "Written": "token.post.unit.root",
    "TypeSetting": "zone", "Raiser": "record.zone", "Remark": "record.zone",
    "CampaignTarget": "record.zone", "ProspectContact": "record.zone", "Paragraph": "document.zone",
    "Comparison": "zone", "Clauses": "comparison.zone", "Aligned": "comparison.zone", "Judgement": "comparison.zone",
    "Occasion": "zone", "Spoken": "occasion.zone", "SideBySide": "occasion.zone",
    "Series": "zone", "Chosen": "series.zone", "Followed": "series.zone",
    "Replacement": "older.zone", "Affected": "replacement.older.zone",
}  # fmt: skip
SHARED = {
    "HolidayYear": "the state's days off hold for all",
    "Counter": "running numbers, each named after its zone; nobody lists them",
    "JobRun": "the jobs of the machine",
    "Seal": "one over all chains, for every 审计员 to hold against the others; its page shows counts and hashes",
}


@dataclass(frozen=True, slots=True)
class Zone:
    root: Unit
    posts: dict[Role, Post]


def own_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("luoshi.")]


def settled(name: str, prefix: str) -> Zone:
    root = found_zone(name)
    bureau = add_unit(root, "科技创新局")
    charge = {Role.CHARGE: [bureau]}
    posts = {
        role: appoint(f"{prefix}-{role}", f"{name}{role.label}", bureau, role, charge.get(role, ())) for role in Role
    }
    return Zone(root, posts)


def furnish(zone: Zone) -> None:
    """A row of everything, made by the zone's own people."""
    by, unit = zone.posts, zone.posts[Role.LIAISON].unit
    supervisor, day = by[Role.SUPERVISOR], dt.date(2026, 12, 1)
    text = f"{zone.root.name}建设中试基地，2026年底前建成。（牵头单位：科技创新局）\n"
    document = hand_in(text, supervisor, published=dt.date(2026, 1, 5)).reading.document
    new = NewTask(
        title="建设中试基地", wording="建设中试基地。", lead=unit, due=dt.date(2026, 12, 31),
        owner=by[Role.OWNER].person, goals=[Goal(name="中试基地", op=">=", value=1, unit="个")],
        quotes=[Quote(document, [[0, 4]], text[:4])],
    )  # fmt: skip
    [record] = create_tasks([Start(new, plans=[Plan("完成选址", day, by[Role.OWNER])])], supervisor)
    apply_transition(record, "assign", by[Role.LEADER])
    apply_transition(record, "acknowledge", by[Role.LIAISON])
    apply_transition(record, "instruct", by[Role.LEADER], words="抓紧。")
    shown = [SimpleUploadedFile("照片.jpg", b"abc")]
    apply_transition(record, "report", by[Role.LIAISON], **REPORT, **LINK, evidence=shown)
    issue([record], NewNotice(Level.REMINDER, "进度滞后。", "重点任务", "限期赶上。", 3), supervisor)
    Reminder.objects.create(post=by[Role.OWNER], record=record, rule="due", about=day)
    other = create_task(NewTask(title="发布清单", wording="发布清单。", lead=unit), supervisor)
    Tie.objects.create(record=record, other=other)
    own = own_part(in_force(supervisor, "task"))
    revise(supervisor, "task", own[:-1], "从简。")
    take_in(workbook([task("招引企业")]), "台账.xlsx", supervisor)
    ProgressSheet.objects.create(zone=zone.root, name="进展报送表.xlsx", as_of=day, created_by=supervisor)
    SheetImport.objects.create(
        zone=zone.root, about="register/firm", name="名单.xlsx", as_of=day, created_by=supervisor
    )
    propose_end(by[Role.SYSTEM], by[Role.OWNER], day)
    appoint_deputy(by[Role.LIAISON], by[Role.OWNER].person, clock.today(), clock.today())
    token = issue_token(supervisor, "平台", [Scope.READ], clock.today() + dt.timedelta(days=9))[0]
    Written.objects.create(token=token, key="k", asked="0" * 64)
    SecondFactor.objects.create(person=by[Role.AUDITOR].person, secret="A" * 32)
    note(Kind.EXPORT, post=supervisor, what="台账")
    compared = Comparison.objects.create(zone=zone.root, superior=document, created_by=supervisor)
    Clauses.objects.create(comparison=compared, version="1", rows=[])
    Aligned.objects.create(comparison=compared, own=document, version="1", rows=[], made_by=supervisor)
    Judgement.objects.create(comparison=compared, clause="0-4", verdict="none", reason="无", made_by=supervisor)
    occasion = Occasion.objects.create(zone=zone.root, title="传达学习", created_by=supervisor)
    Spoken.objects.create(occasion=occasion, document=document)
    SideBySide.objects.create(occasion=occasion, version="1", documents=[document.pk], payload={})
    series = Series.objects.create(zone=zone.root, title="历年报告", created_by=supervisor)
    Chosen.objects.create(series=series, document=document, day=day)
    Followed.objects.create(series=series, version="1", payload={})
    hand_in_newer(document, supervisor, text.replace("2026年底前", "2026年6月底前"))
    Paragraph.objects.get_or_create(document=document, start=0, defaults={"text": text})
    for register in registers(supervisor):
        add(register, supervisor, **cells_of(register, supervisor))
    born = {kind.name: bring_in(kind, supervisor, **answers_to(kind, supervisor)) for kind in pipelines()}
    Investment.objects.create(record=born["project"], month=day, amount=1)
    Demand.objects.create(record=born["visit"], words="车间用电增容。")
    WalkStep.objects.create(record=born["walk"], what="取号", channel="window")
    Fund.objects.create(record=born["prospect"], day=day, amount=1)
    ProspectContact.objects.create(record=born["prospect"], contact="甲", salt="x")
    CampaignTarget.objects.create(record=born["campaign"], name="开工", type="project", value=1)
    Raiser.objects.create(record=born["opinion"], contact="甲", salt="x")
    Remark.objects.create(record=born["consultation"], number=1, given_by=supervisor, proposal="删去。")
    TypeSetting.objects.create(zone=zone.root, type="project", reason="本区叫法", made_by=supervisor)


def cells_of(register: Register, post: Post) -> dict[str, Any]:
    """A name, and something in every column that may not be empty."""
    row: Any = register.model(zone=post.zone)
    columns = {name: register.model._meta.get_field(name) for name in register.edited}
    must = [name for name, column in columns.items() if name == "name" or not getattr(column, "blank", True)]
    return {field.name: answer_to(field, row, post) for field in asked(register.model, *must)}


def answers_to(kind: RecordType, post: Post) -> dict[str, Any]:
    """Something that the birth of ``kind`` takes for an answer, whatever it requires, and a title where it may."""
    assert kind.birth
    record = blank(kind, post)
    names = {*kind.birth.requires, *({"title"} & {*kind.birth.optional})}
    return {name: answer_to(kind.field(name), record, post) for name in names}


def answer_to(field: Field, record: Record, post: Post) -> Any:
    made: Any = made_for(field, record, post)
    if field.kind in ("units", "parts"):
        return list(made.queryset[:1])
    if hasattr(made, "queryset"):
        return made.queryset.first()
    if hasattr(made, "choices"):
        return next(value for value, _label in made.choices if value)
    return {"date": dt.date(2026, 12, 1), "money": 100, "whole": 1, "decimal": 1}.get(field.kind, "甲")


@pytest.fixture(scope="module")
def made(kept: None) -> tuple[Zone, Zone]:
    both = settled("云溪高新区", "yunxi"), settled("青岭高新区", "qingling")
    for zone in both:
        furnish(zone)
    Seal.objects.create(number=1, algorithm="sha256", records=2, events=9, heads=[], digest="", mac="")
    connection.check_constraints()
    return both


@pytest.fixture
def two(made: tuple[Zone, Zone], db: None) -> tuple[Zone, Zone]:
    return deepcopy(made)


def way_to_zone(model: type[Model]) -> str:
    """Every detail of a record and every row of a register is told at once."""
    general = {Detail: "record.zone", Reported: "record.zone", Row: "zone"}
    return ZONE_OF.get(model.__name__) or next(way for base, way in general.items() if issubclass(model, base))


def is_a_zones(model: type[Model]) -> bool:
    return model.__name__ in ZONE_OF or issubclass(model, Detail | Reported | Row)


def zone_of(row: Model) -> Unit:
    def follow(found: Any, name: str) -> Any:
        found = getattr(found, name)
        return found() if callable(found) and not hasattr(found, "all") else found

    return reduce(follow, way_to_zone(type(row)).split("."), row)


def test_of_every_model_it_is_said_whose_its_rows_are() -> None:
    assert {model.__name__ for model in own_models() if not is_a_zones(model)} == {*SHARED}
    assert {*ZONE_OF} <= {model.__name__ for model in own_models()}


def test_both_zones_hold_something_of_every_model(two: tuple[Zone, Zone]) -> None:
    for model in own_models():
        if is_a_zones(model):
            found = {zone_of(row) for row in model._base_manager.all() if not is_of_no_zone(row)}
            assert found == {zone.root for zone in two}, model


def is_of_no_zone(row: Model) -> bool:
    """A line of the audit log about an account nobody has."""
    return getattr(row, "zone_id", 0) is None and type(row).__name__ == "AuditEntry"


@pytest.mark.parametrize("role", list(Role))
def test_no_post_sees_a_row_of_the_other_zone(role: Role, two: tuple[Zone, Zone]) -> None:
    for own, _other in (two, two[::-1]):
        for model in own_models():
            if is_a_zones(model) and hasattr(model._default_manager.all(), "visible_to"):
                seen = model._default_manager.visible_to(own.posts[role])
                strangers = [row for row in seen if not is_of_no_zone(row) and zone_of(row) != own.root]
                assert strangers == [], model


def test_what_has_no_reading_rule_of_its_own_is_reached_through_what_has_one() -> None:
    silent = {m.__name__ for m in own_models() if not hasattr(m._default_manager.all(), "visible_to")}
    assert silent == {
        "Signature", "TaskDetail", "NoticeDetail", "SecondFactor", "HolidayYear", "Counter",
    }  # fmt: skip


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.LEADER, Role.LIAISON, Role.OWNER, Role.CHARGE])
def test_whoever_works_in_a_zone_sees_its_tasks(role: Role, two: tuple[Zone, Zone]) -> None:
    record = apps.get_model("records", "Record")
    assert record.objects.visible_to(two[0].posts[role]).exists()


@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_officers_see_their_own_offices(role: Role, two: tuple[Zone, Zone]) -> None:
    assert Unit.objects.visible_to(two[0].posts[role]).exists()


def test_each_zone_numbers_its_own(two: tuple[Zone, Zone]) -> None:
    record = apps.get_model("records", "Record")
    codes = [sorted(record.objects.filter(zone=zone.root).values_list("type", "code")) for zone in two]
    assert codes[0] == codes[1]
    assert {code for kind, code in codes[0] if kind == "notice"} == {f"区督〔{clock.today().year}〕1号"}


def test_each_zone_is_lit_by_its_own_table(two: tuple[Zone, Zone]) -> None:
    first, second = (LightTable.objects.get(zone=zone.root) for zone in two)
    assert first.pk != second.pk
    assert Token.objects.count() == 2
