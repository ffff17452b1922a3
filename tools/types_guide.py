"""make types: write docs/guide/types.md anew from the declarations."""

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
django.setup()

from luoshi.records.guide import guide  # noqa: E402
from luoshi.records.registry import all_types  # noqa: E402

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "guide" / "types.md"

if __name__ == "__main__":
    GUIDE.write_text(guide(all_types()), encoding="utf-8")
