"""Documents in the browser."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fieldwork.documents.actions.make_pdf import RenderingFailed, make_pdf
from fieldwork.documents.actions.repair_pdf import open_whole_pdf, read_pdf
from fieldwork.documents.models import Document
from fieldwork.documents.page_pictures import draw_page
from fieldwork.documents.pdf_response import pdf_response
from fieldwork.documents.render_pdf import is_heavy
from fieldwork.documents.retry_policy import MAX_WAIT_SECONDS
from fieldwork.orders.models import DocumentVersion, Order
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.shell.auth import current_person, login_required
from fieldwork.shell.cache_headers import not_modified_or

THUMBNAIL, READABLE = 36, 120
"""Dots an inch."""


@require_safe
@login_required
def document(request: HttpRequest, number: int, version: int) -> HttpResponseBase:
    """The PDF of one version; 503 in words while it cannot be made, 404 for whoever may not see the order."""
    order = get_object_or_404(Order.objects.visible_to(current_person(request)), pk=number)
    found = get_object_or_404(DocumentVersion, order=order, number=version)
    try:
        return pdf_response(request, ensure_document(found))
    except RenderingFailed as failure:
        return not_ready_page(request, failure.document)


@require_safe
@login_required
def first_page(request: HttpRequest, number: int, version: int) -> HttpResponseBase:
    """GET /orders/4/documents/1/thumbnail: a small picture of the first page."""
    return _picture(request, number, version, 1, THUMBNAIL)


@require_safe
@login_required
def page_picture(request: HttpRequest, number: int, version: int, place: int) -> HttpResponseBase:
    """GET /orders/4/documents/1/pages/2: the page as it is read on a screen."""
    return _picture(request, number, version, place, READABLE)


def _picture(request: HttpRequest, number: int, version: int, place: int, dots_per_inch: int) -> HttpResponseBase:
    """Drawn from the kept file; it never changes, as the version does not."""
    visible = Order.objects.visible_to(current_person(request))
    found = get_object_or_404(DocumentVersion, order__in=visible.filter(pk=number), number=version)
    try:
        made = ensure_document(found)
        picture = draw_page(read_pdf(made), place, dots_per_inch=dots_per_inch)
    except (RenderingFailed, IndexError) as missing:
        raise Http404 from missing
    response = HttpResponse(picture, content_type="image/png")
    return not_modified_or(request, response, f"{made.sha256}-{place}-{dots_per_inch}")


def ensure_document(version: DocumentVersion) -> Document:
    """The document, made at once if nobody did; after a failure only when its time has come. Raises RenderingFailed.

    One of many lines or with photos is left to the follow-up, which does not hold up other people's pages; so is one
    that was begun already: whoever began it may have ended by it.
    """
    found = Document.objects.filter(version=version).select_related("version").first()
    if found is not None and found.is_ready:
        return open_whole_pdf(found)
    if found is not None and found.next_try_at is not None and found.next_try_at > timezone.now():
        raise RenderingFailed(found)
    if is_heavy(version.content) or (found is not None and found.is_begun):
        raise RenderingFailed(found or Document(version=version))
    return make_pdf(version)


def seconds_to_wait(document: Document) -> int:
    """Returns the number of seconds after which the client should retry."""
    if document.next_try_at is None:
        return MAX_WAIT_SECONDS if document.is_given_up else 1
    return max(1, round((document.next_try_at - timezone.now()).total_seconds()))


def may_retry(person: object) -> bool:
    """Whether this is somebody of the office, who may have it tried again and reads why it failed."""
    return isinstance(person, Person) and (person.may(Right.SEND_DOCUMENTS) or person.may(Right.MANAGE_MAIL))


def not_ready_page(request: HttpRequest, document: Document) -> HttpResponse:
    """Renders why there is no PDF yet: 503 with Retry-After. The office may have a failed one retried at once."""
    failed = bool(document.error)
    context = {
        "title": _("This document could not be made yet") if failed else _("This document is being made"),
        "advice": _advice(document, may_retry=failed and may_retry(request.user)),
        "document": document,
        "failed": failed,
        "may_retry": failed and may_retry(request.user),
    }
    response = render(request, "documents/not_ready.html", context, status=503)
    response["Retry-After"] = str(seconds_to_wait(document))
    return response


def _advice(document: Document, *, may_retry: bool) -> str:
    if not document.error:
        return _("Load this page again in a few seconds.")
    if document.is_given_up and may_retry:
        return _("Nothing is lost: everything it shows is kept. It is tried again only when you say so.")
    if document.is_given_up:
        return _("Nothing is lost: everything it shows is kept. It is not tried again by itself; ask the office.")
    return _("Nothing is lost: everything it shows is kept. It is tried again by itself; come back soon.")
