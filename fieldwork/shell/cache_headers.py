"""What a browser may keep of what only some may see."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag


def not_modified_or(request: HttpRequest, response: HttpResponse, tag: str) -> HttpResponseBase:
    """`response`, which the browser keeps and asks for each time: the right may be gone. 304 where it has it.

    `tag` changes with the bytes.
    """
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = quote_etag(tag)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
