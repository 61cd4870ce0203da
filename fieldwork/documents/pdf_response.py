"""A ready document as an answer. Whoever calls has asked for the right before."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header, http_date

from fieldwork.attachments.file_damage import open_whole
from fieldwork.attachments.file_responses import range_response
from fieldwork.documents.models import Document
from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.models import DocumentVersion

PDF = "application/pdf"
STEMS = {DocumentType.SERVICE_ORDER: "service-order", DocumentType.STATEMENT: "service-order-statement"}

# A browser's own reader of PDFs is put together from an embedded object and inline styles.
POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"


def file_name(version: DocumentVersion) -> str:
    """Returns the file name for downloads: service-order-4-v1.pdf."""
    return f"{STEMS[DocumentType(version.title)]}-{version.order_id}-v{version.number}.pdf"


def pdf_response(request: HttpRequest, document: Document) -> HttpResponseBase:
    """The PDF of a ready document in place, a range of it, or 304 to whoever has these bytes already."""
    assert document.ready_at is not None
    source, at = open_whole(document.storage_path, document.size), http_date(document.ready_at.timestamp())
    response = range_response(request, source, document.size, PDF, etag=f'"{document.sha256}"', at=at)
    if response.status_code in (200, 206):
        named = content_disposition_header(as_attachment=False, filename=file_name(document.version))
        response["Content-Disposition"] = named or "inline"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    # Kept by the browser, but asked for each time: the right may be gone.
    response["Cache-Control"] = "private, no-cache"
    return response
