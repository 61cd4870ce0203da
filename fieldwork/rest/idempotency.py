"""Acts once for a submission and gives the first result again, for ever: forms, calls of the API, client links."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.people.models import Person
from fieldwork.rest.canonical_json import canonical_digest
from fieldwork.rest.errors import Invalid
from fieldwork.rest.models import IdempotencyRecord

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Submission:
    """One sending: the `id` that its sender chose, and the digest of all that must be the same for the same result.

    `earlier_fingerprint` is the digest that an older program would have recorded, "" if it recorded none.
    """

    id: uuid.UUID
    fingerprint: str
    earlier_fingerprint: str = ""


def make_submission(identity: uuid.UUID, content: object) -> Submission:
    """`content` is what was sent and where to, as JSON-like data."""
    return Submission(identity, canonical_digest(content), canonical_digest(content, escaped=True))


def idempotent(
    submission: Submission | None, act: Callable[[], M | None], *, by: Person | None, model: type[M]
) -> M | None:
    """Acts and returns what `act` does; for a submission that came before, returns that again and does nothing.

    `by` is None for whoever comes by a client's link. The same submission that arrives meanwhile waits: on
    PostgreSQL at the unique key, on SQLite at the file's write lock. What `act` raises rolls back the claim with
    everything else, so a form that was refused may be corrected under its id.
    Raises Invalid at "submission_id" for other content under the same id.
    """
    if submission is None:
        return act()
    with transaction.atomic():
        record = claim(submission, by=by, model=model)
        if record is None:
            raise Invalid({"submission_id": _("This form was already sent with other content.")})
        result = act_once(record, act, model=model)
        record.save()
        return result


def claim(submission: Submission, *, by: Person | None, model: type[Model]) -> IdempotencyRecord | None:
    """The one record of this submission, inside a transaction: ours, without a status, or that of the first one.

    None if the first one said something else, or wrote something else than a `model`. Forms that an older program
    recorded have no fingerprint: they count as the same.
    """
    ours = IdempotencyRecord(
        person=by, key=submission.id, fingerprint=submission.fingerprint, created_at=timezone.now()
    )
    IdempotencyRecord.objects.bulk_create([ours], ignore_conflicts=True)
    record = IdempotencyRecord.objects.get(person=by, key=submission.id)
    is_same = record.fingerprint in ("", submission.fingerprint, submission.earlier_fingerprint)
    return record if is_same and record.result_type in ("", _name_of(model)) else None


def act_once(record: IdempotencyRecord, act: Callable[[], M | None], *, model: type[M]) -> M | None:
    """What `act` returns, noted in its record, which the caller saves; for one with a status, what was noted there.

    None where `act` changed nothing, and where what it made is there no more.
    """
    if record.status is not None:
        return _result_of(record, model=model)
    result = act()
    record.status = 200
    if result is not None:
        record.result_type, record.result_id = _name_of(model), str(result.pk)
    return result


def _result_of(record: IdempotencyRecord, *, model: type[M]) -> M | None:
    rows: Any = model._default_manager
    found: M | None = rows.filter(pk=record.result_id).first() if record.result_id else None
    return found


def submissions_of(rows: Sequence[M], *, by: Person) -> dict[str, uuid.UUID]:
    """The ids under which `by` sent what wrote these rows, by the text of the row's key; in one query, if any."""
    if not rows:
        return {}
    keys = [str(row.pk) for row in rows]
    records = IdempotencyRecord.objects.filter(
        person=by, result_type=_name_of(type(rows[0])), result_id__in=keys
    ).exclude(result_id="")
    return dict(records.values_list("result_id", "key"))


def _name_of(model: type[Model]) -> str:
    return model._meta.label_lower
