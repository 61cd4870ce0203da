"""A command of the second process: orders that show every kind of card, two confirmations among them."""

from typing import Any

from fieldwork.mailing.models import Rule
from fieldwork.masterdata.models import Client, Company, OrderType, Product, Worker
from fieldwork.orders.actions.client_answer import ClientSignatory
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.commands import MAX_NAME
from fieldwork.orders.entry_types import Objection
from fieldwork.orders.models import DocumentVersion, Order
from fieldwork.people.models import Person
from fieldwork.sharing.actions.answer_by_link import accept_by_link, object_by_link
from fieldwork.sharing.actions.manage_links import make_link, mark_opened
from fieldwork.sharing.link_tokens import token_of
from fieldwork.signatures.signature import Typed
from tests.running.order_to_sign import HIGHEST, picture_of
from tests.worked_example import CABLE, DIAGNOSIS, INK, Team, confirmation, confirmation_fields, made, message, text

KEYS = {"layla": "layla", "ogechi": "ogechi", "diego": "diego", "noor": "noor", "outsider": "otto"}


def every_card(long: str = "", currency: str = "USD") -> dict[str, Any]:
    """The orders by what is on them, and the client's page. `long` is every name, and then prices are the highest."""
    team = Team(**{key: Person.objects.get(email=f"{mail}@nadiya.example") for key, mail in KEYS.items()})
    Company.objects.update(currency=currency)
    Client.objects.update(email="ana@acme.example", phone="+1 212 555 0100")
    Rule.objects.update(active=True)
    if long:
        _lengthen(long)
    name = long[:MAX_NAME] or "Fix network"
    at_work, fast, lost = (_released(team, name) for _order in range(3))
    confirmed, path = _answered(team, _released(team, name), long)
    for _time in range(2):
        _confirm(team, at_work, long, last=False)
    fast_close(fast.number, by=team.diego)
    not_performed(lost.number, long or "The client repaired it", by=team.diego)
    rejected = made(team, name=name)
    reject(rejected.number, long or "No budget", by=team.ogechi)
    created = made(team, name=name)
    return {
        "confirmed": confirmed.number, "at_work": at_work.number, "fast": fast.number, "lost": lost.number,
        "rejected": rejected.number, "created": created.number, "client": path,
    }  # fmt: skip


def _lengthen(long: str) -> None:
    Client.objects.update(name=long, contact=long[:100], address=long)
    OrderType.objects.update(name=long[:100])
    Product.objects.update(name=long, price=HIGHEST)
    Worker.objects.update(name=long[:100], job_title=long[:100], price=HIGHEST)


def _released(team: Team, name: str) -> Order:
    order = made(team, name=name)
    release(order.number, INK, by=team.ogechi)
    set_field_workers(order.number, [team.diego.email], by=team.layla)
    return order


def _confirm(team: Team, order: Order, long: str, *, last: bool) -> None:
    photo = str(picture_of(team.diego).pk)
    hours = "9999:59" if long else "1:30"
    fields = confirmation_fields(
        [(CABLE, "1"), (DIAGNOSIS, "1")],
        hours,
        last=last,
        note=long or "Done",
        office_note=long or "Late",
        files=[photo],
    )
    confirm(order.number, confirmation(fields, order), by=team.diego)


def _answered(team: Team, order: Order, long: str) -> tuple[Order, str]:
    post_message(order.number, text(long or "On my way"), by=team.diego)
    post_message(order.number, message("Look", [picture_of(team.layla).pk]), by=team.layla)
    for last in (False, False, True):
        _confirm(team, order, long, last=last)
    link = make_link(order, by=team.layla, given_to=long[:100] or "Ana")
    mark_opened(link)
    by = ClientSignatory(name=long[:100] or "Ana Rivera", job_title="Owner")
    for _time in range(2):
        said = [Objection(line=long or "Patch cable", words=long or "One only")]
        object_by_link(link, _last(order), said, by=by, comment=long or "Call me")
    accept_by_link(link, _last(order), Typed(by.name), by=by, comment=long or "Thanks")
    return order, f"/c/{token_of(link.nonce)}"


def _last(order: Order) -> int:
    return DocumentVersion.objects.filter(order=order).latest("number").number
