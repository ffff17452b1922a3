"""The ``luoshi`` command: Django's management commands under our own settings."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec


def main() -> None:
    if find_spec("django") is None:  # the library alone was installed
        sys.exit(f"这里只装了读公文的库，没有网站的组件。请先运行：{sys.executable} -m pip install 'luoshi[web]'")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    import_module("django.core.management").execute_from_command_line(sys.argv)
