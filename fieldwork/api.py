"""The API, version 1: the calls of every app, and one way to say what went wrong (RFC 9457)."""

import logging
from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import Error as DatabaseTrouble
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from fieldwork.attachments.api import router as attachments
from fieldwork.documents.api import router as documents
from fieldwork.masterdata.api import router as masterdata
from fieldwork.masterdata.models import Company
from fieldwork.notices.api import ReadNotices
from fieldwork.notices.api import router as notices
from fieldwork.orders.api import router as orders
from fieldwork.orders.background_loop import dead_loops, revive_dead_loops
from fieldwork.orders.commands import COMMANDS
from fieldwork.orders.response_schemas import SequenceOut
from fieldwork.people.api import router as people
from fieldwork.rest import api_docs
from fieldwork.rest.api_response import json_response
from fieldwork.rest.authentication import Bearer
from fieldwork.rest.errors import Conflict, Forbidden, Invalid, problem_details, problem_details_of
from fieldwork.rest.json_body import NotJson
from fieldwork.rest.openapi import REFERENCE, Json, complete_document
from fieldwork.rest.outage_errors import RETRY_SECONDS, outage_of
from fieldwork.rest.response_model import ResponseModel
from fieldwork.search.api import router as search

View = Callable[..., HttpResponseBase]

PREFIX = "/api/v1"

DESCRIPTION = (
    "JSON in UTF-8. What must be exact is text: money 45.00, quantity 1.5, hours 1.25 or 1:15; times are ISO 8601 "
    "with offset. Authorization: Bearer TOKEN, from the command: fieldwork token EMAIL. "
    "It holds for a year, or as long as that was told; after that, and after a new password, calls are answered 401."
)

log = logging.getLogger(__name__)
api = NinjaAPI(
    title="Fieldwork API", version="1", description=DESCRIPTION, auth=Bearer(), openapi_url=None, docs_url=None
)
for app_api in (people, masterdata, orders, documents, attachments, search, notices):
    api.add_router("", app_api)


class Health(ResponseModel):
    """The database answers."""

    status: str


@api.get("/healthz", auth=None, response=Health, operation_id="healthz", tags=["Health"])
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether this installation works: 503 when its database does not answer, or work beside the requests stands."""
    try:
        Company.objects.exists()
    except DatabaseTrouble:
        log.exception("The database does not answer")
        return problem_details(503, _("The database does not answer."))
    if stopped := dead_loops():
        revive_dead_loops()
        return problem_details(
            503, _("This has stopped and is started again: %(names)s") % {"names": ", ".join(stopped)}
        )
    return json_response(200, Health(status="ok"))


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/openapi.json: this API as programs read it."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/docs: this API as people read it."""
    schema = document()
    context = {"info": schema["info"], "subjects": api_docs.operations(schema), "shapes": api_docs.schemas(schema)}
    return render(request, "rest/docs.html", context)


@cache
def document() -> Json:
    """The OpenAPI document, made from the code once."""
    return complete_document(
        api.get_openapi_schema(path_prefix=f"{PREFIX}/"),
        [*COMMANDS, ReadNotices, SequenceOut],
        {LIVE_PATH: {"get": LIVE}},
    )


LIVE_PATH = f"{PREFIX}/orders/{{number}}/live"
LIVE: Json = {
    # Served beside Django (fieldwork/live): a stream would hold a thread here.
    "operationId": "live",
    "summary": "Live",
    "description": "How far the order's journal is: once at the start if that is news, then after every entry.",
    "tags": ["Orders"],
    "security": [{"Bearer": []}],
    "parameters": [
        {"in": "path", "name": "number", "required": True, "schema": {"type": "integer"}},
        {
            "in": "header",
            "name": "Last-Event-ID",
            "required": False,
            "schema": {"type": "integer"},
            "description": "The last `seq` that is known",
        },
    ],
    "responses": {
        200: {
            "description": "Server-sent events; the data of each is a SequenceOut",
            "content": {"text/event-stream": {"schema": {"$ref": REFERENCE.format(model=SequenceOut.__name__)}}},
        }
    },
}


@api.exception_handler(Invalid)
@api.exception_handler(Conflict)
@api.exception_handler(Forbidden)
def _refused(request: HttpRequest, error: Invalid | Conflict | Forbidden) -> HttpResponse:
    return problem_details_of(error)


@api.exception_handler(ValidationError)
def _bad_query(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem_details_of(Invalid({str(one["loc"][-1]): _query_error(one) for one in error.errors}))


def _query_error(error: dict[str, Any]) -> str:
    """A sentence of ours for the few faults that a query can have."""
    limits = error.get("ctx", {})
    match error["type"]:
        case "int_parsing" | "int_parsing_size":
            return _("Enter a whole number")
        case "greater_than_equal":
            return _("At least %(least)s") % {"least": limits["ge"]}
        case "less_than_equal":
            return _("At most %(most)s") % {"most": limits["le"]}
        case "string_too_long":
            return _("At most %(longest)s characters") % {"longest": limits["max_length"]}
    return str(error["msg"])


@api.exception_handler(AuthenticationError)
def _not_known(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = problem_details(401, error.message)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Http404)
def _not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem_details(404, _("It may not exist, or you may not be allowed to see it."))


@api.exception_handler(NotJson)
def _not_json(request: HttpRequest, error: NotJson) -> HttpResponse:
    return problem_details(error.status, error.reason)


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem_details(413, _("The body is too large."))


@api.exception_handler(MultiPartParserError)
@api.exception_handler(SuspiciousOperation)
@api.exception_handler(UnreadablePostError)
def _not_understood(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem_details(400, _("The body could not be read."))


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
@api.exception_handler(OSError)
def _away_or_full(request: HttpRequest, error: Exception) -> HttpResponse:
    """A lock held too long, a database that is away, a full disk: nothing was kept, asking again is safe."""
    outage = outage_of(error)
    if outage is None:
        raise error
    log.warning("%s: %s", outage.title, error)
    response = problem_details(outage.status, f"{outage.title}. {_('Nothing was kept; ask again in a moment.')}")
    if outage.status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _as_http(view: View) -> View:
    """The same view: HEAD is its GET without a body, what is there already is 304, and a refusal is in words."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        method = request.method
        # Ninja knows no HEAD. That no body is sent, the server sees to.
        request.method = "GET" if method == "HEAD" else method
        response = view(request, *args, **kwargs)
        request.method = method
        if response.status_code == 405:
            return _other_method(request, response["Allow"])
        return _known(request, response) if method in ("GET", "HEAD") else response

    return checked


def _other_method(request: HttpRequest, allowed: str) -> HttpResponse:
    refusal = problem_details(405, _("This address does not take %(method)s.") % {"method": request.method})
    methods = allowed.split(", ")
    refusal["Allow"] = ", ".join([*methods, "HEAD"] if "GET" in methods and "HEAD" not in methods else methods)
    return refusal


def _known(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """JSON with a tag of its bytes; 304 to whoever has these."""
    content_type = response.headers.get("Content-Type", "")
    if (
        not isinstance(response, HttpResponse)
        or response.status_code != 200
        or not content_type.startswith("application/json")
    ):
        return response
    response["ETag"] = quote_etag(sha256(response.content).hexdigest()[:32])
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _patterns() -> list[URLPattern]:
    own = [path("openapi.json", openapi, name="openapi"), path("docs", docs, name="docs")]
    found = [*own, *(pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern))]
    for pattern in found:
        pattern.callback = _as_http(pattern.callback)
    return found


urls = (_patterns(), "api", "api")
