"""The company's seal, as an administrator sees and changes it."""

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from fieldwork.documents.actions.manage_seal import current_seal_key, expiring_own_key, renew_seal, save_seal
from fieldwork.documents.seal_description import certificate_facts
from fieldwork.masterdata.views.form_responses import redirect_with_message
from fieldwork.people.roles import Right
from fieldwork.rest.errors import Invalid
from fieldwork.shell.auth import current_person, permission_required


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Right.MANAGE_COMPANY)
def seal_page(request: HttpRequest) -> HttpResponse:
    """GET /company/seal; POST with "file" and "password" takes the company's own certificate."""
    if request.method != "POST":
        return _show(request, {})
    try:
        save_seal(request.FILES.get("file"), request.POST.get("password", ""), by=current_person(request))
    except Invalid as invalid:
        return _show(request, invalid.errors, status=422)
    return redirect_with_message(request, reverse("seal"), words=_("From now on documents carry this seal"))


@require_POST
@permission_required(Right.MANAGE_COMPANY)
def new_seal(request: HttpRequest) -> HttpResponse:
    """POST /company/seal/renewal: a new self-made certificate."""
    renew_seal(by=current_person(request))
    return redirect_with_message(request, reverse("seal"), words=_("From now on documents carry this seal"))


def _show(request: HttpRequest, errors: dict[str, str], status: int = 200) -> HttpResponse:
    key = current_seal_key()
    context = {
        "key": key,
        "certificate": certificate_facts(key) if key else None,
        "ends": expiring_own_key(),
        "now": timezone.now(),
        "errors": errors,
        "messages": get_messages(request),
    }
    return render(request, "documents/seal.html", context, status=status)
