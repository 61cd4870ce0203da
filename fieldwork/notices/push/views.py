"""A browser agrees to be pushed to, or no longer; and the service worker that shows what comes."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from fieldwork.notices.push.push_subscriptions import MAX_ENDPOINT, delete_endpoint, save_subscription
from fieldwork.rest.errors import Invalid, problem_details_of
from fieldwork.rest.text_rules import clean_text
from fieldwork.shell.assets import asset_file
from fieldwork.shell.auth import current_person, login_required

MAX_BODY = MAX_ENDPOINT + 1
"""One more than may be kept: what is longer is refused, not shortened."""


@require_POST
@login_required
def devices(request: HttpRequest) -> HttpResponse:
    """POST /notices/devices with endpoint, p256dh and auth, as the browser's subscription has them."""
    sent = (request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth"))
    endpoint, p256dh, auth = (clean_text(text, max_length=MAX_BODY) for text in sent)
    try:
        save_subscription(
            endpoint, p256dh, auth, by=current_person(request), session_key=request.session.session_key or ""
        )
    except Invalid as wrong:
        return problem_details_of(wrong)
    return HttpResponse(status=204)


@require_POST
@login_required
def removal(request: HttpRequest) -> HttpResponse:
    """POST /notices/devices/removal with endpoint."""
    delete_endpoint(clean_text(request.POST.get("endpoint", ""), max_length=MAX_BODY), by=current_person(request))
    return HttpResponse(status=204)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """GET /sw.js, at the root: a worker serves what stands below its own address."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@cache
def _script() -> bytes:
    return asset_file("sw.js").read_bytes()
