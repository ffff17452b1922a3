from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.core import clock
from luoshi.coverage.matrix import Matrix
from luoshi.coverage.models import Comparison
from luoshi.coverage.time import views as series
from luoshi.coverage.zones import views as zones
from luoshi.org.access import PostRequest, allow
from luoshi.org.exports import exported
from luoshi.org.log_filter import LogFilter
from luoshi.org.roles import EVERYONE, OF_A_UNIT, Role
from luoshi.pipelines.importing.views import found as importable
from luoshi.pipelines.registers.asking import RegisterFilter
from luoshi.pipelines.registers.views import found
from luoshi.records.choices import units_of
from luoshi.records.filter_words import in_words
from luoshi.records.items.asking import ItemFilter
from luoshi.records.models import Record
from luoshi.records.queries import LedgerFilter
from luoshi.records.views.items import pipeline
from luoshi.reports import coverage_word, word, xlsx
from luoshi.reports.audit_sheet import AuditSheet
from luoshi.reports.blank_sheet import BlankSheet
from luoshi.reports.consultation_sheet import ConsultationSheet
from luoshi.reports.coverage_sheet import CoverageSheet
from luoshi.reports.exporter import Exporter
from luoshi.reports.item_sheet import ItemSheet
from luoshi.reports.register_sheet import RegisterSheet
from luoshi.reports.task_sheet import TaskSheet
from luoshi.reports.trend_sheet import EmphasisSheet, TrendSheet
from luoshi.reports.unit_sheet import UnitSheet
from luoshi.reports.zones_sheet import ZonesSheet


@allow(*EVERYONE)
@require_GET
def task_sheet(request: PostRequest) -> HttpResponse:
    """What the ledger shows under the same address query, whole, as a 任务分解表."""
    asked = LedgerFilter(request.GET, request.post)
    sheet = TaskSheet(asked)
    return workbook(request, sheet, len(sheet), in_words(asked))


@allow(Role.SUPERVISOR, *OF_A_UNIT)
@require_GET
def unit_sheet(request: PostRequest) -> HttpResponse:
    """A unit's sheet to be filled in: its own, or for 督查员 that of ``?unit=``."""
    asked = request.GET.get("unit", "")
    pk = request.post.unit_id if request.post.speaks_for_unit else int(asked) if asked.isdecimal() else 0
    unit = get_object_or_404(units_of(request.post), pk=min(pk, 2**62))
    sheet = UnitSheet(unit, request.post)
    return workbook(request, sheet, len(sheet), str(unit))


@allow(Role.AUDITOR)
@require_GET
def audit_log_sheet(request: PostRequest) -> HttpResponse:
    asked = LogFilter(request.GET, request.post)
    sheet = AuditSheet(asked)
    return workbook(request, sheet, len(sheet), asked.in_words())


@allow(*EVERYONE)
@require_GET
def register_sheet(request: PostRequest, name: str) -> HttpResponse:
    """A register as its list shows it under the same address query."""
    asked = RegisterFilter(found(name, request.post), request.GET, request.post)
    sheet = RegisterSheet(asked)
    return workbook(request, sheet, len(sheet), asked.in_words())


@allow(Role.SUPERVISOR, *OF_A_UNIT)
@require_GET
def blank_sheet(request: PostRequest, sort: str, name: str) -> HttpResponse:
    """A sheet to fill in for a register or a pipeline, and to import."""
    target = importable(f"{sort}/{name}", request.post)
    return workbook(request, BlankSheet(target, request.post), 0, target.label)


@allow(*EVERYONE)
@require_GET
def consultation_sheet(request: PostRequest, pk: int) -> HttpResponse:
    """The 意见采纳情况表 of a round, as far as the post may read it."""
    record = get_object_or_404(Record.objects.visible_to(request.post).filter(type="consultation"), pk=pk)
    sheet = ConsultationSheet(record, request.post)
    return workbook(request, sheet, len(sheet), record.code)


@allow(*EVERYONE)
@require_GET
def item_sheet(request: PostRequest, kind: str) -> HttpResponse:
    """What a pipeline's table shows under the same address query, whole."""
    asked = ItemFilter(pipeline(kind, request.post.zone.pk), request.GET, request.post)
    sheet = ItemSheet(asked)
    return workbook(request, sheet, len(sheet), in_words(asked))


@allow(Role.SUPERVISOR, Role.LEADER)
@require_GET
def coverage_sheet(request: PostRequest, pk: int) -> HttpResponse:
    matrix = _matrix(request, pk)
    sheet = CoverageSheet(matrix)
    return workbook(request, sheet, len(sheet), str(matrix.comparison))


@allow(Role.SUPERVISOR, Role.LEADER)
@require_GET
def coverage_word_file(request: PostRequest, pk: int) -> HttpResponse:
    matrix = _matrix(request, pk)
    asked = str(matrix.comparison)
    title = _("对标对表（%(title)s）") % {"title": asked}
    name = f"{title}（{clock.today():%Y%m%d}）.docx"
    content = coverage_word.write(matrix)
    return exported(request, name, content, word.CONTENT_TYPE, what=title, rows=len(matrix.lines), asked=asked)


@allow(Role.SUPERVISOR, Role.LEADER)
@require_GET
def occasion_sheet(request: PostRequest, pk: int) -> HttpResponse:
    occasion, table = zones.seen(request, pk)
    sheet = ZonesSheet(occasion, table)
    return workbook(request, sheet, len(sheet), occasion.title)


@allow(Role.SUPERVISOR, Role.LEADER)
@require_GET
def trend_sheet(request: PostRequest, pk: int) -> HttpResponse:
    """What became of which terms in a series, or of the one of ``?term=``."""
    found = series.seen(request, pk)
    sheet = TrendSheet(series.terms_of(request, found))
    return workbook(request, sheet, len(sheet), str(found))


@allow(Role.SUPERVISOR, Role.LEADER)
@require_GET
def emphasis_sheet(request: PostRequest, pk: int) -> HttpResponse:
    """What the voice of ``?name=`` stresses when."""
    sheet = EmphasisSheet(series.stressed_of(request, series.seen(request, pk)))
    return workbook(request, sheet, len(sheet), sheet.title)


def _matrix(request: PostRequest, pk: int) -> Matrix:
    seen = Comparison.objects.visible_to(request.post).select_related("superior", "zone")
    return Matrix(get_object_or_404(seen, pk=pk), request.post)


def workbook(request: PostRequest, sheet: Exporter, rows: int, asked: str) -> HttpResponse:
    """``sheet`` as a download, written into the audit log."""
    name = f"{sheet.title}（{clock.today():%Y%m%d}）.xlsx"
    content = xlsx.write(sheet)
    return exported(request, name, content, xlsx.CONTENT_TYPE, what=sheet.title, rows=rows, asked=asked)
