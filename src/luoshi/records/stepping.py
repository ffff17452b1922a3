"""One step asked for on a page: its form, and the taking of it. The pages of tasks, notices and reminders share it."""

from django.contrib import messages
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.access import PostRequest
from luoshi.records import flow
from luoshi.records.forms import TransitionForm
from luoshi.records.models import Record
from luoshi.records.registry import type_of


def step_form(request: PostRequest, record: Record, name: str) -> TransitionForm:
    """The form of the step, filled with what was posted. Raises Refused where the post may not take it now."""
    transition = type_of(record).transition(name)
    if transition is None:
        raise Refused(_("没有名为“%(name)s”的操作。") % {"name": name})
    reason = flow.refusal(record, transition, request.post)
    if reason:
        raise Refused(reason)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    return TransitionForm(record, transition, request.post, *posted)


def take_step(request: PostRequest, form: TransitionForm) -> bool:
    """Take the step; False where its answers are not there or do not hold, which the form then says."""
    if not form.is_valid():
        return False
    # The version the person saw: what somebody changed since is refused by apply_transition.
    form.record.version = form.cleaned_data["version"]
    flow.apply_transition(form.record, form.transition.name, request.post, **form.answers())
    messages.success(request, _("已%(action)s。") % {"action": form.transition.label})
    return True
