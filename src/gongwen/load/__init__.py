"""Bytes to a Page. One file a format; ``LOADERS`` is the registry, tried in order, first to accept wins."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from gongwen.load import text
from gongwen.load.refusal import Unreadable, why
from gongwen.load.signature import known_format
from gongwen.model import Page

__all__ = ["LIMIT", "LOADERS", "Loader", "Unreadable", "bytes_of", "load", "why"]

LIMIT = 20 * 1024 * 1024  # bytes
PASTED = "粘贴的文本"


class Loader(NamedTuple):
    name: str
    version: str
    accepts: Callable[[bytes], bool]
    text_of: Callable[[bytes, str], str]


_TEXT = Loader(text.NAME, text.VERSION, text.accepts, text.text_of)
LOADERS: tuple[Loader, ...] = (_TEXT,)


def load(source: str | bytes | Path, *, name: str | None = None, limit: int = LIMIT) -> Page:
    """The page of a text (``str``), a file's bytes, or a file (``Path``); ``name`` is what messages call it.

    Raises:
        Unreadable: missing, empty, larger than ``limit`` bytes, or nothing we can read.
        TypeError: ``source`` is none of the three.
    """
    if isinstance(source, str):
        return _page_of(source, name or PASTED, limit)
    if isinstance(source, Path):
        return load(bytes_of(source, limit), name=name or source.name, limit=limit)
    called = name or "上传的内容"
    source = bytes(memoryview(source))  # what is no bytes is a TypeError here, and not deep in a loader
    _check_size(len(source), called, limit)
    for loader in LOADERS:
        if loader.accepts(source):
            kept = loader.text_of(source, called)
            return _page(kept, _encoded(kept), called, source, loader)
    raise Unreadable(
        called, f"内容是 {known_format(source)}，不是文本。请打开后另存为纯文本（UTF-8），或复制文字粘贴。"
    )


def _page_of(pasted: str, called: str, limit: int) -> Page:
    data, kept = _encoded(pasted), text.canonical(pasted)
    _check_size(len(data), called, limit)
    return _page(kept, data if kept == pasted else _encoded(kept), called, data, _TEXT)


def _page(kept: str, encoded: bytes, called: str, data: bytes, loader: Loader) -> Page:
    # Most texts come as they are kept: one hash is the other.
    came = _sha256(data)
    return Page(kept, came if encoded == data else _sha256(encoded), called, came, loader.name, loader.version)


def bytes_of(path: Path, limit: int = LIMIT) -> bytes:
    """A file's bytes.

    Raises:
        Unreadable: missing, a folder, closed to us, or larger than ``limit`` bytes.
    """
    try:
        if path.is_dir():
            raise Unreadable(str(path), f"这是一个文件夹。请给出其中的文件，如 {path}/*.txt。")
        _check_size(path.stat().st_size, path.name, limit)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(str(path), "找不到这个文件。请检查路径和文件名。") from error
    except OSError as error:
        raise Unreadable(str(path), f"读不了这个文件（{why(error)}）。请检查路径和权限。") from error


def _check_size(size: int, called: str, limit: int) -> None:
    if size > limit:
        raise Unreadable(called, f"文件超过 {limit / 1048576:.0f} MB 的上限。请拆分后再试。")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
