import signal
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from luoshi.config.serving import refuse_old_database
from luoshi.supervision.scheduler import Scheduler


class Command(BaseCommand):
    help = "只跑定时任务：多台机器分开部署时用，网页服务加 --no-scheduler"

    def handle(self, *_args: Any, **_options: Any) -> None:
        refuse_old_database()
        scheduler = Scheduler()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: scheduler.stopped.set())
        self.stdout.write(_("定时任务已启动，按 Ctrl+C 停止"))
        self.stdout.flush()
        scheduler.run()
