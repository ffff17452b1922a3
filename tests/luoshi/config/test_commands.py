import socket
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from people import People

from luoshi.config import serving
from luoshi.core.models import HolidayYear
from luoshi.org.actions import found_zone
from luoshi.org.models import AuditEntry, Person, Post, SecondFactor, Unit
from luoshi.org.roles import OFFICERS, Role


@pytest.fixture(autouse=True)
def seal_key(settings: Any, tmp_path: Path) -> Path:
    """The office's own: other tests run without one."""
    settings.LUOSHI_SEAL_KEY = tmp_path / "seal.key"
    return tmp_path / "seal.key"


OFFICE = {"zone": "青岭高新区", "username": "zhouning", "name": "周宁"}


@pytest.mark.django_db
def test_init_makes_a_zone_with_its_first_supervisor_whose_password_is_said_once() -> None:
    said = StringIO()
    call_command("init", **OFFICE, stdout=said)
    post = Post.objects.get(role=Role.SUPERVISOR)
    assert (post.role, post.unit.name, post.zone.name) == (Role.SUPERVISOR, "督查室", "青岭高新区")
    password = said.getvalue().split("密码 ")[1].split()[0]
    assert not AuditEntry.objects.filter(text__contains=password).exists()
    assert post.person.check_password(password)
    assert not post.person.is_demo
    assert HolidayYear.objects.exists()


@pytest.mark.django_db
def test_init_makes_the_three_officers_whose_passwords_are_said_once() -> None:
    said = StringIO()
    call_command("init", **OFFICE, stdout=said)
    for username in ("sysadmin", "secadmin", "auditor"):
        password = said.getvalue().split(f"账号 {username}  密码 ")[1].split()[0]
        assert Person.objects.get(username=username).check_password(password)
    assert set(Post.objects.filter(role__in=OFFICERS).values_list("role", flat=True)) == OFFICERS


@pytest.mark.django_db
def test_an_older_installation_gets_its_officers_by_one_command_and_once() -> None:
    zone = found_zone("云溪高新区")
    said = StringIO()
    call_command("officers", stdout=said)
    call_command("officers", stdout=said)
    assert Post.objects.filter(unit=zone, role__in=OFFICERS).count() == 3
    assert said.getvalue().count("密码 ") == 3
    assert "三员账号已齐" in said.getvalue()


@pytest.mark.django_db
def test_an_officer_nobody_else_can_help_is_rescued_from_the_server(people: People) -> None:
    people.security.person.second_factor = SecondFactor.objects.create(person=people.security.person, secret="A" * 32)
    said = StringIO()
    call_command("officers", reset="qinlan", stdout=said)
    person = Person.objects.get(username="qinlan")
    assert person.check_password(said.getvalue().split("密码 ")[1].split()[0])
    assert person.factor_since is None
    assert not SecondFactor.objects.exists()
    with pytest.raises(CommandError, match="没有账号为“wangmin”"):
        call_command("officers", reset="wangmin")


@pytest.mark.django_db
def test_init_says_the_key_of_the_seals_once_and_keeps_it_for_its_owner_only(seal_key: Path) -> None:
    said = StringIO()
    call_command("init", **OFFICE, stdout=said)
    assert seal_key.read_text().strip() in said.getvalue()
    assert seal_key.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_init_leaves_a_database_alone_that_holds_anything() -> None:
    Unit.objects.create(name="云溪高新区")
    with pytest.raises(CommandError, match="没有改动"):
        call_command("init", **OFFICE)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_init_asks_for_what_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["青岭高新区", "zhouning", "周宁"])
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    call_command("init", stdout=StringIO())
    assert Post.objects.get(role=Role.SUPERVISOR).person.name == "周宁"


@pytest.mark.django_db
def test_init_says_what_to_write_where_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _question: "")
    with pytest.raises(CommandError, match="--zone"):
        call_command("init")


@pytest.mark.django_db
def test_a_busy_port_is_said_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"端口 {port} 打不开：已被其他程序占用.*--port {port + 1}"):
            call_command("serve", port=port)


@pytest.mark.django_db
def test_demo_accounts_stay_on_this_machine() -> None:
    Person.objects.create_user("demo", is_demo=True)
    with pytest.raises(CommandError, match="演示账号"):
        call_command("serve", host="0.0.0.0")  # noqa: S104


@pytest.mark.django_db
def test_an_address_is_named_before_the_door_is_opened(settings: object) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    with pytest.raises(CommandError, match="LUOSHI_HOSTS"):
        serving.refuse_open_door("192.0.2.1")


@pytest.mark.django_db
def test_named_hosts_open_the_door(settings: object) -> None:
    settings.ALLOWED_HOSTS = ["luoshi.example.cn"]
    serving.refuse_open_door("192.0.2.1")


@pytest.mark.django_db
def test_an_old_database_is_said_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not serving.missing_migrations()
    monkeypatch.setattr(serving, "missing_migrations", lambda: True)
    for command in (["serve"], ["verify"], ["seal"], ["backup", "never.zip"]):
        with pytest.raises(CommandError, match="luoshi migrate"):
            call_command(*command)


@pytest.mark.parametrize(
    ("host", "is_loopback"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False), ("example.cn", False)],  # noqa: S104
)
def test_what_counts_as_this_machine(host: str, is_loopback: bool) -> None:
    assert serving.is_loopback(host) is is_loopback
