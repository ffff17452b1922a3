from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from luoshi.config.serving import refuse_old_database
from luoshi.core.refusal import Refused
from luoshi.records.models import Seal
from luoshi.records.seals import make_key, name_of, seal


class Command(BaseCommand):
    help = "封存：记下此刻每个事项的最后一条留痕；首次运行生成密钥，交审计员保管"

    def handle(self, *_args: Any, **_options: Any) -> None:
        refuse_old_database()
        try:
            # Only ever before the first seal: a new key would make the older seals look false.
            key = None if Seal.objects.exists() else make_key()
            made = seal()
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        if key:
            self.stdout.write(told(key))
        said = _("%(seal)s：事项 %(records)d 个、办理记录 %(events)d 条，校验码 %(mac)s")
        values = {"seal": name_of(made), "records": made.records, "events": made.events, "mac": made.mac}
        self.stdout.write(said % values)


def told(key: str) -> str:
    """The new key, said once; also by ``luoshi init``."""
    said = _("封存密钥 %(key)s\n只显示这一次，请交审计员另行保管；文件在 %(path)s，不随备份走。")
    return said % {"key": key, "path": settings.LUOSHI_SEAL_KEY}
