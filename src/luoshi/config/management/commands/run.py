from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from luoshi.config.serving import refuse_busy_port
from luoshi.demo.load import ACCOUNTS_FILE, is_empty

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "试用：建表，空库装入演示数据，在本机启动（make run）"
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="端口，默认 8000")

    def handle(self, *_args: Any, **options: Any) -> None:
        refuse_busy_port(HOST, options["port"])
        call_command("migrate", verbosity=0, interactive=False)
        accounts = settings.DATA_DIR / ACCOUNTS_FILE
        if is_empty():
            self.stdout.write(_("正在装入演示数据，约十秒……"))
            self.stdout.flush()
            call_command("demo")
        elif accounts.exists():
            self.stdout.write(accounts.read_text(encoding="utf-8"))
        call_command("serve", host=HOST, port=options["port"])
