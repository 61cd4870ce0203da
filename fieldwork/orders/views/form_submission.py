"""What a form's post is answered with: the next address, the form with its errors, or why it is not possible."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fieldwork.orders.actions.transaction import find_replayed
from fieldwork.orders.models import Entry
from fieldwork.orders.submission import Submission, make_submission
from fieldwork.rest.command import Command
from fieldwork.rest.errors import Conflict, Forbidden, Invalid, problem_details_of
from fieldwork.rest.field_types import SubmissionId
from fieldwork.rest.nested_fields import nested
from fieldwork.shell.auth import current_person

NOT_FINGERPRINTED = frozenset({"csrfmiddlewaretoken", "submission_id"})


class Submitted(Command):
    """A form as it was sent, however often it arrives."""

    submission_id: SubmissionId


def parse_post(request: HttpRequest) -> tuple[dict[str, object], Submission]:
    """The posted fields as nested data, and this sending's identity. Raises Invalid without a submission_id."""
    fields = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    data = nested({name: value for name, value in fields.items() if name not in NOT_FINGERPRINTED})
    identity = Submitted.parse(fields).submission_id
    return data, make_submission(identity, [request.path, data])


def submit(
    request: HttpRequest,
    render_form: Callable[[dict[str, object], dict[str, str]], HttpResponse],
    on_valid: Callable[..., Entry | None],
) -> HttpResponse:
    """Runs `on_valid(data, submission)`. On errors `render_form(data, errors)` shows what was sent, with status 422."""
    data: dict[str, object] = nested({name: str(value) for name, value in request.POST.items()})
    try:
        data, submission = parse_post(request)
        # Before anything is looked up: what was recorded once is answered alike, whatever became of master data.
        entry = find_replayed(submission, by=current_person(request)) or on_valid(data, submission)
    except Invalid as wrong:
        shown = render_form(data, wrong.errors)
        shown.status_code = 422
        return shown
    except (Conflict, Forbidden) as refusal:
        return problem_details_of(refusal)
    response = HttpResponse(status=201 if entry else 200)
    if entry is not None:
        response["X-Location"] = f"/orders/{entry.order_id}"
    return response


def error_summary(errors: dict[str, str]) -> str:
    """Returns the text above a form with errors; "" without any."""
    if not errors:
        return ""
    loose = [text for field, text in errors.items() if field.partition(".")[0] in {"files", "submission_id"}]
    return " ".join(loose) or _("Some fields need your attention. Nothing was sent yet.")
