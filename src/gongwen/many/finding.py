"""Which documents are meant, and what the table calls them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from gongwen.problems import UsageProblem


class Document(NamedTuple):
    """``source`` is its place under the folder that holds all that was given, with ``/``: no two are the same, and
    the table is too wherever that folder lies."""

    source: str
    path: Path


def find_documents(given: Sequence[Path], leave_out: Iterable[Path]) -> list[Document]:
    """Every file given, and every file in the folders given, once each, in the order of their sources.

    Hidden files and folders are left out, and so is ``leave_out``.

    Raises:
        UsageProblem: what is given is not there, or a folder cannot be opened.
    """
    if missing := [path for path in given if not path.exists()]:
        raise UsageProblem(f"找不到 {missing[0]}。请检查路径。")
    roots = [Path(os.path.abspath(path)) for path in given]  # noqa: PTH100 - resolve() would follow links
    above = os.path.commonpath([root if root.is_dir() else root.parent for root in roots])
    left_out = {Path(os.path.abspath(path)) for path in leave_out}  # noqa: PTH100
    paths = {path for root in roots for path in _files(root, left_out)}
    return sorted(Document(_name(path.relative_to(above)), path) for path in paths)


def _files(root: Path, left_out: set[Path]) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    for folder, folders, names in os.walk(root, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".") and Path(folder, name) not in left_out]
        paths = (Path(folder, name) for name in names if not name.startswith("."))
        yield from (path for path in paths if path not in left_out and _is_document(path))


def _is_document(path: Path) -> bool:
    """A link into nowhere is one, and will be told; a pipe or a device is none."""
    return path.is_file() or not path.exists()


def _refuse(error: OSError) -> None:
    raise UsageProblem(f"打不开文件夹 {error.filename}。请检查它的权限。") from error


def _name(relative: Path) -> str:
    """Old archives leave names that are not UTF-8, which no table can hold."""
    return os.fsencode(relative.as_posix()).decode("utf-8", "backslashreplace")
