"""The API's calls on documents, and what an order tells of its own."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Router

from fieldwork.documents.actions.make_pdf import RenderingFailed
from fieldwork.documents.pdf_response import pdf_response
from fieldwork.documents.views import ensure_document, seconds_to_wait
from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.models import DocumentVersion, Order
from fieldwork.orders.response_schemas import DocumentOut
from fieldwork.orders.serializers import register_document_serializer
from fieldwork.rest.api_response import json_response
from fieldwork.rest.authentication import bearer

router = Router(tags=["Documents"])

PDF = {
    "responses": {
        200: {
            "description": "The PDF",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        },
        206: {
            "description": "The range of its bytes that was asked for",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        },
        202: {
            "description": "It is being made: ask again after Retry-After seconds",
            "headers": {"Retry-After": {"required": True, "schema": {"type": "integer"}}},
        },
    }
}


@router.get(
    "/orders/{int:number}/documents/{int:version}",
    response={202: DocumentOut},
    operation_id="document",
    openapi_extra=PDF,
)
def document(request: HttpRequest, number: int, version: int) -> HttpResponseBase:
    """The PDF of one version. It never changes."""
    if not Order.objects.visible_to(bearer(request)).filter(pk=number).exists():
        raise Http404
    found = get_object_or_404(DocumentVersion, order=number, number=version)
    try:
        return pdf_response(request, ensure_document(found))
    except RenderingFailed as failure:
        response = json_response(202, _serialize_document(found.number, found.title, found.created_at, ""))
        response["Retry-After"] = str(seconds_to_wait(failure.document))
        return response


def serialize_documents(order: int) -> list[DocumentOut]:
    """The documents of an order, oldest first, in one query."""
    rows = DocumentVersion.objects.filter(order=order).order_by("number")
    known = rows.values_list("number", "title", "created_at", "document__sha256")
    return [_serialize_document(number, title, made_at, sha256 or "") for number, title, made_at, sha256 in known]


def _serialize_document(number: int, title: str, made_at: datetime, sha256: str) -> DocumentOut:
    """`sha256` is empty until the PDF is ready."""
    return DocumentOut(
        version=number,
        title=str(DocumentType(title).label),
        ready=bool(sha256),
        sha256=sha256 or None,
        created_at=made_at,
    )


register_document_serializer(serialize_documents)
