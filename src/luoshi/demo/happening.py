from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi.records.models import Record


@dataclass(order=True, slots=True)
class Happening:
    """One act on a day, counted from today."""

    day: int
    act: Callable[[], object] = field(compare=False)


def evidence(name: str, record: Record) -> SimpleUploadedFile:
    text = f"{name}\n\n事项：{record.code} {record.title}\n\n本材料为演示生成，内容纯属虚构。\n"
    return SimpleUploadedFile(name, text.encode())
