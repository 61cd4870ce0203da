"""What a form's post is answered with: the next address, the form with its faults, or why it is not possible."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fieldwork.orders.actions.steps import replay
from fieldwork.orders.models import Entry
from fieldwork.orders.submission import Submission, submission_of
from fieldwork.rest.forms import nested
from fieldwork.rest.problems import Forbidden, Invalid, Refused, problem_of
from fieldwork.rest.reading import Reader
from fieldwork.shell.doors import person_of

NOT_CONTENT = frozenset({"csrfmiddlewaretoken", "submission_id"})


def sent(request: HttpRequest) -> tuple[dict[str, object], Submission]:
    """The posted fields as nested data, and this sending's identity. Raises Invalid without a submission_id."""
    fields = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    data = nested({name: value for name, value in fields.items() if name not in NOT_CONTENT})
    reader = Reader(fields)
    identity = reader.identity("submission_id")
    reader.check()
    assert identity is not None
    return data, submission_of(identity, [request.path, data])


def act(
    request: HttpRequest,
    again: Callable[[dict[str, object], dict[str, str]], HttpResponse],
    do: Callable[..., Entry | None],
) -> HttpResponse:
    """Runs `do(data, submission)`. On faults `again(data, errors)` shows the form as it was sent, with status 422."""
    data: dict[str, object] = nested({name: str(value) for name, value in request.POST.items()})
    try:
        data, submission = sent(request)
        # Before anything is looked up: what was recorded once is answered alike, whatever became of master data.
        entry = replay(submission, by=person_of(request)) or do(data, submission)
    except Invalid as wrong:
        shown = again(data, wrong.errors)
        shown.status_code = 422
        return shown
    except (Refused, Forbidden) as refusal:
        return problem_of(refusal)
    response = HttpResponse(status=201 if entry else 200)
    if entry is not None:
        response["X-Location"] = f"/orders/{entry.order_id}"
    return response


def summary(errors: dict[str, str]) -> str:
    """One sentence above a form with faults; "" without any."""
    if not errors:
        return ""
    loose = [text for field, text in errors.items() if field.partition(".")[0] in {"files", "submission_id"}]
    return " ".join(loose) or _("Some fields need your attention. Nothing was sent yet.")
