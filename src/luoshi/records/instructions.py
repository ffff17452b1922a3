"""批示件: who sees which, and how far each has come. What is done to them: types/instruction.py."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.core.refusal import Refused
from luoshi.documents.models import Document
from luoshi.org.models import Person, Post
from luoshi.records import flow
from luoshi.records.actions import NewTask, Quote, create_task
from luoshi.records.models import Citation, Record
from luoshi.records.new_task import NewTaskForm
from luoshi.records.types.instruction_detail import InstructionDetail
from luoshi.records.types.task_detail import Source

LONGEST = 2000
GIVEN = ("source", "source_note", "wording", "leader")  # what the 批示 itself says of the task


def instructions_of(post: Post) -> QuerySet[Record]:
    """Those that ``post`` may see, the open ones first, then the latest."""
    seen = InstructionDetail.objects.visible_to(post)
    rows = Record.objects.filter(type="instruction", instruction__in=seen)
    rows = rows.select_related("instruction__author__person", "instruction__about", "instruction__task")
    return rows.prefetch_related("citations__document").order_by("-created_at", "-pk")


class WordsForm(forms.Form):
    """``document`` and ``pieces`` say on which sentence the words are written; both stay empty where on none."""

    words = forms.CharField(
        label=gettext_lazy("批示内容"), max_length=LONGEST, widget=forms.Textarea({"rows": 5, "autofocus": True})
    )


def citation_of(document: Document, pieces: list[list[int]]) -> Citation:
    """The exact words of ``document`` at ``pieces``, to be tied to a record. Raises Refused where there are none."""
    end = len(document.text)
    if not pieces or any(not 0 <= first < last <= end for first, last in pieces):
        raise Refused(_("没有选中文件里的句子，请回到文件重新点选。"))
    words = "".join(document.text[first:last] for first, last in pieces)
    return Citation(document=document, text_sha256=document.text_sha256, pieces=pieces, words=words)


def citation_of_title(document: Document) -> Citation:
    """For a record about a whole document: whoever sees the one may open the other."""
    words = document.title if document.title in document.text else document.text.strip().split("\n")[0]
    begin = document.text.find(words)
    return citation_of(document, [[begin, begin + len(words)]])


class InstructedTaskForm(NewTaskForm):
    """A task made of a 批示. Source, words and leader are the 批示's and are not typed again."""

    def __init__(self, instruction: Record, post: Post, data: Any = None) -> None:
        super().__init__(post, data)
        self.instruction = instruction
        self.initial = {"title": " ".join(instruction.wording.split())[:300]}
        for name in GIVEN:
            del self.fields[name]

    def task(self, goals: Any) -> NewTask:
        self.cleaned_data |= given_by(self.instruction)
        return super().task(goals)


def given_by(instruction: Record) -> dict[str, Any]:
    author: Person = instruction.instruction.author.person
    day = timezone.localdate(instruction.created_at)
    quotes = [Quote(cited.document, cited.pieces, cited.words) for cited in instruction.citations.all()]
    return {
        "source": Source.INSTRUCTION,
        "source_note": _("%(who)s %(day)s 批示") % {"who": author.name, "day": day},
        "wording": instruction.wording,
        "leader": author,
        "quotes": quotes,
    }


@transaction.atomic
def make_task(instruction: Record, new: NewTask, post: Post) -> Record:
    """The 批示 becomes a draft task and says so, both or neither."""
    task = create_task(new, post)
    flow.apply_transition(instruction, "make_task", post, task=task)
    return task
