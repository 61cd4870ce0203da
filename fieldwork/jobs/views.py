"""*Try again*: in *Outgoing*, and on the page of a document that could not be made."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from fieldwork.documents.models import Document
from fieldwork.documents.views import may_retry
from fieldwork.jobs.models import Job
from fieldwork.jobs.retry_now import retry_document, retry_job
from fieldwork.masterdata.views.form_responses import redirect_with_message
from fieldwork.orders.models import Order
from fieldwork.people.roles import Right
from fieldwork.shell.auth import current_person, login_required, permission_required

TRIED = _("It is tried again now")


@require_POST
@permission_required(Right.MANAGE_MAIL)
def unmade(request: HttpRequest, key: int) -> HttpResponse:
    """POST /outgoing/documents/7/again: the document with this key."""
    retry_document(get_object_or_404(Document.objects.select_related("version"), pk=key))
    return redirect_with_message(request, reverse("outgoing"), words=TRIED)


@require_POST
@permission_required(Right.MANAGE_MAIL)
def step(request: HttpRequest, key: int) -> HttpResponse:
    """POST /outgoing/steps/7/again."""
    retry_job(get_object_or_404(Job, pk=key))
    return redirect_with_message(request, reverse("outgoing"), words=TRIED)


@require_POST
@login_required
def document(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """POST /orders/4/documents/1/again, from the office, about an order that the person sees."""
    person = current_person(request)
    if not may_retry(person):
        raise Http404
    visible = Order.objects.visible_to(person).filter(pk=number)
    found = Document.objects.select_related("version")
    retry_document(get_object_or_404(found, version__number=version, version__order__in=visible))
    return redirect_with_message(request, reverse("document-page", args=[number, version]))
