"""How somebody outside is reached (联系人): in a row that can be erased (个人信息保护法 §47), never in the chain."""

from __future__ import annotations

from typing import Any, Self, cast

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import chain, clock
from luoshi.records.declaration import Answers
from luoshi.records.models import PartQuerySet, Record

ASKED = ("contact", "phone")


class Reachable(models.Model):
    """A record's contact. ``salt`` is that of the hash which the event holds in place of the name."""

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="%(class)s")
    contact = models.CharField(_("联系人"), max_length=60, blank=True)
    phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    salt = models.CharField(max_length=32)
    erased_on = models.DateField(null=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def of(cls, record: Record) -> Self | None:
        return cast("Self | None", cls._default_manager.filter(record=record).first())

    @classmethod
    def keep(cls, record: Record, answers: Answers) -> dict[str, Any]:
        """What was said goes into the row; what the event tells instead is a hash that ends with the row."""
        given = {name: str(answers[name]).strip() for name in ASKED if answers.get(name)}
        if not given:
            return dict.fromkeys(answers.keys() & set(ASKED))
        row = cls.of(record) or cls(record=record)
        row.contact, row.phone = given.get("contact", row.contact), given.get("phone", row.phone)
        row.salt, row.erased_on = chain.new_salt(), None
        row.save()
        digest = chain.salted(f"{row.contact} {row.phone}", row.salt, settings.LUOSHI_HASH)
        return {**dict.fromkeys(ASKED), "contact_hash": digest}

    @classmethod
    def erase(cls, record: Record) -> None:
        cls._default_manager.filter(record=record).update(contact="", phone="", salt="", erased_on=clock.today())

    @property
    def said(self) -> str:
        return " ".join(part for part in (self.contact, self.phone) if part)
