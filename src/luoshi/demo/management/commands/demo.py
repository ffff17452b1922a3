from typing import Any

from django.core.management.base import BaseCommand, CommandError

from luoshi.core.refusal import Refused
from luoshi.demo.load import accounts_text, keep_accounts, load


class Command(BaseCommand):
    help = "把虚构的演示区装入空库，并给出演示账号"

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            text = accounts_text(load())
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        path = keep_accounts(text)
        self.stdout.write(text)
        self.stdout.write(f"账号另存于 {path}\n")
