"""What every answer carries: nothing runs that we did not ship, nobody frames us."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


def security_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Adds the content security policy, and keeps personal pages out of shared caches."""

    def guarded(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return guarded


class CompressedPages(GZipMiddleware):
    """Pages and JSON travel compressed; files have their own ways (ranges, digests, formats that are small already)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, smaller where the browser takes that."""
        content_type = response.headers.get("Content-Type", "")
        if response.streaming or not content_type.startswith(("text/html", "application/json")):
            return response
        return super().process_response(request, response)
