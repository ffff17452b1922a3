"""工作交接: for 督查员; the list says what is left, one button passes it on."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from luoshi.org import handover
from luoshi.org.access import PostRequest, allow
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.org.views.organisation import post_of


class SuccessorForm(forms.Form):
    successor = forms.ModelChoiceField(
        Post.objects.none(), label=gettext_lazy("接手岗位"), empty_label=gettext_lazy("请选择")
    )

    def __init__(self, leaving: Post, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["successor"].queryset = handover.successors(leaving)  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@allow(Role.SUPERVISOR)
def hand_over(request: PostRequest, pk: int) -> HttpResponse:
    leaving = post_of(request, pk)
    form = SuccessorForm(leaving, request.POST or None)
    if form.is_valid():
        successor = form.cleaned_data["successor"]
        count = handover.hand_over(leaving, successor, request.post)
        said = _("已把 %(count)d 项工作移交给%(successor)s，每项的过程里都有记录。")
        messages.success(request, said % {"count": count, "successor": successor})
        return redirect("organisation")
    held = [(holding.label, holding.find(leaving)) for holding in handover.HOLDINGS]
    context = {
        "title": _("工作交接：%(post)s") % {"post": leaving},
        "leaving": leaving,
        "held": [(label, found) for label, found in held if found],
        "form": form,
    }
    return render(request, "org/hand_over.html", context, status=422 if form.errors else 200)
