"""The demo zone as a newcomer finds it: alive on whatever day it is loaded, and nobody in it real."""

import datetime as dt
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from luoshi.core import clock
from luoshi.coverage.time.models import Series
from luoshi.coverage.time.shown import Terms
from luoshi.coverage.time.stressed import Stressed
from luoshi.demo import stories
from luoshi.demo.load import ACCOUNTS_FILE, accounts_text
from luoshi.demo.management.commands import demo as command
from luoshi.demo.zone import PLAN, Account
from luoshi.documents.models import Document
from luoshi.intake.models import Disposition, Proposal, Review
from luoshi.org.actions import found_zone
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import Role
from luoshi.pipelines.campaign.counting import counts
from luoshi.pipelines.consultation.models import Remark
from luoshi.records.comparison import Comparison
from luoshi.records.flow import TAKE_BACK
from luoshi.records.lights import standings_as_of
from luoshi.records.models import Event, Evidence, Milestone, Record, RecordQuerySet
from luoshi.records.registry import record_type
from luoshi.records.types.task import HANDED_OUT, TASK
from luoshi.records.types.task_detail import Source
from luoshi.supervision.models import Matter, Reminder

# A plain Sunday in November, and a day in the week of the Spring Festival.
DAYS = (dt.date(2026, 11, 22), dt.date(2027, 2, 9))


