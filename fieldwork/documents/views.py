"""Documents in the browser."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fieldwork.documents.actions.make import NotMade, make
from fieldwork.documents.models import Document
from fieldwork.documents.serving import pdf_response
from fieldwork.orders.models import Order, Version
from fieldwork.shell.doors import person_of, signed_in


@require_safe
@signed_in
def document(request: HttpRequest, number: int, version: int) -> HttpResponse | FileResponse:
    """The PDF of one version; 503 in words while it cannot be made, 404 for whoever may not see the order."""
    order = get_object_or_404(Order.objects.visible_to(person_of(request)), pk=number)
    wanted = get_object_or_404(Version, order=order, number=version)
    try:
        return pdf_response(request, ready(wanted))
    except NotMade as failure:
        return _not_yet(request, failure.document)


def ready(version: Version) -> Document:
    """The document, made at once if nobody did; after a failure only when its time has come. Raises NotMade."""
    found = Document.objects.filter(version=version).select_related("version").first()
    if found is not None and found.is_ready:
        return found
    if found is not None and found.next_try_at is not None and found.next_try_at > timezone.now():
        raise NotMade(found)
    return make(version)


def seconds_to_wait(document: Document) -> int:
    """After how many seconds asking again makes sense."""
    if document.next_try_at is None:
        return 1
    return max(1, round((document.next_try_at - timezone.now()).total_seconds()))


def _not_yet(request: HttpRequest, document: Document) -> HttpResponse:
    words = {
        "title": _("This document cannot be made just now"),
        "advice": _("Nothing is lost: everything it shows is kept. It is tried again by itself; come back soon."),
    }
    response = render(request, "shell/problem.html", words, status=503)
    response["Retry-After"] = str(seconds_to_wait(document))
    return response
