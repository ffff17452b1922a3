"""One step asked for on a page: its form, and the taking of it. The pages of tasks, notices and reminders share it."""

from django.contrib import messages
from django.forms import CharField
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.access import PostRequest
from luoshi.records import flow
from luoshi.records.forms import TransitionForm, asks_nothing
from luoshi.records.models import Record
from luoshi.records.registry import type_of


def step_form(request: PostRequest, record: Record, name: str) -> TransitionForm:
    """The form of the step, filled with what was posted. Raises Refused where the post may not take it now; where only
    the state is past it, what was written comes back in the form, with the reason."""
    transition = type_of(record).transition(name)
    if transition is None:
        raise Refused(_("没有名为“%(name)s”的操作。") % {"name": name})
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TransitionForm(record, transition, request.post, *posted)
    reason = flow.refusal(record, transition, request.post)
    if reason and not (reason == flow.wrong_state(record, transition) and _has_words(form)):
        raise Refused(reason)
    if reason:
        form.full_clean()
        form.add_error(None, reason)
    return form


def _has_words(form: TransitionForm) -> bool:
    """Whether somebody who might take the step wrote something in it."""
    written = (name for name in form.fields if isinstance(form.fields[name], CharField))
    might = form.post.role in form.transition.by | form.transition.stand_in
    return form.is_bound and might and any(form[name].value() for name in written)


def take_step(request: PostRequest, form: TransitionForm) -> bool:
    """Take the step; False where its answers are not there or do not hold, which the form then says.

    A refusal stands in the form too: nobody writes a report twice. A step that asks nothing has no words to keep.
    """
    if not form.is_valid():
        return False
    # The version the person saw: what somebody changed since is refused by apply_transition.
    if not form.transition.is_of_own_part:
        form.record.version = form.cleaned_data["version"]
    try:
        flow.apply_transition(form.record, form.transition.name, request.post, **form.answers())
    except Refused as refused:
        if asks_nothing(form):
            raise
        _keep_words(request, form, refused.reason)
        return False
    messages.success(request, _("“%(action)s”已办好。") % {"action": form.transition.label})
    return True


def _keep_words(request: PostRequest, form: TransitionForm, reason: str) -> None:
    """The form as it was filled in, about the record as it is now. A browser does not send chosen files again."""
    lost = _("所选文件没有保存，请重新选择。") if form.files else ""
    form.add_error(None, reason + lost)
    form.record.refresh_from_db()
    data = request.POST.copy()
    data[form.add_prefix("version")] = str(form.record.version)
    form.data = data
