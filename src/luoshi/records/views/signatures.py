"""The signatures of someone who left, to be erased on request. For 安全管理员."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.org.access import PostRequest, allow
from luoshi.org.audit_log import note_request
from luoshi.org.models import Kind
from luoshi.org.roles import Role
from luoshi.org.views.organisation import person_of
from luoshi.records.erasing import erase_signatures, signed


@require_http_methods(["GET", "POST"])
@allow(Role.SECURITY)
def signatures(request: PostRequest, pk: int) -> HttpResponse:
    person = person_of(request, pk)
    if request.method == "POST":
        erased = erase_signatures(person, request.post, request.POST.get("reason", "")[:200])
        messages.success(request, _("已删除姓名、电话和 %(count)d 处签名，核验不受影响。") % {"count": erased})
        return redirect("person", pk)
    rows = signed(person, request.post)
    note_request(request, Kind.LOOK, about=person, what=str(_("签名")), rows=sum(row.count for row in rows))
    context = {"title": _("%(name)s的签名") % {"name": person.name}, "person": person, "rows": rows}
    return render(request, "records/signatures.html", context)
