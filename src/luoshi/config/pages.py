from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luoshi.core.ways import way_back


def message_page(request: HttpRequest, title: str, reason: str, status: int) -> HttpResponse:
    """A page that holds one message: why something is refused, and the way back."""
    context = {"title": title, "reason": reason, "back": way_back(request)}
    return render(request, "message_page.html", context, status=status)
