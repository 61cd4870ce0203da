"""A form as a page posts it: its fields as nested data, and this sending as a submission."""

import uuid
from collections.abc import Mapping
from typing import TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from fieldwork.rest.errors import Invalid
from fieldwork.rest.idempotency import Submission, make_submission
from fieldwork.rest.nested_fields import nested

API_PREFIX = "/api/v1"
V = TypeVar("V")

NOT_FINGERPRINTED = frozenset({"csrfmiddlewaretoken", "submission_id", "password"})
"""What differs between two sendings of the same form, and what must not be kept even as a digest."""


def parse_post(request: HttpRequest) -> tuple[dict[str, object], Submission]:
    """The posted fields as nested data, and this sending. Raises Invalid without a submission_id."""
    submission = submission_of(request)
    if submission is None:
        raise Invalid({"submission_id": _("Expected a UUID")})
    return nested(_fields({name: str(value) for name, value in request.POST.items()})), submission


def submission_of(request: HttpRequest) -> Submission | None:
    """This sending; None where a browser without scripts sent no id.

    A form says the same as the API's call with these fields at the same address: an outbox may change over.
    """
    try:
        identity = uuid.UUID(request.POST.get("submission_id", ""))
    except ValueError:
        return None
    # A name that is sent several times (roles of a person) counts with all its values.
    posted = {name: values[0] if len(values) == 1 else values for name, values in request.POST.lists()}
    return make_submission(identity, [request.method, f"{API_PREFIX}{request.path}", nested(_fields(posted))])


def _fields(posted: Mapping[str, V]) -> dict[str, V]:
    return {name: value for name, value in posted.items() if name not in NOT_FINGERPRINTED}
