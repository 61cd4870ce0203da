"""Short ways to be pushed to."""

from django.utils import timezone

from fieldwork.notices.models import Push
from fieldwork.notices.push.handing_out import hand_out
from fieldwork.notices.push.sending import send, waiting
from fieldwork.orders.actions.write import write
from fieldwork.orders.models import Order
from fieldwork.people.models import Person
from tests.pages.visitor import Visitor
from tests.running.push_service import Service
from tests.worked_example import Team, text


def agreed(person: Person, service: Service, name: str = "1") -> Visitor:
    visitor = Visitor(person)
    assert visitor.send("/notices/devices", service.subscription(name)).status_code == 204
    return visitor


def say(team: Team, order: Order, words: str = "@Diego González, look") -> None:
    write(order.number, text(words), by=team.layla)


def make_round() -> None:
    """What the watch does, once."""
    hand_out(timezone.now())
    for push in waiting(timezone.now()):
        send(push)


def hurry() -> None:
    """The next try may be now."""
    Push.objects.update(next_try_at=timezone.now())
