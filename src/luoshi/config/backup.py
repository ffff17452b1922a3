"""Backup (备份): every row of our own tables and every evidence file in one archive, taken while people work.

A portable text of the rows, not the database's own file: SQLite and PostgreSQL give the same archive, and either takes
the other's. Evidence is copied after the rows: a file is stored before the row that names it is committed, so none that
is named is missing.
"""

import datetime as dt
import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.core.snapshot import snapshot
from luoshi.records.models import Evidence

FORMAT = 1
ROWS, MANIFEST, EVIDENCE = "rows.jsonl", "manifest.json", "evidence/"
CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. ``rows`` counts by model, ``schema`` names the last migration of each of our apps."""

    format: int
    made_at: str
    schema: dict[str, str]
    rows: dict[str, int]
    rows_sha256: str
    files: int
    missing: list[str]


def our_models() -> list[type[Model]]:
    """Ours alone: sessions, sign-in attempts and Django's own tables are made anew by an installation."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.app_config and model._meta.app_config.name.startswith("luoshi.")]


def schema() -> dict[str, str]:
    graph = MigrationLoader(None).graph
    ours = {model._meta.app_label for model in our_models()}
    return {app: name for app, name in graph.leaf_nodes() if app in ours}


def columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def back_up(path: Path) -> Manifest:
    """Write the archive at ``path``, whole or not at all, readable to its owner only. Refuses to overwrite."""
    if path.exists():
        raise Refused(_("%(path)s 已存在，没有覆盖。请换一个文件名。") % {"path": path})
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                manifest = _fill(archive)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except OSError as error:
        raise Refused(_("不能写入 %(path)s：%(why)s。") % {"path": path, "why": error.strerror or error}) from error
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    return manifest


def _fill(archive: zipfile.ZipFile) -> Manifest:
    counts: dict[str, int] = {}
    running = hashlib.sha256()
    with snapshot():
        with archive.open(ROWS, "w", force_zip64=True) as file:
            for line in _lines(counts):
                data = f"{line}\n".encode()
                running.update(data)
                file.write(data)
        names = sorted(set(Evidence.objects.exclude(file="").values_list("file", flat=True)))
    missing = [name for name in names if not _add_file(archive, name)]
    manifest = Manifest(
        format=FORMAT,
        made_at=clock.now().isoformat(),
        schema=schema(),
        rows=counts,
        rows_sha256=running.hexdigest(),
        files=len(names) - len(missing),
        missing=missing,
    )
    archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
    return manifest


def _lines(counts: dict[str, int]) -> Iterator[str]:
    """For each model one line that names it and its columns, then a line a row."""
    for model in our_models():
        names = columns(model)
        yield _json({"model": model._meta.label, "columns": names})
        counts[model._meta.label] = 0
        for row in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=CHUNK):
            counts[model._meta.label] += 1
            yield _json(row)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> str:
    """Django's own encoder cuts moments to milliseconds, which would break every chain."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"a {type(value).__name__} in a row")


def _add_file(archive: zipfile.ZipFile, name: str) -> bool:
    """Evidence is stored as it is: photos and office files are compressed already."""
    if not default_storage.exists(name):
        return False
    archive.write(default_storage.path(name), EVIDENCE + name, zipfile.ZIP_STORED)
    return True
