"""The acts of Backstage, in a process of their own: `python -m tests.running.acts`."""

import json
import os
import signal
import sys
from importlib import import_module
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.base import SessionBase  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.utils import timezone  # noqa: E402

from fieldwork.documents.models import Document  # noqa: E402
from fieldwork.mailing.models import Mail, Rule  # noqa: E402
from fieldwork.masterdata.models import Client  # noqa: E402
from fieldwork.orders.actions.release import release  # noqa: E402
from fieldwork.orders.actions.set_field_workers import set_field_workers  # noqa: E402
from fieldwork.orders.actions.write import write  # noqa: E402
from fieldwork.orders.announce import listen  # noqa: E402
from fieldwork.orders.models import Entry, Order  # noqa: E402
from fieldwork.people.actions.tokens import give_token  # noqa: E402
from fieldwork.people.models import Person  # noqa: E402
from tests.worked_example import INK, fill_company, made, released, text  # noqa: E402


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
        "tokens": {key: give_token(person, name="test") for key, person in people.items()},
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


def client_writes_to(email: str, language: str) -> None:
    """The client's address, and the language of its documents."""
    Client.objects.update(email=email, language=language)


def mail_by_rule() -> None:
    """The rule that stands ready is on."""
    Rule.objects.update(active=True)


def hurry_mails() -> None:
    """What waits for its next try may be tried now."""
    Mail.objects.update(next_try_at=timezone.now())


def say(order: int, by: str) -> int:
    """A message; its number in the journal."""
    return write(order, text("Hello"), by=person_called(by)).seq


def staff(order: int, people: list[str]) -> None:
    """Sets the order's field workers."""
    emails = [person_called(key).email for key in people]
    set_field_workers(order, emails, by=person_called("layla"))


def deactivate(key: str) -> None:
    """The person may not come in any more."""
    Person.objects.filter(pk=person_called(key).pk).update(is_active=False)


def sign_out(session: str) -> None:
    """The session ends."""
    Session.objects.filter(pk=session).delete()


def release_and_die(order: int) -> None:
    """The release is committed; the process is gone before anything could follow it."""
    listen(lambda _order, _seq, _kind: os.kill(os.getpid(), signal.SIGKILL))
    release(order, INK, by=person_called("ogechi"))


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


ALL = (stage, say, staff, deactivate, sign_out, release_and_die, told, client_writes_to, mail_by_rule, hurry_mails)
ACTS = {act.__name__: act for act in ALL}

if __name__ == "__main__":
    for line in sys.stdin:
        facts = json.loads(line)
        answer = ACTS[facts.pop("act")](**facts)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
