"""One module a type; importing this package registers them all (records/apps.py)."""

from luoshi.records.types import task

__all__ = ["task"]
