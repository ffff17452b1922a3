"""The ledger's spine: Record – Event – Assignment – Milestone – Target – Evidence – Citation.

What one type of record filters, sorts or sums by stands in its own detail model (records/types/).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.documents.models import Document
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import Role

# The columns of detail models that name somebody in person; each type adds its own (registry.py).
NAMING: list[str] = []


class RecordQuerySet(models.QuerySet["Record"]):
    def visible_to(self, post: Post | None) -> RecordQuerySet:
        """督查员 and leaders see their zone, and what the zones they oversee have handed out.

        A unit sees what it has a part in, once it has been handed out; 分管领导 see that of the units in their charge.
        Whom a task names in person sees it besides. Officers: nothing.
        """
        if post is None or post.is_officer:
            return self.none()
        in_zone = self.filter(zone=post.zone_id)
        if post.overseen:
            return self.filter(Q(zone=post.zone_id) | Q(zone__in=post.overseen, is_handed_out=True))
        if post.sees_zone:
            return in_zone
        seen = Q(pk__in=Assignment.objects.filter(unit__in=post.own_units).values("record"))
        if post.is_named:
            for column in NAMING:
                seen |= Q(**{column: post.person_id})
            seen |= Q(pk__in=Milestone.objects.filter(post=post).values("record"))
        return in_zone.filter(seen, is_handed_out=True)


class Record(models.Model):
    """One thing that moves through states. ``wording`` is the original sentence and never changes."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="records")
    type = models.CharField(max_length=20)
    code = models.CharField(_("编号"), max_length=20)
    state = models.CharField(_("状态"), max_length=20)
    # The day it came to that state; empty for what was there before days were kept.
    since = models.DateField(_("进入本阶段"), null=True, blank=True)
    title = models.CharField(_("标题"), max_length=300)
    wording = models.TextField(_("原句"), blank=True)
    due = models.DateField(_("完成时限"), null=True, blank=True)
    # A primary goal and its sub-tasks: the parent's progress is Σ(weight × progress)/Σweight of its children.
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    weight = models.PositiveSmallIntegerField(_("权重"), default=1)
    is_handed_out = models.BooleanField(default=False)
    # What the zone asks besides what the type declares (settled.Extra), shown and never computed with.
    extra = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    # Kept from the decision table at every event and every morning (records/lights.py), so that lists can filter.
    light = models.CharField(_("亮灯"), max_length=10, default="none")
    light_label = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("事项")
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["zone", "type", "code"], name="record_code_once")]
        indexes = [
            models.Index(fields=["zone", "type", "state"]),
            models.Index(fields=["zone", "type", "light", "due"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class PartQuerySet(models.QuerySet[Any]):
    """Rows that belong to a record are seen by those who see the record."""

    def visible_to(self, post: Post | None) -> PartQuerySet:
        return self.filter(record__in=Record.objects.visible_to(post))


class EventQuerySet(PartQuerySet):
    def update(self, **_kwargs: Any) -> int:
        raise Refused(str(_("办理记录只能追加，不能修改。")))

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Refused(str(_("办理记录只能追加，不能删除。")))


class Event(models.Model):
    """One change, append-only, written with it by flow.apply_transition.

    ``values`` are the facts after the change, so "as of T" is the latest event at T. ``undo`` holds the detail
    fields as they were, for taking back. ``text`` is the canonical text that ``hash`` links to the event before.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    transition = models.CharField(max_length=30)
    label = models.CharField(_("动作"), max_length=40)
    values = models.JSONField()
    answers = models.JSONField(default=dict)
    undo = models.JSONField(default=dict)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    algorithm = models.CharField(max_length=10)
    previous = models.CharField(max_length=64)
    text = models.TextField()
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("办理记录")
        ordering = ["record", "seq"]
        constraints = [models.UniqueConstraint(fields=["record", "seq"], name="event_seq_once")]
        indexes = [models.Index(fields=["record", "entered_at"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused(str(_("办理记录只能追加，不能修改。")))
        super().save(*args, **kwargs)


# What stands for a person whose data was erased.
ERASED = _("（已按规定删除）")


class Signature(models.Model):
    """Who acted, in the names of the day. Erasable: the event's chain holds only the salted hash."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="signature")
    # Whose it is, for finding it when it is to be erased; the chain knows nothing of this column.
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="signatures")
    person_name = models.CharField(max_length=90)
    unit_name = models.CharField(max_length=80)
    role_name = models.CharField(max_length=20)
    salt = models.CharField(max_length=32)

    @property
    def who(self) -> str:
        """Unit and name for the reader of a history."""
        return f"{self.unit_name} {self.person_name}" if self.salt else str(ERASED)

    @property
    def text(self) -> str:
        return f"{self.unit_name} {self.person_name} {self.role_name}"


class Part(models.TextChoices):
    LEAD = "lead", _("牵头单位")
    JOINT_LEAD = "joint_lead", _("共同牵头")
    SUPPORT = "support", _("责任单位")


class Assignment(models.Model):
    """A unit's part in a record, which it acknowledges and answers for itself (records/parts.py).

    ``acknowledged_by`` is empty where an imported ledger says so and nobody signed here. ``asked_again``: the task was
    sent back and this unit, which need not lead it, must answer before it is asked to be closed once more.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    part = models.CharField(_("分工"), max_length=12, choices=Part.choices)
    acknowledged_on = models.DateField(_("签收日期"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answered_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(_("答复"), blank=True)
    asked_again = models.BooleanField(_("须重新答复"), default=False)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("分工")
        ordering = ["part", "unit__position"]
        constraints = [models.UniqueConstraint(fields=["record", "unit"], name="unit_once_in_a_record")]

    @property
    def must_answer(self) -> bool:
        return self.part == Part.JOINT_LEAD or self.asked_again


class Milestone(models.Model):
    """A dated step with a post to answer for it (分解到周，细化到天，责任到人). ``weight`` is relative.

    ``because`` are the words or the rule it was proposed from; ``original_due`` is the day it had before it was first
    moved after the hand-out.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="milestones")
    title = models.CharField(_("节点"), max_length=120)
    due = models.DateField(_("日期"))
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="milestones")
    weight = models.PositiveSmallIntegerField(_("权重"), default=1)
    because = models.CharField(_("依据"), max_length=200, blank=True)
    original_due = models.DateField(_("原定日期"), null=True, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("节点")
        ordering = ["due", "id"]

    def __str__(self) -> str:
        return self.title


class Target(models.Model):
    """A number to be reached (量化目标): 新增 ≥ 120 家. ``base`` is where it starts when that is stated."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="targets")
    name = models.CharField(_("指标"), max_length=120)
    op = models.CharField(max_length=2, default=">=")
    base = models.DecimalField(_("基数"), max_digits=24, decimal_places=4, null=True, blank=True)
    value = models.DecimalField(_("目标值"), max_digits=24, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("计量单位"), max_length=20, blank=True)
    due = models.DateField(null=True, blank=True)
    reached = models.DecimalField(_("已达"), max_digits=24, decimal_places=4, null=True, blank=True)
    # What it counts of the tied records, where nobody types it (records/counting.py): a type, and a state of its path.
    counted_type = models.CharField(max_length=20, blank=True)
    counted_state = models.CharField(max_length=20, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("量化目标")
        ordering = ["id"]


def evidence_path(evidence: Evidence, _filename: str) -> str:
    """Stored under its hash: the name a person gave never touches the file system."""
    return f"{evidence.sha256[:2]}/{evidence.sha256}"


class EvidenceQuerySet(PartQuerySet):
    def standing(self) -> EvidenceQuerySet:
        """Without what was brought by a step that was taken back."""
        return self.filter(withdrawn=False)


class Evidence(models.Model):
    """A file or a link that shows a result (佐证), with the hash of its content.

    ``event`` is the step that brought it; empty only inside the transaction of that step.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="evidence")
    milestone = models.ForeignKey(Milestone, models.PROTECT, null=True, blank=True, related_name="evidence")
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="evidence")
    name = models.CharField(_("名称"), max_length=200)
    link = models.URLField(_("链接"), max_length=500, blank=True)
    file = models.FileField(upload_to=evidence_path, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    withdrawn = models.BooleanField(default=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("佐证")
        ordering = ["id"]


class Citation(models.Model):
    """A record's words in a document. Never a key to a span: a new reader version breaks nothing."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="citations")
    document = models.ForeignKey(Document, models.PROTECT, related_name="citations")
    text_sha256 = models.CharField(max_length=64)
    pieces = models.JSONField()
    words = models.TextField()

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("出处")
        ordering = ["id"]


class Tie(models.Model):
    """A reference from one record to another (关联). It counts for nothing and rolls nothing up."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="ties")
    other = models.ForeignKey(Record, models.PROTECT, related_name="tied_from")
    note = models.CharField(_("说明"), max_length=200, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("关联")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["record", "other"], name="tied_once")]


class SealQuerySet(models.QuerySet["Seal"]):
    def visible_to(self, post: Post | None) -> SealQuerySet:
        """审计员, of whatever zone: one seal is over the whole installation."""
        return self.all() if post and post.role == Role.AUDITOR else self.none()


class Seal(models.Model):
    """Witness to where every chain stood at a moment (封存), keyed with a secret that is not in the database.

    ``heads`` are ``[record id, code, seq, hash]`` of the records that moved since the seal before; all seals together
    say every head. ``digest`` is over all heads in order, ``mac`` over the whole seal and the ``mac`` before it.
    """

    number = models.PositiveIntegerField(unique=True)
    made_at = models.DateTimeField(default=clock.now)
    algorithm = models.CharField(max_length=10)
    records = models.PositiveIntegerField()
    events = models.PositiveIntegerField()
    heads = models.JSONField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    mac = models.CharField(max_length=64)

    objects = SealQuerySet.as_manager()

    class Meta:
        verbose_name = _("封存")
        ordering = ["number"]


class LightTableQuerySet(models.QuerySet["LightTable"]):
    def visible_to(self, post: Post | None) -> LightTableQuerySet:
        """By what rules they are lit everyone in the zone may know; the three officers see nothing of the ledger."""
        return self.filter(zone=post.zone) if post and not post.is_officer else self.none()


class LightTable(models.Model):
    """A version of a zone's decision table for one type of record (亮灯规则), in force from ``made_at`` on.

    ``rules`` are rag.Rule as objects. Append-only: past days are lit by the table of their day.
    """

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="light_tables")
    type = models.CharField(max_length=20)
    rules = models.JSONField()
    reason = models.CharField(_("修改理由"), max_length=200)
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    objects = LightTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("亮灯规则")
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["zone", "type", "made_at"])]
