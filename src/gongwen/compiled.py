"""Compiled twins of a reading's modules, taken where they were made of the very sources that stand here.

``tools/compile.py`` makes them, where there is a C compiler. Without them, or with GONGWEN_PURE=1, every module is read
as it stands, to the same readings. They lie beside the Python they are for (or in GONGWEN_COMPILED), in a folder named
by the hash of their sources: an edited source is never shadowed by an old twin.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from hashlib import sha256
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Final

# All that a reading runs through, but for what only declares words, patterns and types. No packages: a twin of those
# looks for its modules beside itself. fold.py holds characters that mypyc cannot write out.
MODULES: Final = (
    "gongwen.aims",
    "gongwen.bare_lists",
    "gongwen.body",
    "gongwen.clauses.apart",
    "gongwen.clauses.cutting",
    "gongwen.clauses.lexicon",
    "gongwen.clauses.marks",
    "gongwen.clauses.meeting",
    "gongwen.clauses.paragraphs",
    "gongwen.clauses.parallel",
    "gongwen.clauses.roles",
    "gongwen.clauses.sentences",
    "gongwen.clauses.told",
    "gongwen.clauses.view",
    "gongwen.clauses.weighing",
    "gongwen.closing",
    "gongwen.counted",
    "gongwen.front",
    "gongwen.goals",
    "gongwen.headings",
    "gongwen.items",
    "gongwen.lines",
    "gongwen.making",
    "gongwen.menus",
    "gongwen.mentions.amounts",
    "gongwen.mentions.apart",
    "gongwen.mentions.broken",
    "gongwen.mentions.calendar",
    "gongwen.mentions.called",
    "gongwen.mentions.date_rules",
    "gongwen.mentions.dates",
    "gongwen.mentions.documents",
    "gongwen.mentions.finding",
    "gongwen.mentions.leads",
    "gongwen.mentions.lists",
    "gongwen.mentions.organisations",
    "gongwen.mentions.slogans",
    "gongwen.mentions.spelling",
    "gongwen.mentions.subjects",
    "gongwen.mentions.terms",
    "gongwen.mentions.verbs",
    "gongwen.modes",
    "gongwen.numbered",
    "gongwen.mentions.unit_names",
    "gongwen.numerals",
    "gongwen.outline",
    "gongwen.page_lines",
    "gongwen.parties",
    "gongwen.reading_order",
    "gongwen.spans",
    "gongwen.table_cells",
    "gongwen.table_rows",
    "gongwen.tables",
    "gongwen.tasks",
    "gongwen.web_lines",
    "gongwen.wording",
    "gongwen.zones",
)
_HERE: Final = Path(__file__).parent
_TWINS: Final = Path(os.environ.get("GONGWEN_COMPILED") or Path(sys.prefix, "gongwen-compiled"))


def sources() -> list[Path]:
    """The files of ``MODULES``."""
    return [_HERE.joinpath(*name.split(".")[1:]).with_suffix(".py") for name in MODULES]


def folder() -> Path:
    """Where the twins of the sources as they stand are, if they were made.

    All sources count: constants of other modules are written into the twins.
    """
    said = sha256(sys.version.encode())
    for source in sorted(_HERE.rglob("*.py")):
        said.update(source.read_bytes())
    return _TWINS / said.hexdigest()[:16]


class _Finder:
    """Finds the twins in ``folder``, and the library they share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in MODULES and not fullname.endswith("__mypyc"):
            return None
        file = self._folder.joinpath(*fullname.split(".")).with_suffix(EXTENSION_SUFFIXES[0])
        return spec_from_file_location(fullname, file) if file.exists() else None


def in_use() -> bool:
    return any(isinstance(finder, _Finder) for finder in sys.meta_path)


def prefer() -> None:
    """Import ``MODULES`` as their twins, where there are any."""
    if os.environ.get("GONGWEN_PURE") != "1" and _TWINS.exists() and (made := folder()).exists():
        sys.meta_path.insert(0, _Finder(made))


prefer()
