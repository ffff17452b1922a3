"""One module a type; importing this package registers them all (records/apps.py)."""

from luoshi.records.types import instruction, task

__all__ = ["instruction", "task"]
