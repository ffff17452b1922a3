"""Units, people and posts; the grants that give posts; the log of who did what."""

from luoshi.org.models.audit_log import AuditEntry, Kind
from luoshi.org.models.grants import Grant, GrantKind, GrantState
from luoshi.org.models.people import Deputy, Person, Post, PostQuerySet, Unit, in_force
from luoshi.org.models.second_factor import SecondFactor

__all__ = [
    "AuditEntry",
    "Deputy",
    "Grant",
    "GrantKind",
    "GrantState",
    "Kind",
    "Person",
    "Post",
    "PostQuerySet",
    "SecondFactor",
    "Unit",
    "in_force",
]
