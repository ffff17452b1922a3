"""How somebody outside is reached (联系人): in a row that can be erased (个人信息保护法 §47), never in the chain."""

from __future__ import annotations

from typing import Any, ClassVar, Self, cast

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from luoshi.core import chain, clock
from luoshi.org.models import Post
from luoshi.records.declaration import Answers
from luoshi.records.models import PartQuerySet, Record

ASKED = ("contact", "phone")


class Reachable(models.Model):
    """Who that is for a record; a type derives its own row, which may narrow who sees it.

    ``salt`` is that of the hash which the event holds in place of the name.
    """

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="%(class)s")
    contact = models.CharField(_("联系人"), max_length=60, blank=True)
    phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    salt = models.CharField(max_length=32)
    erased_on = models.DateField(null=True)

    objects: ClassVar[models.Manager[Any]] = PartQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def of(cls, record: Record) -> Self | None:
        return cast("Self | None", cls._default_manager.filter(record=record).first())

    @classmethod
    def shown_to(cls, post: Post, record: Record) -> Self | None:
        rows: PartQuerySet = cls._default_manager.all()
        return cast("Self | None", rows.visible_to(post).filter(record=record).first())

    # An effect or a bar of the type's steps each (declaration.Transition).

    @classmethod
    def keep(cls, record: Record, _post: Post, answers: Answers) -> dict[str, Any]:
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
    def erase(cls, record: Record, _post: Post, _answers: Answers) -> None:
        cls._default_manager.filter(record=record).update(contact="", phone="", salt="", erased_on=clock.today())

    @classmethod
    def is_not_kept(cls, record: Record, _post: Post) -> str | None:
        row = cls.of(record)
        if row and row.said:
            return None
        return _now("“%(title)s”没有留存%(who)s信息。") % {"title": record.title, "who": cls._meta.verbose_name}

    @property
    def said(self) -> str:
        return " ".join(part for part in (self.contact, self.phone) if part)
