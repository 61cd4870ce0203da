"""A call of the API that changes something: acted on once for its Idempotency-Key, and answered alike for ever."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel

from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid
from fieldwork.rest.idempotency import Submission, act_once, claim, make_submission

HEADER = "Idempotency-Key"
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class ApiRequest:
    """A call that changes something. `content` is what was sent, as JSON-like data; `key` None promises nothing."""

    person: Person
    key: uuid.UUID | None
    method: str
    path: str
    content: object

    @property
    def submission(self) -> Submission | None:
        """The call as a submission; a form of the page at the same address is the same one."""
        return make_submission(self.key, [self.method, self.path, self.content]) if self.key else None


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


def idempotent_response(
    call: ApiRequest, act: Callable[[], M | None], respond: Callable[[M | None], ApiResponse], *, model: type[M]
) -> HttpResponse:
    """Acts and answers with `respond(result)`; a key that was answered before gets that answer, to the byte.

    A submission that a page made before is answered for the first time: from its result, as things are now.
    Raises Invalid for another call under the same key.
    """
    if (submission := call.submission) is None:
        response = respond(act())
        return json_response(response.status, response.body)
    with transaction.atomic():
        record = claim(submission, by=call.person, model=model)
        if record is None:
            raise Invalid({HEADER: _("This key was already used for another call.")})
        if not record.body:
            response = respond(act_once(record, act, model=model))
            record.status, record.body = response.status, to_json(response.body)
            record.save()
        assert record.status is not None
        return _stored_json(record.status, record.body)


def to_json(body: BaseModel) -> str:
    """`body` as this API writes JSON: short, UTF-8, no escapes."""
    return body.model_dump_json(by_alias=True)


def json_response(status: int, body: BaseModel) -> HttpResponse:
    """An answer in JSON."""
    return _stored_json(status, to_json(body))


def _stored_json(status: int, text: str) -> HttpResponse:
    return HttpResponse(text.encode(), status=status, content_type="application/json")
