"""What can go wrong, as exceptions that every door turns into its own answer (RFC 9457 for the API)."""

from collections.abc import Mapping

from django.http import JsonResponse
from django.utils.functional import Promise

Sentence = str | Promise


class Invalid(Exception):
    """The input is not acceptable: every error at once, each at its field ("products.0.quantity")."""

    def __init__(self, errors: Mapping[str, Sentence]) -> None:
        super().__init__("; ".join(errors))
        self.errors = {field: str(message) for field, message in errors.items()}


class Conflict(Exception):
    """The action is not possible now; `reason` is for the person, `facts` (state, version) for programs."""

    def __init__(self, reason: Sentence, **facts: str | int) -> None:
        super().__init__(str(reason))
        self.reason = str(reason)
        self.facts = facts


class Forbidden(Exception):
    """The person may see this but not do this."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.reason = str(reason)


TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    408: "Too slow",
    409: "Not possible now",
    410: "Damaged",
    413: "Too large",
    415: "Not JSON",
    422: "Not acceptable input",
    500: "Server error",
    503: "Busy",
    507: "Disk full",
}


def problem_details(status: int, detail: Sentence, **more: object) -> JsonResponse:
    """An RFC 9457 answer; `more` are its extension members."""
    body = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": str(detail), **more}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def problem_details_of(error: Invalid | Conflict | Forbidden) -> JsonResponse:
    """The API's answer to one of our three exceptions."""
    if isinstance(error, Invalid):
        errors = [{"field": field, "message": message} for field, message in error.errors.items()]
        return problem_details(422, f"{len(errors)} field(s) need attention", errors=errors)
    if isinstance(error, Conflict):
        return problem_details(409, error.reason, **error.facts)
    return problem_details(403, error.reason)
