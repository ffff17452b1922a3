"""依据有新版: the document a task stands on was replaced; whoever supervises looks at it again and says what follows.

Both steps follow from what is done to the two documents (flow.follow). Deadlines, targets and units change by their own
steps alone: amending a draft, an extension, another plan.
"""

from __future__ import annotations

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.records.declaration import Answers
from luoshi.records.models import Record
from luoshi.records.types.task_detail import detail

REPLACED, LOOKED_AT = "basis_replaced", "basis_looked_at"
# What it changes of a task's own columns.
COLUMNS = ("basis_replaced_on",)


def mark(record: Record, _post: Post, _answers: Answers) -> None:
    """From the first replacement on that nobody has looked at."""
    task = detail(record)
    task.basis_replaced_on = task.basis_replaced_on or clock.today()


def look_at(record: Record, _post: Post, answers: Answers) -> None:
    """``pieces`` are those of ``newer_words`` in the newer document, where the task is tied to them; the older ones
    stay cited. ``is_last`` says that no other replacement waits to be looked at."""
    if answers.get("pieces"):
        newer = answers["newer"]
        record.citations.create(
            document=newer, text_sha256=newer.text_sha256, pieces=answers["pieces"], words=answers["newer_words"]
        )
    if answers["is_last"]:
        detail(record).basis_replaced_on = None
