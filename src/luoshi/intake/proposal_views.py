"""Corrections on the review page: one proposal (htmx or plain), or many through the bar below the list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.core.faults import given
from luoshi.core.refusal import Refused
from luoshi.intake import actions, edits
from luoshi.intake.forms import BulkForm, ProposalForm
from luoshi.intake.models import Proposal, Review
from luoshi.intake.payload import payload_of
from luoshi.intake.showing import account_of, card_of, cards_of
from luoshi.intake.views import REASONS, told_confirmed, visible_review
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import Role


def visible_proposal(request: PostRequest, pk: int) -> Proposal:
    proposals = Proposal.objects.visible_to(request.post)
    return get_object_or_404(proposals.select_related("review__reading__document", "lead"), pk=pk)


def back_to(proposal: Proposal) -> HttpResponse:
    return redirect(f"{reverse('review', args=[proposal.review_id])}#p-{proposal.pk}")


def answer(request: PostRequest, proposal: Proposal, **context: Any) -> HttpResponse:
    """For htmx the card and the account anew; else the page at the card."""
    if not request.headers.get("HX-Request"):
        return back_to(proposal)
    proposal = visible_proposal(request, proposal.pk)
    shown = proposal.review
    page = payload_of(shown.reading.document, shown.reading.payload)
    cards = cards_of(shown, page)
    told = {
        "card": next(card for card in cards if card.proposal.pk == proposal.pk),
        "account": account_of(page, cards),
        "review": shown,
        "editable": shown.is_open,
        "reasons": REASONS,
        **context,
    }
    response = render(request, "intake/answer.html", told)
    # Whatever the request aimed at: a saved field aims at nothing, a colleague's change must show all the same.
    response["HX-Retarget"], response["HX-Reswap"] = f"#p-{proposal.pk}", "outerHTML"
    return response


@require_GET
@allow(Role.SUPERVISOR)
def card(request: PostRequest, pk: int) -> HttpResponse:
    """One card for htmx: closed, or with ``?edit`` open for editing."""
    proposal = visible_proposal(request, pk)
    form = ProposalForm(request.post, proposal) if "edit" in request.GET and proposal.is_open else None
    shown = {"card": card_of(proposal), "edit_form": form, "reasons": REASONS, "editable": proposal.review.is_open}
    return render(request, "intake/card.html", shown)


@require_POST
@allow(Role.SUPERVISOR)
def edit(request: PostRequest, pk: int) -> HttpResponse:
    """Save whatever differs. Somebody else's change in between is shown instead of being overwritten."""
    proposal = visible_proposal(request, pk)
    form = ProposalForm(request.post, proposal, request.POST)
    version = given(form)["version"]
    changes = form.changes()
    try:
        if changes:
            edits.set_fields(proposal, request.post, version=version, **changes)
    except edits.Stale as stale:
        if not request.headers.get("HX-Request"):
            raise
        fresh = visible_proposal(request, pk)
        return answer(request, fresh, edit_form=ProposalForm(request.post, fresh), refusal=stale.reason)
    if request.headers.get("HX-Request") and "done" not in request.POST:
        return render(request, "intake/saved.html", {"proposal": proposal, "card": card_of(proposal)})
    return answer(request, proposal)


@require_POST
@allow(Role.SUPERVISOR)
def settle(request: PostRequest, pk: int) -> HttpResponse:
    proposal = visible_proposal(request, pk)
    edits.settle_doubts([proposal], request.post)
    return answer(request, proposal)


@require_POST
@allow(Role.SUPERVISOR)
def split(request: PostRequest, pk: int) -> HttpResponse:
    proposal = visible_proposal(request, pk)
    return back_to(edits.split(proposal, request.POST.get("span", ""), request.post))


@require_POST
@allow(Role.SUPERVISOR)
def drop(request: PostRequest, pk: int) -> HttpResponse:
    proposal = visible_proposal(request, pk)
    edits.drop([proposal], request.POST.get("reason", ""), request.post)
    return answer(request, proposal)


@require_POST
@allow(Role.SUPERVISOR)
def restore(request: PostRequest, pk: int) -> HttpResponse:
    proposal = visible_proposal(request, pk)
    edits.restore(proposal, request.post)
    return back_to(proposal)


@require_POST
@allow(Role.SUPERVISOR)
def add(request: PostRequest, pk: int) -> HttpResponse:
    shown = visible_review(request, pk)
    added = edits.add(shown, request.POST.get("title", ""), request.post, request.POST.get("span", ""))
    return back_to(added)


@require_POST
@allow(Role.SUPERVISOR)
def act_on_chosen(request: PostRequest, pk: int) -> HttpResponse:
    """What the bar below the list does to the ticked proposals, by the name of the button."""
    shown = visible_review(request, pk)
    chosen = chosen_of(shown, request.POST)
    form = BulkForm(request.post, request.POST)
    given(form)
    do = BULK.get(request.POST.get("do", ""))
    if do is None:
        raise Refused(_("没有这项操作。"))
    said = do(request, shown, chosen, form)
    if said:
        messages.success(request, said)
    return redirect(f"{reverse('review', args=[pk])}#p-{chosen[0].pk}")


def chosen_of(shown: Review, sent: QueryDict) -> list[Proposal]:
    wanted = [int(pk) for pk in sent.getlist("pick") if pk.isdecimal() and len(pk) < 19]
    rows = shown.proposals.filter(pk__in=wanted).select_related("lead", "review__reading__document")
    chosen = list(rows.prefetch_related("joint", "support", "merged"))
    if not chosen:
        raise Refused(_("请先勾选条目。"))
    return chosen


def set_chosen(request: PostRequest, _shown: Review, chosen: list[Proposal], form: BulkForm) -> str:
    values = form.values()
    if not values:
        raise Refused(_("请先选定要批量填写的单位、人员或时限。"))
    return _("已为 %(count)d 条填写。") % {"count": edits.set_on_many(chosen, request.post, **values)}


def settle_chosen(request: PostRequest, _shown: Review, chosen: list[Proposal], _form: BulkForm) -> str:
    return _("%(count)d 条的疑点已核对。") % {"count": edits.settle_doubts(chosen, request.post)}


def merge_chosen(request: PostRequest, _shown: Review, chosen: list[Proposal], _form: BulkForm) -> str:
    merged = edits.merge(chosen, request.post)
    return _("已并入“%(title)s”。") % {"title": merged.title}


def drop_chosen(request: PostRequest, _shown: Review, chosen: list[Proposal], form: BulkForm) -> str:
    return _("%(count)d 条不列。") % {"count": edits.drop(chosen, form.cleaned_data["reason"], request.post)}


def confirm_chosen(request: PostRequest, shown: Review, chosen: list[Proposal], _form: BulkForm) -> str:
    records = actions.confirm(shown, request.post, [proposal.pk for proposal in chosen])
    told_confirmed(request, shown, len(records))
    return ""


BULK = {
    "set": set_chosen,
    "settle": settle_chosen,
    "merge": merge_chosen,
    "drop": drop_chosen,
    "confirm": confirm_chosen,
}
