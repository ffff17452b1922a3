"""make setup: the project's own .venv from locked requirements, made again only when they changed.

With what developers need it also makes the compiled twins of gongwen's modules that read (src/gongwen/compiled.py).

Kept to what Python 3.6 reads, so that an old one can say what is missing.
"""

import hashlib
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
# Each list holds all of those before it: with a longer one installed, a shorter one is satisfied.
LISTS = ("requirements.txt", "requirements-dev.txt")


def missing(version: Any, find: Any = find_spec) -> str:
    """What this machine lacks, with the remedy; empty when nothing. ``find`` looks for a module as find_spec does."""
    have = f"{version[0]}.{version[1]}"
    if tuple(version[:2]) < OLDEST:
        return (
            f"需要 Python 3.11 或更新版本，当前 {have}。\n"
            "Debian 12、Ubuntu 24.04 及以上自带的 python3 即可；另装了新版本时请写明，例如：make run PYTHON=python3.12"
        )
    if not (find("venv") and find("ensurepip")):
        return (
            f"这个 Python 缺少建立虚拟环境的组件（python3-venv）。\n请先安装再重试：sudo apt install python{have}-venv"
        )
    return ""


def fingerprint(requirements: str) -> str:
    """Changes with the locked list, the project's own description, the Python and the place of the checkout."""
    # The settings of tools, further down in the file, install nothing.
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("\n[tool.")[0]
    locked = (ROOT / requirements).read_text(encoding="utf-8")
    return hashlib.sha256(repr((sys.version_info[:3], str(VENV), project, locked)).encode()).hexdigest()


def stamp_of(requirements: str) -> Path:
    return VENV / f"installed-{requirements}"


def is_installed(requirements: str) -> bool:
    """Whether this list, or a longer one that holds it, is what the environment was made from."""
    enough = LISTS[LISTS.index(requirements) :]
    return any(stamp_of(name).exists() and stamp_of(name).read_text() == fingerprint(name) for name in enough)


def install(requirements: str) -> int:
    """The exit status; 0 when all is installed."""
    print("正在准备运行环境（只在第一次和依赖变化时需要，约一分钟）……", flush=True)
    pip = [str(VENV / "bin/python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--retries", "2"]
    steps = (
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        [*pip, "--require-hashes", "-r", str(ROOT / requirements)],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
    )
    for step in steps:
        status = subprocess.call(step)
        if status:
            return status
    if requirements == LISTS[-1]:
        compile_gongwen()
    stamp_of(requirements).write_text(fingerprint(requirements))
    return 0


def compile_gongwen() -> None:
    """It runs without, so that nothing is lost where this fails; make compiled tells why."""
    print("正在编译 gongwen（约一分钟；没有 C 编译器就略过）……", flush=True)
    command = [str(VENV / "bin/python"), str(ROOT / "tools/compile.py")]
    if subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        print("gongwen 没有编译成，照常以源码运行，只是慢些。想看原因：make compiled", file=sys.stderr)


def main(requirements: str) -> int:
    lack = missing(sys.version_info)
    if lack:
        print(lack, file=sys.stderr)
        return 1
    if is_installed(requirements):
        return 0
    status = install(requirements)
    if status:
        print(
            "依赖没有装成，原因见上面几行。常见的是连不上软件源：\n"
            "请检查网络，或用环境变量 PIP_INDEX_URL 指向单位内的镜像，再重试。",
            file=sys.stderr,
        )
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
