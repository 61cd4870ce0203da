"""Finds an order through the person who asks; one they may not see does not exist."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest

from fieldwork.orders.models import Assignment, Order
from fieldwork.shell.auth import current_person

WITH_PEOPLE = Prefetch("assignments", Assignment.objects.select_related("person"))


def get_visible_order(request: HttpRequest, number: int) -> Order:
    """The order with what pages show of it. Raises Http404."""
    visible = Order.objects.visible_to(current_person(request)).select_related("client", "order_type", "created_by")
    order = visible.filter(pk=number).prefetch_related(WITH_PEOPLE).first()
    if order is None:
        raise Http404
    return order


def require_visible(request: HttpRequest, number: int) -> None:
    """Raises Http404 if the person may not see the order, before a refusal tells them that it exists."""
    if not Order.objects.visible_to(current_person(request)).filter(pk=number).exists():
        raise Http404
