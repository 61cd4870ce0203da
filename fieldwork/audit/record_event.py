"""Add a line to the audit log, in the transaction of the act itself: both or neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import models, transaction
from django.utils import timezone

from fieldwork.audit.models import AuditAction, AuditEntry, SubjectKind
from fieldwork.audit.request_context import current_request

Value = str | int | bool | None
Change = tuple[str, Value, Value]
"""Field, before, after."""

SECRETS = {"password", "certificates", "key"}
DRAWN_FROM_OTHERS = {"id", "search", "sort_key", "digits", "logo_sha256"}
NOT_RECORDED = SECRETS | DRAWN_FROM_OTHERS | {"last_login", "joined_at", "logo", "photo", "theme", "is_demo"}
"""Fields of which no line speaks; a logo has acts of its own."""

MAX_NAME = 200


def record(
    act: AuditAction,
    subject: models.Model,
    *,
    changes: Sequence[Change] = (),
    by: models.Model | None = None,
    name: str = "",
) -> None:
    """Writes one audit entry, by the current request's person, or by `by` where another is known to act.

    `subject` is of a model that SubjectKind has, and is unsaved for an unknown person; `name` replaces its own.
    """
    current = current_request()
    AuditEntry.objects.create(
        created_at=timezone.now(),
        author_id=by.pk if by else current.person_id if current else None,
        author_name=(str(by) if by else current.person_name if current else "")[:100],
        act=act,
        kind=SubjectKind(subject._meta.label_lower),
        subject_id=subject.pk or 0,
        name=(name or str(subject))[:MAX_NAME],
        changes=[list(one) for one in changes],
        address=current.address if current else "",
        request_id=current.id if current else "",
    )


def record_added(subject: models.Model, *, by: models.Model | None = None) -> None:
    """Records that `subject` was added, with its present values."""
    values = {field: value for field, value in _values(subject).items() if value not in ("", None)}
    record(AuditAction.ADDED, subject, changes=[(field, None, value) for field, value in values.items()], by=by)


@contextmanager
def recorded_change(subject: models.Model, *, by: models.Model | None = None) -> Iterator[None]:
    """Records the changes made to `subject`'s row inside the block, field by field; nothing if nothing changed."""
    with transaction.atomic():
        before = _values(subject)
        yield
        after = _values(subject)
        changed = [(field, before.get(field), value) for field, value in after.items() if value != before.get(field)]
        if changed:
            record(AuditAction.CHANGED, subject, changes=changed, by=by)


def _values(subject: models.Model) -> dict[str, Value]:
    """Returns the row's stored values by field; for a relation, the name of its target."""
    fields = [field for field in subject._meta.concrete_fields if field.name not in NOT_RECORDED]
    columns = {f"{field.name}__name" if field.is_relation else field.name: field.name for field in fields}
    found = subject._meta.model._base_manager.filter(pk=subject.pk).values(*columns).first() or {}
    return {name: _plain(found.get(lookup)) for lookup, name in columns.items()}


def _plain(value: object) -> Value:
    return value if isinstance(value, str | int | bool | None) else str(value)