@pytest.fixture(scope="class", params=DAYS, ids=str)
def today(request: pytest.FixtureRequest) -> dt.date:
    return request.param


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the command left besides the rows."""

    accounts: list[Account]
    folder: Path
    said: str


@pytest.fixture(scope="class")
def loaded(
    today: dt.date,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Loaded]:
    """By the command, once for all tests of a class, and taken away again."""
    folder, said = tmp_path_factory.mktemp("demo"), StringIO()
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder / "evidence", DATA_DIR=folder),
        transaction.atomic(),
    ):
        # The passwords are kept nowhere but in the text that is made of them.
        with clock.at(today), patch.object(command, "accounts_text", wraps=accounts_text) as text_of:
            call_command("demo", stdout=said)
            connection.check_constraints()  # else PostgreSQL checks the keys of all that was loaded at each test's end
            yield Loaded(text_of.call_args.args[0], folder, said.getvalue())
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: Loaded) -> list[Account]:
    return loaded.accounts


def tasks() -> RecordQuerySet:
    return Record.objects.filter(type="task")


@pytest.mark.usefixtures("loaded", "db")
class TestLoaded:
    def test_tasks_stand_in_every_state(self) -> None:
        assert set(tasks().values_list("state", flat=True)) == {state.name for state in TASK.states}
        assert 45 <= tasks().count() <= 70

    def test_opinions_stand_in_every_state_and_are_lit_in_every_colour(self) -> None:
        opinions = Record.objects.filter(type="opinion")
        states = {state.name for state in record_type("opinion").states}
        assert set(opinions.values_list("state", flat=True)) == states
        assert set(opinions.values_list("light", flat=True)) == {"blue", "green", "yellow", "red"}
        assert 50 <= opinions.count() <= 60
        assert opinions.filter(opinion__satisfaction="not").exists()
        assert opinions.exclude(opinion__station=None).count() >= 20

    @pytest.mark.parametrize(("kind", "least"), [("servicecase", 60), ("visit", 45), ("walk", 5), ("painpoint", 12)])
    def test_firms_are_visited_and_served_and_procedures_walked(self, kind: str, least: int) -> None:
        records = Record.objects.filter(type=kind)
        states = {state.name for state in record_type(kind).states} - {"cancelled"}
        assert states <= set(records.values_list("state", flat=True))
        assert {"blue", "green", "yellow", "red"} - set(records.values_list("light", flat=True)) <= {"red", "yellow"}
        assert records.count() >= least

    def test_documents_conveyed_stand_in_every_state_and_four_are_those_that_were_read(self) -> None:
        conveyed = Record.objects.filter(type="conveyance")
        assert set(conveyed.values_list("state", flat=True)) == {s.name for s in record_type("conveyance").states}
        assert {"blue", "grey", "green", "red"} <= set(conveyed.values_list("light", flat=True))
        assert 30 <= conveyed.count() <= 60
        assert conveyed.exclude(conveyance__document=None).count() == 4
        assert not conveyed.filter(conveyance__took__lt=0).exists()

    def test_two_round_ups_tell_how_a_term_spreads_and_what_our_zone_goes_on_with(self) -> None:
        found = Series.objects.get()
        assert "人工智能+制造" in [row.term for row in Terms(found).rows]
        ours = Stressed(found.followed.get(voice="澜洲高新区"))
        assert all(count for _name, _label, count in ours.steps[0].counts)
        assert [one.told for one in ours.targets] == ["数字调高", "数字调高"]

    def test_one_round_of_consultation_is_over_with_every_opinion_answered_and_one_still_asks(self) -> None:
        assert set(Record.objects.filter(type="consultation").values_list("state", flat=True)) == {"closed", "asking"}
        assert not Remark.objects.filter(record__state="closed").unanswered().exists()
        assert Remark.objects.unanswered().exists()

    def test_the_campaign_that_goes_on_counts_what_the_other_stories_tell(self, today: dt.date) -> None:
        running = Record.objects.get(type="campaign", state="running")
        numbers = {one.target.name: one.now for one in counts(running, today)}
        assert numbers["销号任务"] >= 3
        assert numbers["办结意见"] >= 3

    def test_every_light_is_lit_for_each_of_its_reasons(self) -> None:
        lit = {(light, re.sub(r"\d+", "N", label)) for light, label in tasks().values_list("light", "light_label")}
        reasons = (
            ("red", "逾期N天"), ("red", "滞后N个百分点"), ("yellow", "今日到期"), ("yellow", "剩N个工作日"),
            ("yellow", "滞后N个百分点"), ("yellow", "滞后N个百分点（自报）"), ("green", "关注"), ("green", "正常"),
            ("blue", "办结"), ("grey", "中止"), ("none", "未交办"),
        )  # fmt: skip
        assert set(reasons) <= lit

    def test_every_task_says_where_it_comes_from(self) -> None:
        for record in tasks().select_related("task"):
            cited = record.citations.select_related("document")
            assert bool(cited) == (record.task.source == Source.DOCUMENT)
            for citation in cited:
                shown = "".join(citation.document.text[start:end] for start, end in citation.pieces)
                assert "".join(shown.split()) == "".join(citation.words.split())
            assert cited or (record.task.source_note and record.wording)

    def test_tasks_come_by_document_instruction_call_and_meeting(self) -> None:
        assert set(tasks().values_list("task__source", flat=True)) == set(Source.values)

    def test_nothing_is_handed_out_without_unit_owner_leader_and_day(self) -> None:
        for record in tasks().filter(is_handed_out=True).select_related("task"):
            assert record.due, record.title
            assert record.task.lead, record.title
            assert record.task.owner, record.title
            assert record.task.leader, record.title

    def test_every_title_is_a_task_and_no_bare_duty(self) -> None:
        assert not [title for title in tasks().values_list("title", flat=True) if "牵头" in title]

    def test_history_is_dated_in_order_and_on_working_hours(self, today: dt.date) -> None:
        events = list(Event.objects.order_by("record__zone", "pk").values_list("record__zone", "entered_at"))
        assert events == sorted(events)  # zone by zone, each by its own play
        events = sorted(moment for _zone, moment in events)
        assert all(9 <= timezone.localtime(moment).hour <= 17 for moment in events)
        assert timezone.localdate(events[-1]) < today
        assert timezone.localdate(events[0]) < today - dt.timedelta(days=240)

    def test_a_second_zone_knows_nothing_of_the_first_and_the_office_above_reads_both(self) -> None:
        by_zone = {name: posts.get(unit__zone__name=name) for name, posts in (
            ("澜洲高新区", Post.objects.filter(person__username="hejing")),
            ("衡屿高新区", Post.objects.filter(person__username="ruanqing")),
        )}  # fmt: skip
        for name, post in by_zone.items():
            assert {record.zone.name for record in Record.objects.visible_to(post)} == {name}
        above = Post.objects.get(person__username="zhangcheng")
        lines = {line.zone.name: line.figures for line in Comparison(above).lines}
        assert lines.keys() == by_zone.keys()
        assert all(figures["open"].count and figures["late"].count for figures in lines.values())

    def test_lights_of_past_months_can_be_shown(self, today: dt.date) -> None:
        for months in range(1, 8):
            day = today - dt.timedelta(days=30 * months)
            colours = {standing.light.colour for standing in standings_as_of(tasks(), day).values()}
            assert {"green", "yellow", "red", "blue"} & colours, day

    def test_leaders_instruct_a_step_is_taken_back_and_work_is_returned(self) -> None:
        taken = set(Event.objects.values_list("transition", flat=True))
        assert {"instruct", TAKE_BACK, "return", "suspend", "withdraw"} <= taken

    def test_reports_name_problems_and_next_steps(self) -> None:
        assert tasks().exclude(task__problem="").filter(state__in=HANDED_OUT).count() >= 8
        assert tasks().exclude(task__next_step="").count() >= 12

    def test_milestones_have_a_person_and_evidence_tells_that_it_is_invented(self) -> None:
        assert Milestone.objects.count() > 40
        assert not Milestone.objects.filter(post=None).exists()
        assert Evidence.objects.count() > 50
        assert "纯属虚构" in Evidence.objects.exclude(file="").first().file.read().decode()

    def test_history_names_what_was_done_in_words(self) -> None:
        reached = Event.objects.filter(transition="reach").first()
        assert reached.answers["milestone"]["name"] in set(Milestone.objects.values_list("title", flat=True))

    def test_the_supervision_office_entered_one_report_for_a_unit(self) -> None:
        assert Event.objects.filter(transition="report", post__role=Role.SUPERVISOR).count() == 1

    def test_notices_stand_in_every_state_a_unit_meets_and_one_was_raised(self) -> None:
        states = set(Record.objects.filter(type="notice").values_list("state", flat=True))
        assert states == {"issued", "received", "replied", "concluded", "raised"}
        assert Matter.objects.filter(is_open=True).count() >= 4

    def test_reminders_wait_for_units_and_for_the_supervisor(self) -> None:
        roles = set(Reminder.objects.values_list("post__role", flat=True))
        assert {Role.LIAISON, Role.OWNER, Role.SUPERVISOR} <= roles

    def test_a_review_is_left_half_done(self) -> None:
        review = Review.objects.get(state="open")
        found = set(review.proposals.values_list("disposition", flat=True))
        assert found == {Disposition.OPEN, Disposition.TASK, Disposition.DROPPED}

    def test_whatever_was_dropped_says_why(self) -> None:
        assert not Proposal.objects.filter(disposition=Disposition.DROPPED, reason="").exists()

    def test_every_item_of_the_plan_became_a_task(self) -> None:
        assert tasks().filter(citations__document__kind="plan").count() == 21

    def test_documents_of_four_kinds_with_no_placeholder_left(self) -> None:
        assert {"roundup", "plan", "minutes", "notice"} <= set(Document.objects.values_list("kind", flat=True))
        assert not Document.objects.filter(text__contains="{").exists()

    def test_all_four_roles_can_sign_in_and_passwords_are_random(self, demo: list[Account]) -> None:
        assert {account.post.role for account in demo} == set(Role.values)
        assert len({account.password for account in demo}) == len(demo)
        with override_settings(AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"]):
            for account in demo:
                assert authenticate(username=account.login, password=account.password) == account.post.person

    def test_everyone_is_marked_as_demo_and_only_accounts_have_a_password(self, demo: list[Account]) -> None:
        assert not Person.objects.filter(is_demo=False).exists()
        usable = {person.username for person in Person.objects.all() if person.has_usable_password()}
        assert usable == {account.login for account in demo}

    def test_a_second_loading_is_refused(self) -> None:
        with pytest.raises(CommandError, match="已有数据"):
            call_command("demo")

    def test_the_list_of_accounts_says_login_password_and_post(self, demo: list[Account]) -> None:
        text = accounts_text(demo)
        assert all(f"{account.login:<14}{account.password}" in text for account in demo)

    def test_the_command_writes_the_accounts_for_their_owner_only(self, loaded: Loaded) -> None:
        kept = loaded.folder / ACCOUNTS_FILE
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert kept.read_text(encoding="utf-8") in loaded.said


@pytest.mark.django_db
def test_an_office_with_a_zone_of_its_own_gets_no_demo() -> None:
    found_zone("青岭高新区")
    with pytest.raises(CommandError, match="已有数据"):
        call_command("demo")
    assert Unit.objects.count() == 1


def test_no_zone_in_the_demo_is_a_real_one(shared: Path) -> None:
    table = shared / "tables" / "national_hightech_zones.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    real = {name for province, zone, *_rest in rows for name in (province, re.sub(r"[（(].*", "", zone))}
    told = "".join(path.read_text(encoding="utf-8") for path in (PLAN, *stories.DOCUMENTS.iterdir()))
    named = set(re.findall(r"[\u4e00-\u9fff]{2,4}(?=高新区)", told)) | {"泽川", "澜洲", "栖宁", "枫陵", "望沙", "禾渡"}
    assert "澜洲" in {name[-2:] for name in named}
    assert not [name for name in named for zone in real if name.endswith(zone)]
