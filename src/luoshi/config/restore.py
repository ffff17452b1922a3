"""Restore (恢复): an archive into an empty installation, checked before, during and after, or nothing at all."""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from luoshi.config.backup import CHUNK, EVIDENCE, FORMAT, MANIFEST, ROWS, Manifest, columns, our_models, schema
from luoshi.core.refusal import Refused
from luoshi.documents import paragraphs
from luoshi.documents.models import Paragraph
from luoshi.records import search
from luoshi.records.audit import Count, verify
from luoshi.records.models import Record

EVIDENCE_NAME = re.compile(r"evidence/([0-9a-f]{2})/(\1[0-9a-f]{62})")
BLOCK = 1 << 20  # bytes of a file in memory
SHOWN = 10  # breaks in the message
# What a damaged archive makes the standard library, or the rows in it Django and the database, say.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, LookupError, TypeError, ValueError,
    ValidationError, DataError, IntegrityError,
)  # fmt: skip


def restore(path: Path, *, accept_breaks: bool = False) -> tuple[Manifest, Count, list[str]]:
    """Bring the archive in, count the rows and verify every chain; on any doubt leave nothing behind.

    ``accept_breaks`` is for a ledger that was broken when it was backed up: the breaks come back as they were, and
    are the third part of the answer.
    """
    with _opened(path) as archive:
        manifest = _read_manifest(archive)
        _refuse_other_schema(manifest)
        _refuse_if_used()
        call_command("migrate", verbosity=0, interactive=False)
        with ExitStack() as undo:
            _bring_files(archive, undo)
            with transaction.atomic():
                _bring_rows(archive, manifest)
                count, breaks = _verified(accept_breaks)
            undo.pop_all()
    return manifest, count, breaks


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, every byte of it read once against its checksums before anything is done with it."""
    try:
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
            if broken:
                raise Refused(_damaged(path, broken))
            yield archive
    except OSError as error:
        raise Refused(_("不能从 %(path)s 恢复：%(why)s。") % {"path": path, "why": error.strerror or error}) from error
    except DAMAGE as error:
        raise Refused(_damaged(path, str(error))) from error


def _damaged(path: Path, why: str) -> str:
    return _("备份文件 %(path)s 损坏或不完整（%(why)s），没有恢复任何内容。请换另一份备份。") % {
        "path": path,
        "why": why,
    }


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    found = json.loads(archive.read(MANIFEST))
    if found["format"] != FORMAT:
        raise Refused(_("备份的格式（%(format)s）这个版本不认识，请用做备份的版本恢复。") % found)
    manifest = Manifest(**found)
    with archive.open(ROWS) as rows:
        running = hashlib.sha256()
        while block := rows.read(BLOCK):
            running.update(block)
    files = [name for name in archive.namelist() if name.startswith(EVIDENCE)]
    if running.hexdigest() != manifest.rows_sha256 or len(files) != manifest.files:
        raise ValueError(MANIFEST)
    return manifest


def _refuse_other_schema(manifest: Manifest) -> None:
    ours = schema()
    other = sorted(app for app in ours.keys() | manifest.schema.keys() if ours.get(app) != manifest.schema.get(app))
    if other:
        told = _("备份与程序的版本不同（%(apps)s），没有恢复。请用做备份的版本恢复，再升级。")
        raise Refused(told % {"apps": "、".join(other)})


def _refuse_if_used() -> None:
    tables = set(connection.introspection.table_names())
    if any(model._meta.db_table in tables and model._base_manager.exists() for model in our_models()):
        raise Refused(_("库里已有数据，只能恢复到空的系统。请把 LUOSHI_DATA（或 LUOSHI_DATABASE）指向空的地方。"))


def _bring_files(archive: zipfile.ZipFile, undo: ExitStack) -> None:
    """Each under its hash; whether its content bears that out, the verification says. Those that lie there stay."""
    for name in archive.namelist():
        if not name.startswith(EVIDENCE):
            continue
        known = EVIDENCE_NAME.fullmatch(name)
        if not known:
            raise ValueError(name)
        place = Path(settings.MEDIA_ROOT) / known[1] / known[2]
        if not (place.exists() and sha256_of(place) == known[2]):
            place.parent.mkdir(parents=True, exist_ok=True)
            undo.callback(place.unlink, missing_ok=True)
            _copy(archive, name, place)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(archive: zipfile.ZipFile, name: str, place: Path) -> None:
    with archive.open(name) as source, place.open("wb") as file:
        while block := source.read(BLOCK):
            file.write(block)


def _bring_rows(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    with archive.open(ROWS) as lines:
        _store(json.loads(line) for line in lines)
    for model in our_models():
        found = model._base_manager.count()
        if found != manifest.rows.get(model._meta.label):
            raise ValueError(model._meta.label)
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), our_models()):
            cursor.execute(statement)
    search.index_all(Record.objects.iterator(chunk_size=CHUNK))
    paragraphs.index_all(Paragraph.objects.iterator(chunk_size=CHUNK))


def _store(lines: Iterator[Any]) -> None:
    """``lines`` are as backup writes them: a dict before the lists of each model."""
    model: type[Model] = Record
    for is_head, group in groupby(lines, key=lambda line: isinstance(line, dict)):
        if is_head:
            for head in group:
                model = apps.get_model(head["model"])
                if head["columns"] != columns(model):
                    raise ValueError(head["model"])
            continue
        while batch := list(islice(group, CHUNK)):
            _insert(model, batch)


def _insert(model: type[Model], rows: list[list[Any]]) -> None:
    fields = model._meta.concrete_fields
    made = (
        model(**{field.attname: field.to_python(value) for field, value in zip(fields, row, strict=True)})
        for row in rows
    )
    model._base_manager.bulk_create(made)


def _verified(accept_breaks: bool) -> tuple[Count, list[str]]:
    count = Count()
    breaks = [str(found) for found in verify(count)]
    if breaks and not accept_breaks:
        told = _(
            "恢复出来的留痕有 %(number)d 处断点，没有恢复任何内容：\n%(breaks)s\n查明后仍要恢复，请加 --accept-breaks。"
        )
        raise Refused(told % {"number": len(breaks), "breaks": "\n".join(breaks[:SHOWN])})
    return count, breaks
