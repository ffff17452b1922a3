"""封存: when every chain was sealed, and the code of each seal. For 审计员."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import Role
from luoshi.records.models import Seal

PER_PAGE = 50


@require_safe
@allow(Role.AUDITOR)
def seals(request: PostRequest) -> HttpResponse:
    rows = Seal.objects.visible_to(request.post).defer("heads").order_by("-number")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "records/seals.html", {"title": _("封存"), "page": page})
