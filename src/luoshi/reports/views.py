from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from luoshi.core import clock
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.queries import LedgerFilter
from luoshi.reports import xlsx
from luoshi.reports.task_sheet import TaskSheet


@allow(*EVERYONE)
@require_GET
def task_sheet(request: PostRequest) -> HttpResponse:
    """What the ledger shows under the same address query, whole, as a 任务分解表."""
    sheet = TaskSheet(LedgerFilter(request.GET, request.post))
    name = f"{sheet.title}（{clock.today():%Y%m%d}）.xlsx"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(xlsx.write(sheet), content_type=xlsx.CONTENT_TYPE, headers=headers)
