"""What a form's post is answered with: the next address, the form with its errors, or why it is not possible."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fieldwork.orders.models import Entry
from fieldwork.rest.errors import Conflict, Forbidden, Invalid, problem_details_of
from fieldwork.rest.form_post import parse_post
from fieldwork.rest.idempotency import idempotent
from fieldwork.rest.nested_fields import nested
from fieldwork.shell.auth import current_person

OnValid = Callable[[dict[str, object]], Entry | None]
RenderForm = Callable[[dict[str, object], dict[str, str]], HttpResponse]


def submit(request: HttpRequest, render_form: RenderForm, on_valid: OnValid) -> HttpResponse:
    """Runs `on_valid(data)` once. On errors `render_form(data, errors)` shows what was sent, with status 422."""
    data: dict[str, object] = nested({name: str(value) for name, value in request.POST.items()})
    try:
        data, submission = parse_post(request)
        # Before anything is looked up: what was recorded once is answered alike, whatever became of master data.
        entry = idempotent(submission, partial(on_valid, data), by=current_person(request), model=Entry)
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
