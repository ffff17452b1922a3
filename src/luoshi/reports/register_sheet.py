"""A register as a sheet: what its list shows under the same filter, without personal data."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from luoshi.pipelines.registers.asking import RegisterFilter
from luoshi.records.columns import model_columns
from luoshi.reports.exporter import Cell, Column, Exporter

MOST_ROWS = 20_000
WIDTHS = {"number": 12, "money": 16, "date": 14, "flag": 8, "choice": 16, "row": 20, "text": 28}


class RegisterSheet(Exporter):
    def __init__(self, asked: RegisterFilter) -> None:
        register = asked.register
        self._columns = model_columns(register.model, register.listed)
        self._rows = list(asked.queryset()[:MOST_ROWS])
        self.sheet = register.label
        self.title = _("%(zone)s%(label)s名册") % {"zone": asked.post.zone.name, "label": register.label}
        self.subtitle = _("共 %(n)d 行    %(asked)s") % {"n": len(self._rows), "asked": asked.in_words()}
        source = _("名册登记，联系人、电话等个人信息不导出。")
        own = [Column(column.label, WIDTHS[column.kind], source) for column in self._columns]
        self.columns = (Column(_("序号"), 8, _("导出时的顺序。"), "center"), *own)

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self) -> Iterator[Sequence[Cell]]:
        for number, row in enumerate(self._rows, 1):
            yield number, *(column.shown(row) for column in self._columns)
