"""Acts once for a key and gives the first answer again, for ever (Idempotency-Key)."""

import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import BaseModel

from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid
from fieldwork.rest.models import IdempotencyRecord

HEADER = "Idempotency-Key"


@dataclass(frozen=True)
class ApiRequest:
    """A call that changes something. `content` is what was sent, as JSON-like data; `key` None promises nothing."""

    person: Person
    key: uuid.UUID | None
    method: str
    path: str
    content: object

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that must be the same for the same answer; the order of an object's keys is not."""
        said = json.dumps([self.method, self.path, self.content], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True)
class ApiResponse:
    """An answer: HTTP status, and what is sent as JSON."""

    status: int
    body: BaseModel


def read_key(text: str | None) -> uuid.UUID | None:
    """The key in the header, None without one. Raises Invalid if it is no UUID."""
    if text is None:
        return None
    try:
        return uuid.UUID(text.strip())
    except ValueError as bad:
        raise Invalid({HEADER: _("Expected a UUID")}) from bad


def idempotent(call: ApiRequest, act: Callable[[], ApiResponse]) -> HttpResponse:
    """Acts and answers; with a key that was answered before, gives that answer and does nothing.

    The same request that arrives meanwhile waits: on PostgreSQL at the unique key, on SQLite at the file's write lock.
    What `act` raises rolls back the key with everything else, so it stays free. Raises Invalid for another
    call under the same key.
    """
    if call.key is None:
        response = act()
        return json_response(response.status, response.body)
    with transaction.atomic():
        record = _claim(call, call.key)
        if record.fingerprint != call.fingerprint:
            raise Invalid({HEADER: _("This key was already used for another call.")})
        if record.status is None:
            response = act()
            record.status, record.body = response.status, to_json(response.body)
            IdempotencyRecord.objects.filter(pk=record.pk).update(status=record.status, body=record.body)
        return _stored_json(record.status, record.body)


def to_json(body: BaseModel) -> str:
    """`body` as this API writes JSON: short, UTF-8, no escapes."""
    return body.model_dump_json(by_alias=True)


def json_response(status: int, body: BaseModel) -> HttpResponse:
    """An answer in JSON."""
    return _stored_json(status, to_json(body))


def _stored_json(status: int, text: str) -> HttpResponse:
    return HttpResponse(text.encode(), status=status, content_type="application/json")


def _claim(call: ApiRequest, key: uuid.UUID) -> IdempotencyRecord:
    """The one row of this key: ours, still without an answer, or that of the first call, with one."""
    ours = IdempotencyRecord(person=call.person, key=key, fingerprint=call.fingerprint, created_at=timezone.now())
    IdempotencyRecord.objects.bulk_create([ours], ignore_conflicts=True)
    return IdempotencyRecord.objects.get(person=call.person, key=key)
