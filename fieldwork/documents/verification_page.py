"""The public page where anybody who holds a document can have it verified."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fieldwork.documents.verification import VerificationResult, find_by_code, find_by_file, sha256_of
from fieldwork.documents.verification_messages import label_of, sentences_of
from fieldwork.orders.models import Order
from fieldwork.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """GET /verify asks for a file, POST compares it. Open to everybody; the file is not kept."""
    if request.method != "POST":
        return _page(request, {})
    file = request.FILES.get("file")
    if file is None or not file.size:
        return _page(request, {"errors": {"file": _("Choose a PDF that is not empty.")}}, status=422)
    found = find_by_file(sha256_of(file.chunks()))
    return _show_result(request, found, file=True)


@require_safe
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """GET /v/5xkq…, where the QR code leads: which version the paper is; 404 for a code that was never given."""
    found = find_by_code(code)
    return _show_result(request, found, file=False, status=200 if found else 404)


def _show_result(
    request: HttpRequest, found: VerificationResult | None, *, file: bool, status: int = 200
) -> HttpResponse:
    context = {
        "look": label_of(found),
        "sentences": sentences_of(found, file=file),
        "address": _address(request, found),
    }
    return _page(request, context, status=status)


def _address(request: HttpRequest, found: VerificationResult | None) -> str:
    """The document itself, for those who may see its order; for others it does not exist."""
    person = request.user
    if found is None or not isinstance(person, Person):
        return ""
    is_visible = Order.objects.visible_to(person).filter(pk=found.order).exists()
    return f"/orders/{found.order}/documents/{found.version}" if is_visible else ""


def _page(request: HttpRequest, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    response = render(request, "documents/verify.html", context, status=status)
    # The address is a key of its own: search engines shall not keep it. No other site is told it (same-origin).
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
