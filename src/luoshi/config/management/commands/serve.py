from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from luoshi.config.serving import refuse_if_unready, serve


class Command(BaseCommand):
    help = "启动服务"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只限本机")
        parser.add_argument("--port", type=int, default=8000, help="端口，默认 8000")
        parser.add_argument("--no-scheduler", action="store_true", help="不在本进程跑定时任务，另行运行 luoshi worker")

    def handle(self, *_args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_if_unready(host, port)
        self.stdout.write(_("落实已启动：http://%(host)s:%(port)d  按 Ctrl+C 停止") % {"host": host, "port": port})
        self.stdout.flush()
        serve(host, port, scheduler=not options["no_scheduler"])
