# -*- coding: utf-8 -*-
"""make setup: the project's own .venv from locked requirements, only when they changed.

Written so that an old Python still reads it and can say what is missing: no f-strings, no annotations.
"""
# ruff: noqa: ANN, UP, FURB, PTH

from __future__ import print_function

import hashlib
import io
import os
import subprocess
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
# Each list holds all of those before it: with a longer one installed, a shorter one is satisfied.
LISTS = ("requirements.txt", "requirements-dev.txt")


def missing(version, can_import):
    """What this machine lacks, with the remedy, or None. ``can_import`` says whether a module is there."""
    have = ".".join(str(part) for part in version[:2])
    if tuple(version[:2]) < OLDEST:
        return (
            u"需要 Python 3.11 或更新版本，当前是 {0}。\n"
            u"Debian 12、Ubuntu 24.04 及以上自带的 python3 即可；另装了新版本时请写明，例如：make run PYTHON=python3.12"
        ).format(have)
    if not (can_import("venv") and can_import("ensurepip")):
        return (
            u"这个 Python 缺少建立虚拟环境的组件（python3-venv）。\n"
            u"请先安装再重试：sudo apt install python{0}-venv"
        ).format(have)
    return None


def can_import(name):
    try:
        __import__(name)
    except ImportError:
        return False
    return True


def fingerprint(requirements):
    """Changes with the locked list, the project's description, the Python and the place of the checkout."""
    digest = hashlib.sha256(repr((sys.version_info[:3], VENV)).encode("utf-8"))
    for name in (requirements, "pyproject.toml"):
        with io.open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def stamp_of(requirements):
    return os.path.join(VENV, "installed-" + requirements)


def is_installed(requirements):
    """Whether this list, or a longer one that holds it, is what the environment was made from."""
    for name in LISTS[LISTS.index(requirements) :]:
        stamp = stamp_of(name)
        if os.path.exists(stamp):
            with io.open(stamp, encoding="ascii") as file:
                if file.read() == fingerprint(name):
                    return True
    return False


def install(requirements):
    """The exit status; 0 when all is installed."""
    python = os.path.join(VENV, "bin", "python")
    print(u"正在准备运行环境（只在第一次和依赖变化时需要，约一分钟）……")
    sys.stdout.flush()
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--retries", "2"]
    steps = (
        [sys.executable, "-m", "venv", "--clear", VENV],
        pip + ["--require-hashes", "-r", os.path.join(ROOT, requirements)],
        pip + ["--no-deps", "--no-build-isolation", "--editable", ROOT],
    )
    for step in steps:
        if subprocess.call(step) != 0:
            return 1
    with io.open(stamp_of(requirements), "w", encoding="ascii") as file:
        file.write(fingerprint(requirements))
    return 0


def main(requirements):
    lack = missing(sys.version_info, can_import)
    if lack:
        print(lack, file=sys.stderr)
        return 1
    if is_installed(requirements):
        return 0
    status = install(requirements)
    if status:
        print(
            u"依赖没有装成，原因见上面几行。常见的是连不上软件源：请检查网络，或用 PIP_INDEX_URL 指向单位内的镜像后重试。",
            file=sys.stderr,
        )
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
