"""The acts of SecondProcess, in a process of their own: `python -m tests.running.process_commands`."""

import json
import os
import signal
import sys
from datetime import timedelta
from importlib import import_module
from typing import Any

import django
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.base import SessionBase  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models import F  # noqa: E402
from django.utils import timezone  # noqa: E402

from fieldwork.documents.models import Document  # noqa: E402
from fieldwork.jobs.models import Job  # noqa: E402
from fieldwork.mailing.models import Mail  # noqa: E402
from fieldwork.masterdata.models import Client, Company, OrderType, Product, Worker  # noqa: E402
from fieldwork.orders.actions.create import create  # noqa: E402
from fieldwork.orders.actions.post_message import post_message  # noqa: E402
from fieldwork.orders.actions.react_to_entry import react  # noqa: E402
from fieldwork.orders.actions.release import release  # noqa: E402
from fieldwork.orders.actions.set_field_workers import set_field_workers  # noqa: E402
from fieldwork.orders.actions.transaction import lock_order  # noqa: E402
from fieldwork.orders.entry_types import EntryKind  # noqa: E402
from fieldwork.orders.events import subscribe  # noqa: E402
from fieldwork.orders.models import Entry, Order  # noqa: E402
from fieldwork.orders.reactions import REACTIONS  # noqa: E402
from fieldwork.people.actions.add_person import add_person  # noqa: E402
from fieldwork.people.actions.tokens import issue_token  # noqa: E402
from fieldwork.people.models import Person  # noqa: E402
from fieldwork.people.roles import Role  # noqa: E402
from tests.running.api_company import stage_for_programs  # noqa: E402
from tests.running.every_card import every_card  # noqa: E402
from tests.running.mail_acts import MAIL_ACTS  # noqa: E402
from tests.running.order_to_sign import signed_for  # noqa: E402
from tests.worked_example import INK, fill_company, made, new_order, released, text  # noqa: E402


def stage() -> dict[str, Any]:
    """Tables, company, a released order with Diego on it and one that is only created; who comes in with what."""
    call_command("migrate", verbosity=0)
    team = fill_company()
    people = {
        "layla": team.layla, "ogechi": team.ogechi, "diego": team.diego, "otto": team.outsider, "noor": team.noor,
    }  # fmt: skip
    return {
        "order": released(team).number,
        "created": made(team, name="Only created").number,
        "tokens": {key: issue_token(person, name="test") for key, person in people.items()},
        "sessions": {key: session_of(person) for key, person in people.items()},
    }


def session_of(person: Person) -> str:
    """The key of a session in which the person is signed in."""
    session: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session.session_key or ""


def come_in(key: str) -> dict[str, str]:
    """A session and a token of this person's."""
    person = person_called(key)
    return {"session": session_of(person), "token": issue_token(person, name="again")}


def counted() -> dict[str, int]:
    """What is in the database of that which people would be told of."""
    return {"entries": Entry.objects.count(), "mails": Mail.objects.count(), "documents": Document.objects.count()}


def client_writes_to(email: str, language: str) -> None:
    """The client's address, and the language of its documents."""
    Client.objects.update(email=email, language=language)


def name_strangely(texts: list[str]) -> None:
    """For each text master data "strange-0", … and a field worker that are called so; the company, too."""
    for place, name in enumerate(texts):
        code = f"strange-{place}"
        OrderType.objects.create(code=code, name=name[:100])
        Client.objects.create(code=code, name=name[:100], contact=name[:100], address=name, phone=name[:50])
        for kind in ("material", "service"):
            Product.objects.create(kind=kind, code=code, name=name, unit=name[:30], price=100)
        Product.objects.filter(code=code).update(search=name.lower())
        Worker.objects.create(code=code, name=name[:100], job_title=name[:100], price=100)
        email = f"{code}@nadiya.example"
        add_person(email=email, name=name[:100], roles=Role.FIELD_WORKER, password=None, job_title=name[:100])
    Company.objects.update(name=texts[0], address=texts[1], tax_id=texts[2][:50], phone=texts[3][:50])


def say(order: int, by: str) -> int:
    """A message; its number in the journal."""
    return post_message(order, text("Hello"), by=person_called(by)).seq


def react_by_many(order: int, seq: int, people: int) -> int:
    """So many new supervisors put one of the signs each under an entry, in turn; how many signs there are."""
    for place in range(people):
        email = f"fan-{order}-{place}@nadiya.example"
        fan = add_person(email=email, name=f"Fan {place}", roles=Role.SUPERVISOR, password=None)
        react(order, seq, list(REACTIONS)[place % len(REACTIONS)], on=True, by=fan)
    return Entry.objects.get(order=order, seq=seq).reactions.count()


