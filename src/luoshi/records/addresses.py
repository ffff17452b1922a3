"""Where a record of any type has its page."""

from django.urls import reverse

from luoshi.records.models import Record

OWN_PAGES = {"task": "record", "instruction": "instruction", "notice": "notice"}


def address_of(record: Record) -> str:
    return reverse(OWN_PAGES.get(record.type, "item"), args=[record.pk])
