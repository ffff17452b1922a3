from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.config.management.commands.officers import told as officers_told
from luoshi.config.management.commands.seal import told as key_told
from luoshi.core.holidays import seed_holidays
from luoshi.core.refusal import Refused
from luoshi.org.founding import NewZone, found
from luoshi.org.models import Person, Unit
from luoshi.org.officers import Account
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
        supervisor, *officers = self.found(NewZone(zone, username, name, options["office"]))
        self.stdout.write(_("已建库：%(zone)s。") % {"zone": zone})
        account = {"name": name, "username": username, "password": supervisor.password}
        self.stdout.write(_("督查员 %(name)s  账号 %(username)s  密码 %(password)s") % account)
        self.stdout.write(officers_told(officers))
        self.stdout.write(_("启动：luoshi serve"))
        key = make_key()
        if key:
            self.stdout.write(key_told(key))

    @staticmethod
    @transaction.atomic
    def found(new: NewZone) -> list[Account]:
        """The accounts of the first supervisor and of the three officers."""
        try:
            seed_holidays()
            return found(new)
        except Refused as refused:
            raise CommandError(refused.reason) from refused

    def ask(self, question: str) -> str:
        try:
            answer = input(question).strip()
        except EOFError:
            answer = ""
        if not answer:
            raise CommandError(_("没有填写。请重新运行，或用 --zone --username --name 写明。"))
        return answer
