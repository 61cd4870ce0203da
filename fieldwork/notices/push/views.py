"""A browser agrees to be pushed to, or no longer; and the service worker that shows what comes."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from fieldwork.notices.push.devices import LONGEST_ENDPOINT, forget_endpoint, remember
from fieldwork.rest.problems import Invalid, problem_of
from fieldwork.rest.texts import clean_text
from fieldwork.shell.built import built_file
from fieldwork.shell.doors import person_of, signed_in

MOST_READ = LONGEST_ENDPOINT + 1
"""One more than may be kept: what is longer is refused, not shortened."""


@require_POST
@signed_in
def devices(request: HttpRequest) -> HttpResponse:
    """POST /notices/devices with endpoint, p256dh and auth, as the browser's subscription has them."""
    sent = (request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth"))
    endpoint, p256dh, auth = (clean_text(text, longest=MOST_READ) for text in sent)
    try:
        remember(endpoint, p256dh, auth, by=person_of(request), session_key=request.session.session_key or "")
    except Invalid as wrong:
        return problem_of(wrong)
    return HttpResponse(status=204)


@require_POST
@signed_in
def removal(request: HttpRequest) -> HttpResponse:
    """POST /notices/devices/removal with endpoint."""
    forget_endpoint(clean_text(request.POST.get("endpoint", ""), longest=MOST_READ), by=person_of(request))
    return HttpResponse(status=204)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """GET /sw.js, at the root: a worker serves what stands below its own address."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@cache
def _script() -> bytes:
    return built_file("sw.js").read_bytes()
