"""Single acts of the demo's people, through the program's own forms and actions."""

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.demo.catalogue import kind_of
from fieldwork.demo.clients import CLIENTS
from fieldwork.demo.demo_people import CREW, address
from fieldwork.demo.drawn_signatures import signature_of
from fieldwork.demo.order_plan import Ticket
from fieldwork.demo.pictures import photo
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.create import create
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.commands import ConfirmOrder, CreateOrder, PostMessage
from fieldwork.orders.line_input import line_context
from fieldwork.orders.models import Order
from fieldwork.people.models import Person


class Part(StrEnum):
    """How much of the plan a confirmation reports."""

    ALL = "all"
    FIRST = "first"
    REST = "rest"


@dataclass(frozen=True)
class Stage:
    """Who and where: the people by key, and the company's time zone."""

    people: dict[str, Person]
    zone: ZoneInfo


def say(words: str, ticket: Ticket) -> str:
    """The words with the client's names filled in."""
    served = CLIENTS[ticket.client]
    return words.format(contact=served.contact, client=served.name)


def send_new_order(stage: Stage, ticket: Ticket, start: datetime, completion: datetime) -> None:
    """The create form. Raises ValueError if the order gets another number than it has in the story."""
    form = {
        "order_type": ticket.job.order_type,
        "client": CLIENTS[ticket.client].code,
        "name": ticket.job.name,
        "description": ticket.job.description,
        "work_start": start.isoformat(),
        "work_completion": completion.isoformat(),
        "products": [_row(code, quantity) for code, quantity in ticket.job.products],
        "staff": [_hours(worker, minutes) for worker, minutes in _planned_staff(ticket)],
    }
    entry = create(CreateOrder.parse(form, line_context(form, zone=stage.zone)), by=stage.people[ticket.coordinator])
    if entry.order_id != ticket.number:
        raise ValueError(f"Order {ticket.number} of the demo became {entry.order_id}")


def sign(stage: Stage, ticket: Ticket, note: str) -> None:
    """The release."""
    supervisor = stage.people[ticket.supervisor]
    release(ticket.number, signature_of(supervisor.name), by=supervisor, note=say(note, ticket))


def turn_down(stage: Stage, ticket: Ticket, reason: str) -> None:
    """The rejection."""
    reject(ticket.number, say(reason, ticket), by=stage.people[ticket.supervisor])


def send_out(stage: Stage, ticket: Ticket) -> None:
    """Sets the order's field workers: those of the crew who sign in."""
    set_field_workers(
        ticket.number,
        [address(worker) for worker in ticket.crew if worker in CREW],
        by=stage.people[ticket.coordinator],
    )


def post(stage: Stage, ticket: Ticket, who: str, words: str, picture: int | None) -> None:
    """A message, with the photo of this number if there is one."""
    person = stage.people[who]
    files = [] if picture is None else [_upload(picture, by=person)]
    post_message(ticket.number, PostMessage.parse({"text": say(words, ticket), "files": files}), by=person)


def report(stage: Stage, ticket: Ticket, who: str, part: Part, note: str, picture: int | None) -> None:
    """A confirmation; all but the first part is the last one."""
    person = stage.people[who]
    chance = random.Random(ticket.number * 10 + len(part))  # noqa: S311 (a story, no secret)
    form = {
        "products": list(_used(ticket, part, chance)),
        "staff": list(_worked(ticket, part, chance)),
        "last": part is not Part.FIRST,
        "note": say(note, ticket),
        "files": [] if picture is None else [_upload(picture, by=person)],
    }
    order = Order.objects.get(pk=ticket.number)
    confirm(ticket.number, ConfirmOrder.parse(form, line_context(form, order=order)), by=person)


def close_as_planned(stage: Stage, ticket: Ticket, who: str) -> None:
    """The fast close."""
    fast_close(ticket.number, by=stage.people[who])


def call_off(stage: Stage, ticket: Ticket, reason: str) -> None:
    """Not performed."""
    not_performed(ticket.number, say(reason, ticket), by=stage.people[ticket.coordinator])


def _upload(picture: int, *, by: Person) -> str:
    upload = SimpleUploadedFile(f"photo-{picture:02d}.jpg", photo(picture), "image/jpeg")
    return str(store_upload(upload, by=by).id)


def _row(code: str, quantity: int) -> dict[str, str]:
    return {"kind": kind_of(code), "item": code, "quantity": str(quantity)}


def _hours(worker: str, minutes: int) -> dict[str, str]:
    return {"worker": worker, "hours": f"{minutes // 60}:{minutes % 60:02d}"}


def _planned_staff(ticket: Ticket) -> Iterable[tuple[str, int]]:
    return zip(ticket.crew, ticket.job.minutes, strict=False)


def _used(ticket: Ticket, part: Part, chance: random.Random) -> Iterable[dict[str, str]]:
    """Now and then a piece more or less than planned."""
    for code, quantity in ticket.job.products:
        half = math.ceil(quantity / 2)
        used = {Part.ALL: quantity, Part.FIRST: half, Part.REST: quantity - half}[part]
        if part is not Part.FIRST and kind_of(code) == "material":
            used = max(0, used + chance.choice((-1, 0, 0, 0, 1)))
        if used:
            yield _row(code, used)


def _worked(ticket: Ticket, part: Part, chance: random.Random) -> Iterable[dict[str, str]]:
    """Yields the hours of each worker, in quarters of an hour, around the plan."""
    for worker, planned in _planned_staff(ticket):
        share = planned if part is Part.ALL else planned * 0.55
        quarters = max(1, round(share / 15) + chance.choice((-1, 0, 0, 1, 2)))
        yield _hours(worker, quarters * 15)
