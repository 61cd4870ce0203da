"""The API's calls on documents, and what an order tells of its own."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Router

from fieldwork.documents.actions.make import NotMade
from fieldwork.documents.serving import pdf_response
from fieldwork.documents.views import ready, seconds_to_wait
from fieldwork.orders.api_shapes import DocumentTold
from fieldwork.orders.models import Order, Version
from fieldwork.orders.telling import Json, documents_are_told_by, moment_told, title_told
from fieldwork.rest.once import answer, written
from fieldwork.rest.signing import bearer

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
    response={202: DocumentTold},
    operation_id="document",
    openapi_extra=PDF,
)
def document(request: HttpRequest, number: int, version: int) -> HttpResponseBase:
    """The PDF of one version. It never changes."""
    if not Order.objects.visible_to(bearer(request)).filter(pk=number).exists():
        raise Http404
    wanted = get_object_or_404(Version, order=number, number=version)
    try:
        return pdf_response(request, ready(wanted))
    except NotMade as failure:
        told = _told(wanted.number, wanted.title, wanted.made_at, "")
        response = answer(202, written(told))
        response["Retry-After"] = str(seconds_to_wait(failure.document))
        return response


def documents_of(order: int) -> list[Json]:
    """The documents of an order, oldest first, in one query."""
    rows = Version.objects.filter(order=order).order_by("number")
    known = rows.values_list("number", "title", "made_at", "document__sha256")
    return [_told(number, title, made_at, sha256 or "") for number, title, made_at, sha256 in known]


def _told(number: int, title: str, made_at: datetime, sha256: str) -> Json:
    """`sha256` is empty until the PDF is ready."""
    return {
        "version": number,
        "title": title_told(title),
        "ready": bool(sha256),
        "sha256": sha256 or None,
        "created_at": moment_told(made_at),
    }


documents_are_told_by(documents_of)
