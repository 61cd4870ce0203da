"""The company's seal, as an administrator sees and changes it."""

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from fieldwork.documents.actions.keep_seal import keep_seal, own_that_ends, renew_seal, the_seal_key
from fieldwork.documents.sealed import described
from fieldwork.masterdata.views.answering import went_well
from fieldwork.people.roles import Right
from fieldwork.rest.problems import Invalid
from fieldwork.shell.doors import person_of, with_right


@require_http_methods(["GET", "HEAD", "POST"])
@with_right(Right.KEEP_COMPANY)
def seal_page(request: HttpRequest) -> HttpResponse:
    """GET /company/seal; POST with "file" and "password" takes the company's own certificate."""
    if request.method != "POST":
        return _show(request, {})
    try:
        keep_seal(request.FILES.get("file"), request.POST.get("password", ""), by=person_of(request))
    except Invalid as invalid:
        return _show(request, invalid.errors, status=422)
    return went_well(request, reverse("seal"), words=_("From now on documents carry this seal"))


@require_POST
@with_right(Right.KEEP_COMPANY)
def new_seal(request: HttpRequest) -> HttpResponse:
    """POST /company/seal/renewal: a new self-made certificate."""
    renew_seal(by=person_of(request))
    return went_well(request, reverse("seal"), words=_("From now on documents carry this seal"))


def _show(request: HttpRequest, errors: dict[str, str], status: int = 200) -> HttpResponse:
    key = the_seal_key()
    context = {
        "key": key,
        "certificate": described(key) if key else None,
        "ends": own_that_ends(),
        "now": timezone.now(),
        "errors": errors,
        "messages": get_messages(request),
    }
    return render(request, "documents/seal.html", context, status=status)
