"""Short ways to be pushed to."""

from django.utils import timezone

from fieldwork.notices.models import Push
from fieldwork.notices.push.push_queue import queue_pushes
from fieldwork.notices.push.push_sender import due_pushes, send
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.models import Order
from fieldwork.people.models import Person
from tests.pages.browser_client import Visitor
from tests.running.push_service import Service
from tests.worked_example import Team, text


def agreed(person: Person, service: Service, name: str = "1") -> Visitor:
    visitor = Visitor(person)
    assert visitor.send("/notices/devices", service.subscription(name)).status_code == 204
    return visitor


def say(team: Team, order: Order, words: str = "@Diego González, look") -> None:
    post_message(order.number, text(words), by=team.layla)


def make_round() -> None:
    """What the watch does, once."""
    queue_pushes(timezone.now())
    for push in due_pushes(timezone.now()):
        send(push)


def hurry() -> None:
    """The next try may be now."""
    Push.objects.update(next_try_at=timezone.now())
