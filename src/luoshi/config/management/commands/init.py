from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.config.management.commands.officers import told as officers_told
from luoshi.config.management.commands.seal import told as key_told
from luoshi.core.holidays import seed_holidays
from luoshi.core.refusal import Refused
from luoshi.org.actions import add_person, add_unit, found_zone, give_post
from luoshi.org.audit_log import note
from luoshi.org.models import Kind, Person, Unit
from luoshi.org.officers import Account, appoint_officers
from luoshi.org.roles import Role
from luoshi.records.seals import make_key


class Command(BaseCommand):
    help = "为一个真实单位建库：建表、节假日、高新区、督查室、第一位督查员和三员账号"
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--zone", help="高新区全称")
        parser.add_argument("--office", default="督查室", help="督查员所在单位，默认“督查室”")
        parser.add_argument("--username", help="第一位督查员的账号")
        parser.add_argument("--name", help="第一位督查员的姓名")

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if Person.objects.exists() or Unit.objects.exists():
            raise CommandError(_("数据库里已有单位或人员，没有改动。要另建一套，请把 LUOSHI_DATA 指向空目录。"))
        zone = options["zone"] or self.ask(_("高新区全称："))
        username = options["username"] or self.ask(_("第一位督查员的账号（姓名全拼）："))
        name = options["name"] or self.ask(_("第一位督查员的姓名："))
        password, officers = self.found(zone, options["office"], username, name)
        self.stdout.write(_("已建库：%(zone)s。") % {"zone": zone})
        account = {"name": name, "username": username, "password": password}
        self.stdout.write(_("督查员 %(name)s  账号 %(username)s  密码 %(password)s") % account)
        self.stdout.write(officers_told(officers))
        self.stdout.write(_("启动：luoshi serve"))
        key = make_key()
        if key:
            self.stdout.write(key_told(key))

    @staticmethod
    @transaction.atomic
    def found(zone_name: str, office_name: str, username: str, name: str) -> tuple[str, list[Account]]:
        """The generated password of the first supervisor, and the accounts of the three officers."""
        try:
            seed_holidays()
            zone = found_zone(zone_name)
            person, password = add_person(username, name)
            give_post(person, add_unit(zone, office_name, position=1), Role.SUPERVISOR)
            note(Kind.FOUNDED, zone=zone, about=person, what=str(_("建库")), role=str(Role.SUPERVISOR.label))
            officers = appoint_officers(zone)
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        return password, officers

    def ask(self, question: str) -> str:
        try:
            answer = input(question).strip()
        except EOFError:
            answer = ""
        if not answer:
            raise CommandError(_("没有填写。请重新运行，或用 --zone --username --name 写明。"))
        return answer
