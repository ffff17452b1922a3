"""What a sheet may come into, by the name that addresses and imports have for it."""

from __future__ import annotations

from luoshi.org.models import Post
from luoshi.pipelines.importing.lines import Target
from luoshi.pipelines.importing.record_rows import TypeTarget
from luoshi.pipelines.importing.register_rows import RegisterTarget
from luoshi.pipelines.registers.declaration import register_named
from luoshi.records.registry import pipelines
from luoshi.records.settled import settled


def target_named(about: str, post: Post) -> Target | None:
    """The register or pipeline as the post's zone has it; None for what no sheet comes into, or it may not know."""
    sort, _slash, name = about.partition("/")
    if sort == "register":
        register = register_named(name)
        return RegisterTarget(register) if register and post.role in register.readers else None
    kind = next((kind for kind in pipelines() if kind.name == name and kind.sheet), None)
    return TypeTarget(settled(kind, post.zone.pk)) if sort == "type" and kind else None