def talk_much(order: int, messages: int) -> int:
    """So many messages of Diego's at once, told to nobody; the number of the last one in the journal."""
    with transaction.atomic():
        return _talk_much(lock_order(order), messages, person_called("diego"))


def _talk_much(held: Order, messages: int, by: Person) -> int:
    first, told, now = held.last_seq + 1, held.news_count + 1, timezone.now()
    Entry.objects.bulk_create(
        Entry(
            order=held,
            seq=first + at,
            news_count=told + at,
            kind=EntryKind.MESSAGE,
            author=by,
            created_at=now,
            text=f"Much {at:04}",
        )
        for at in range(messages)
    )
    last = first + messages - 1
    Order.objects.filter(pk=held.pk).update(
        last_seq=last, last_news_seq=last, news_count=told + messages - 1, last_news_at=now
    )
    return last


def staff(order: int, people: list[str]) -> None:
    """Sets the order's field workers."""
    emails = [person_called(key).email for key in people]
    set_field_workers(order, emails, by=person_called("layla"))


def set_password(key: str, password: str) -> None:
    """From now on the person signs in with it."""
    Person.objects.filter(pk=person_called(key).pk).update(password=make_password(password))


def deactivate(key: str) -> None:
    """The person may not come in any more."""
    Person.objects.filter(pk=person_called(key).pk).update(is_active=False)


def sign_out(session: str) -> None:
    """The session ends."""
    Session.objects.filter(pk=session).delete()


def crowd(order: int, count: int) -> list[tuple[str, str, bool]]:
    """So many more people, each with a session and a token; one of ten is a field worker, on this order."""
    found, on_it = [], []
    for place in range(count):
        sees_all = place % 10 != 0
        role = Role.COORDINATOR if sees_all else Role.FIELD_WORKER
        email = f"reader{place}@nadiya.example"
        person = add_person(email=email, name=f"Reader {place}", roles=role, password=None)
        on_it += [] if sees_all else [email]
        found.append((session_of(person), issue_token(person, name="test"), sees_all))
    set_field_workers(order, on_it, by=person_called("layla"))
    return found


def audience(order: int, on_it: int, count: int) -> list[str]:
    """The sessions of `count` field workers, of whom the first `on_it` are on the order."""
    emails = [f"listener{place}@nadiya.example" for place in range(count)]
    people = [add_person(email=email, name="Listener", roles=Role.FIELD_WORKER, password=None) for email in emails]
    set_field_workers(order, emails[:on_it], by=person_called("layla"))
    return [session_of(person) for person in people]


def release_and_die(order: int) -> None:
    """The release is committed; the process is gone before anything could follow it."""
    subscribe(lambda _order, _seq, _kind: os.kill(os.getpid(), signal.SIGKILL))
    release(order, INK, by=person_called("ogechi"))


def release_called(name: str) -> int:
    """A released order of that name; its number."""
    number = create(new_order(name=name), by=person_called("layla")).order.number
    release(number, INK, by=person_called("ogechi"))
    return number


def time_passes(seconds: int) -> None:
    """Every step after an entry stands as it would so much later."""
    gone = timedelta(seconds=seconds)
    Job.objects.filter(done_at=None).update(next_try_at=F("next_try_at") - gone, lease_until=F("lease_until") - gone)


def came_to_no_end(order: int, times: int) -> None:
    """As if the document of the order had ended its process so often."""
    Job.objects.filter(entry__order=order, name="document").update(crashes=times)


def step(order: int) -> dict[str, Any]:
    """How the document of the order fares."""
    job = Job.objects.filter(entry__order=order, name="document").first()
    if job is None:
        return {"crashes": 0, "error": "", "given_up": False}
    return {"crashes": job.crashes, "error": job.error, "given_up": job.given_up_at is not None}


def told(order: int) -> dict[str, Any]:
    """What the database knows of the order."""
    return {
        "state": Order.objects.get(pk=order).state,
        "kinds": list(Entry.objects.filter(order=order).order_by("seq").values_list("kind", flat=True)),
        "documents": Document.objects.filter(version__order=order, ready_at__isnull=False).count(),
    }


def person_called(key: str) -> Person:
    """One of the team."""
    return Person.objects.get(email=f"{key}@nadiya.example")


ALL = (
    stage,
    stage_for_programs,
    name_strangely,
    react_by_many,
    set_password,
    talk_much,
    say,
    staff,
    deactivate,
    sign_out,
    release_and_die,
    release_called,
    time_passes,
    came_to_no_end,
    step,
    come_in,
    counted,
    told,
    client_writes_to,
    crowd,
    audience,
    signed_for,
    every_card,
    *MAIL_ACTS,
)
ACTS = {act.__name__: act for act in ALL}

if __name__ == "__main__":
    for line in sys.stdin:
        facts = json.loads(line)
        answer = ACTS[facts.pop("act")](**facts)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
