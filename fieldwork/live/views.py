"""What an open page tells of itself, and whose session its browser has."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fieldwork.live.hub import hub
from fieldwork.orders.models import Order
from fieldwork.orders.order_access import require_visible
from fieldwork.shell.auth import current_person, login_required

MAX_OPEN = 50
"""Orders that one browser shows at a time."""


@require_POST
@login_required
def open_orders(request: HttpRequest) -> HttpResponse:
    """POST /live/here with stream, the id from its hello, and orders: "4 7". What one may not see is left out."""
    person = current_person(request)
    words = request.POST.get("orders", "").split()[:MAX_OPEN]
    numbers = [int(word) for word in words if word.isascii() and word.isdecimal() and len(word) < 10]
    visible = Order.objects.visible_to(person).filter(pk__in=numbers).values_list("pk", flat=True) if numbers else ()
    hub.publish_open(request.POST.get("stream", ""), person.pk, frozenset(visible))
    return HttpResponse(status=204)


@require_POST
@login_required
def typing(request: HttpRequest, number: int) -> HttpResponse:
    """POST /orders/4/typing with on: yes, said again every few seconds, or no."""
    require_visible(request, number)
    hub.publish_typing(number, current_person(request), on=request.POST.get("on") == "yes")
    return HttpResponse(status=204)


@never_cache
@require_safe
@login_required
def session(request: HttpRequest) -> HttpResponse:
    """GET /session: `{"person": 7, "csrf_token": "…"}`, asked by pages that outlived their session.

    The token writes in the name of who has the session now: a page of somebody else compares `person` first.
    """
    return JsonResponse({"person": current_person(request).pk, "csrf_token": get_token(request)})
