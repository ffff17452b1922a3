"""Starting the server: what is checked first, what is said when it cannot start."""

import errno
import ipaddress
import socket

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from luoshi.org.models import Person

# Without a bound on its threads granian grew to 6.6 GB in a trial; with two, 250 MB.
BLOCKING_THREADS = 2
# The site alone, or with the scheduler in the same process.
SITE, SITE_AND_SCHEDULER = "luoshi.config.wsgi:application", "luoshi.config.scheduled:application"


def serve(host: str, port: int, *, scheduler: bool = True) -> None:
    """Run until stopped, with the scheduler unless `luoshi worker` runs elsewhere.

    Static files are collected under hashed, compressed names first.
    """
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()
    server = Server(
        SITE_AND_SCHEDULER if scheduler else SITE,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        websockets=False,
        blocking_threads=BLOCKING_THREADS,
        log_level=LogLevels.warning,
    )
    server.serve()


def refuse_if_unready(host: str, port: int) -> None:
    """CommandError, with the remedy, where the server could not work or should not be reached."""
    refuse_old_database()
    if not is_loopback(host):
        refuse_open_door(host)
    refuse_busy_port(host, port)


def refuse_old_database() -> None:
    if missing_migrations():
        raise CommandError(_("数据库的结构不是当前版本。请用升级前的程序备份（luoshi backup），再运行：luoshi migrate"))


def missing_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_open_door(host: str) -> None:
    if Person.objects.filter(is_demo=True, is_active=True).exists():
        raise CommandError(
            _("库里有演示账号，只能在本机（127.0.0.1）打开。正式使用请换一个空的 LUOSHI_DATA，用 luoshi init 建库。")
        )
    if all(is_loopback(name.strip("[]")) for name in settings.ALLOWED_HOSTS):
        raise CommandError(
            _("要在 %(host)s 上对外提供服务，请用环境变量 LUOSHI_HOSTS 写明用户访问的域名或地址。") % {"host": host}
        )


def refuse_busy_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except PermissionError as error:
            raise CommandError(_("没有权限使用端口 %(port)d，请换 1024 以上的端口。") % {"port": port}) from error
        except OSError as error:
            why = _("已被其他程序占用") if error.errno == errno.EADDRINUSE else error.strerror
            said = _("%(host)s 的端口 %(port)d 打不开：%(why)s。请停掉那个程序，或换端口：--port %(other)d")
            values = {"host": host, "port": port, "why": why, "other": port + 1}
            raise CommandError(said % values) from error
