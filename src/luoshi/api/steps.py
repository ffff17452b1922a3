"""Taking one step of a record's declaration, whatever its type."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from luoshi.api.answers import checked
from luoshi.api.schemas.tasks import StepIn, StepWithFilesIn
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records import flow
from luoshi.records.declaration import Transition
from luoshi.records.models import Record
from luoshi.records.registry import type_of


def take(
    record: Record, name: str, post: Post, body: StepIn | StepWithFilesIn, files: Sequence[UploadedFile] = ()
) -> None:
    """Raises Refused with the reason, Invalid for answers that do not hold."""
    transition = open_step(record, name, post)
    answers = checked(record, transition, post, body.version, body.answers, files)
    if not transition.is_of_own_part:
        record.version = body.version
    flow.apply_transition(record, name, post, **answers)


def open_step(record: Record, name: str, post: Post) -> Transition:
    """The step as declared. Raises Refused where the post may not take it now."""
    transition = type_of(record).transition(name)
    if transition is None:
        raise Refused(_("没有名为“%(name)s”的操作。") % {"name": name})
    if reason := flow.refusal(record, transition, post):
        raise Refused(reason)
    return transition
