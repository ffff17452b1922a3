"""Keeping evidence: the file under its hash, the row tied to the step that brought it."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records.declaration import Answers
from luoshi.records.models import Evidence, Milestone, Record, evidence_path

# What an office hands in; nothing a browser would run.
DOCUMENTS = {".pdf", ".ofd", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ppt", ".pptx", ".dps", ".txt", ".csv"}
ALLOWED = DOCUMENTS | {".jpg", ".jpeg", ".png", ".zip", ".mp4"}


def show_evidence(record: Record, _post: Post, answers: Answers) -> None:
    """The effect of a step that brings evidence: keep it, for the milestone it is about if there is one."""
    files, link = answers.get("evidence") or [], answers.get("evidence_link") or ""
    keep_evidence(record, files, link, answers.get("milestone"))


def brings_evidence(answers: Answers) -> bool:
    return bool(answers.get("evidence") or answers.get("evidence_link"))


def keep_evidence(
    record: Record, files: Iterable[UploadedFile], link: str = "", milestone: Milestone | None = None
) -> None:
    """Add rows for ``files`` and ``link``; the event that is about to be written adopts them."""
    for file in files:
        _keep_file(record, file, milestone)
    if link:
        if not link.startswith(("http://", "https://")):
            raise Refused(_("佐证链接应以 http:// 或 https:// 开头。"))
        digest = hashlib.sha256(link.encode()).hexdigest()
        Evidence.objects.create(record=record, milestone=milestone, name=link[:200], link=link, sha256=digest)


def _keep_file(record: Record, file: UploadedFile, milestone: Milestone | None) -> None:
    name = Path(file.name or "").name
    if Path(name).suffix.lower() not in ALLOWED:
        raise Refused(_("“%(name)s”的格式不在允许范围，请改用 PDF、OFD、Office 文档或图片。") % {"name": name})
    content = file.read()
    if not content:
        raise Refused(_("“%(name)s”是空文件，请重新选择。") % {"name": name})
    digest = hashlib.sha256(content).hexdigest()
    row = Evidence(record=record, milestone=milestone, name=name[:200], size=len(content), sha256=digest)
    path = evidence_path(row, name)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    row.file.name = path
    row.save()
