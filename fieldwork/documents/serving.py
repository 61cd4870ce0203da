"""A ready document as an answer. Whoever calls has asked for the right before."""

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.http import http_date, parse_etags

from fieldwork.documents.models import Document
from fieldwork.orders.kinds import Title
from fieldwork.orders.models import Version

STEMS = {Title.SERVICE_ORDER: "service-order", Title.STATEMENT: "service-order-statement"}

# A browser's own reader of PDFs is put together from an embedded object and inline styles.
POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"


def file_name(version: Version) -> str:
    """What the file is called when somebody keeps it: service-order-4-v1.pdf."""
    return f"{STEMS[Title(version.title)]}-{version.order_id}-v{version.number}.pdf"


def pdf_response(request: HttpRequest, document: Document) -> HttpResponse | FileResponse:
    """The PDF in place, or 304 to whoever has these bytes already."""
    etag = f'"{document.sha256}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    response: HttpResponse | FileResponse
    if known == ["*"] or etag in {tag.removeprefix("W/") for tag in known}:
        response = HttpResponse(status=304)
    else:
        response = FileResponse(
            default_storage.open(document.stored_as),
            filename=file_name(document.version),
            content_type="application/pdf",
        )
        response["Content-Security-Policy"] = POLICY
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag
    # Kept by the browser, but asked for each time: the right may be gone.
    response["Cache-Control"] = "private, no-cache"
    if document.ready_at is not None:
        response["Last-Modified"] = http_date(document.ready_at.timestamp())
    return response
