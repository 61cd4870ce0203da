"""Role × address: every address of the program, and what each role is answered there (product.md §8)."""

import re
import uuid
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.urls.resolvers import RegexPattern

from fieldwork.attachments.models import File
from fieldwork.attachments.previews import preview_path
from fieldwork.documents.models import Document
from fieldwork.lists.models import SavedView
from fieldwork.mailing.models import Mail, Rule
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import DocumentVersion, Entry, EntryFile
from fieldwork.sharing.link_tokens import token_of
from fieldwork.sharing.models import ClientLink
from tests.pages.browser_client import Fields, Visitor
from tests.pages.company import GOOD_CONFIRMATION, GOOD_ORDER, INK, Nadiya, nadiya
from tests.pages.database_snapshot import database_snapshot
from tests.rights_client_links import OF_CLIENTS
from tests.rights_mail import GOING_OUT
from tests.rights_row import (
    AUTHOR,
    CREATED,
    EVERYBODY,
    KEPT_BY_NOOR,
    NEVER,
    OFFICE,
    ORDER,
    PROFILE,
    REFUSED,
    RELEASED,
    ROLES,
    Row,
    list_rows,
)
from tests.rights_sign_in import SIGNING_IN

PRICED: Fields = {"unit": "piece", "price": "1.00"}
SOMEBODY: Fields = {
    "email": "new@nadiya.example",
    "roles": "8",
    **dict.fromkeys(("password", "password_again"), "long enough 9"),
}
COMPANY: Fields = {"name": "Nadiya", "currency": "USD", "language": "en", "time_zone": "UTC", "paper": "a4"}
TIMES: Fields = {"time_zone": "UTC", "mail_at": "07:30", "mail_after": "4"}
CLIENTS_SEEN = "401 200 200 200 404 404"

TABLE: dict[str, Row] = {
    "": Row("302 302 302 302 302 302", "302 302 302 302 302 302"),
    **SIGNING_IN,
    "sign-in": Row("200 302 302 302 302 302", "200 302 302 302 302 302"),
    "sign-out": Row(NEVER, "302 302 302 302 302 302"),
    "start": Row("404 404 404 404 404 404", "404 404 404 404 404 404", COMPANY),
    "demo/sign-in": Row(NEVER, "404 404 404 404 404 404", {"person": "1"}),
    "files/<uuid:identity>": Row("401 404 404 404 404 404"),
    "files": Row(NEVER, "401 422 422 422 422 422"),
    **list_rows("clients", "acme", CLIENTS_SEEN, {}),
    **list_rows("order-types", "computer-repair", CLIENTS_SEEN, {}),
    **list_rows("materials", "patch-cable", EVERYBODY, PRICED),
    **list_rows("services", "router-diagnosis", EVERYBODY, PRICED),
    **list_rows("workers", "diego", EVERYBODY, {"price": "1.00"}),
    **list_rows("people", "outsider", KEPT_BY_NOOR, SOMEBODY),
    "lookup/clients": Row(CLIENTS_SEEN, "401 405 405 405 404 404"),
    "lookup/order-types": Row(CLIENTS_SEEN, "401 405 405 405 404 404"),
    "lookup/materials": Row(EVERYBODY, "401 405 405 405 405 405"),
    "lookup/products": Row(EVERYBODY, "401 405 405 405 405 405"),
    "lookup/services": Row(EVERYBODY, "401 405 405 405 405 405"),
    "lookup/workers": Row(EVERYBODY, "401 405 405 405 405 405"),
    "company": Row(KEPT_BY_NOOR, "401 200 404 404 404 404", COMPANY),
    "company/logo": Row("404 404 404 404 404 404", "401 422 404 404 404 404"),
    "audit-log": Row("401 200 404 404 404 404"),
    "company/logo/removal": Row(NEVER, "401 200 404 404 404 404"),
    "verify": Row("200 200 200 200 200 200", "422 422 422 422 422 422"),
    "v/<path:code>": Row("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "company/seal": Row(KEPT_BY_NOOR, "401 422 404 404 404 404"),
    "company/seal/renewal": Row(NEVER, "401 200 404 404 404 404"),
    **GOING_OUT,
    **OF_CLIENTS,
    "notices": Row(EVERYBODY),
    "notices/count": Row(EVERYBODY),
    "notices/read": Row(NEVER, EVERYBODY, {"up_to": "1"}),
    "notices/choices": Row(EVERYBODY, EVERYBODY, TIMES),
    "notices/devices": Row(NEVER, "401 422 422 422 422 422"),
    "notices/devices/removal": Row(NEVER, "401 204 204 204 204 204", {"endpoint": "https://push.example/1"}),
    "sw.js": Row("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "orders/<int:number>/notices": Row(ORDER, ORDER, {"on": "no"}),
    "profile": Row(EVERYBODY, "401 200 200 200 200 200", PROFILE),
    "profile/password": Row(NEVER, "401 422 422 422 422 422", {"old_password": "wrong"}),
    "rights": Row(KEPT_BY_NOOR),
    "keys": Row(EVERYBODY),
    "search": Row(EVERYBODY),
    "search/palette": Row(EVERYBODY),
    "orders": Row(EVERYBODY, "401 404 201 404 404 404", GOOD_ORDER),
    "orders/groups": Row(EVERYBODY),
    "orders/table": Row(EVERYBODY),
    "orders/table/rows": Row(EVERYBODY),
    "orders/table/columns": Row(NEVER, "401 204 204 204 204 204", {"columns.due": "1"}),
    "orders/board": Row(EVERYBODY),
    "orders/board/columns": Row(EVERYBODY),
    "orders/<int:number>/moves": Row(ORDER),
    "orders/bulk/field-workers": Row(
        OFFICE, "401 404 200 200 404 404", {"numbers": "2", "users.0": "outsider@nadiya.example"}
    ),
    "orders/bulk/read": Row(NEVER, "401 200 200 200 200 200", {"numbers": "2"}),
    "orders/views": Row(EVERYBODY, "401 201 201 201 201 201", {"name": "Mine", "layout": "table", "query": "late=1"}),
    "orders/views/<int:key>/removal": Row(NEVER, "401 403 200 403 403 403", key="view"),
    "orders/export.csv": Row(EVERYBODY),
    "orders/export.xlsx": Row(EVERYBODY),
    "orders/new": Row("401 404 200 404 404 404"),
    "orders/<int:number>": Row(ORDER),
    "orders/<int:number>/entries": Row(ORDER),
    "^orders/(?P<number>[0-9]{1,15})/parts/(?P<name>head|actions|details)$": Row(ORDER),
    "orders/<int:number>/release": Row(
        "401 404 403 200 404 404", "401 404 403 201 404 404", {"decision": "yes", "signature": INK}, CREATED
    ),
    "orders/<int:number>/confirmation": Row(ORDER, "401 404 201 201 201 404", GOOD_CONFIRMATION),
    "orders/<int:number>/confirmations": Row(ORDER, "401 404 201 201 201 404", GOOD_CONFIRMATION),
    "orders/<int:number>/fast-close": Row(ORDER, "401 404 201 201 201 404", {"decision": "yes"}),
    "orders/<int:number>/not-performed": Row(ORDER, "401 404 201 201 201 404", {"reason": "Moved"}),
    "orders/<int:number>/field-workers": Row(
        "401 404 200 200 403 404", "401 404 201 201 403 404", {"users.0": "outsider@nadiya.example"}
    ),
    "orders/<int:number>/messages": Row(NEVER, "401 404 201 201 201 404", {"text": "Hello"}),
    "orders/<int:number>/messages/<int:seq>": Row(AUTHOR, "401 404 404 404 201 404", {"text": "Again"}),
    "orders/<int:number>/messages/<int:seq>/removal": Row(AUTHOR, "401 404 404 404 201 404"),
    "orders/<int:number>/messages/<int:seq>/wordings": Row(ORDER),
    "orders/<int:number>/entries/<int:seq>/reactions": Row(
        NEVER, "401 404 201 201 201 404", {"sign": "heart", "on": "yes"}
    ),
    "orders/<int:number>/mentionable": Row(ORDER),
    "orders/<int:number>/read": Row(NEVER, "401 404 204 204 204 404", {"seq": "1"}),
    "orders/<int:number>/readers": Row(ORDER),
    "orders/<int:number>/typing": Row(NEVER, "401 404 204 204 204 404", {"on": "yes"}),
    "live/here": Row(NEVER, "401 204 204 204 204 204", {"stream": "made-up", "orders": "1 2"}),
    "orders/<int:number>/files/<uuid:identity>": Row(ORDER),
    "orders/<int:number>/files/<uuid:identity>/<slug:size>": Row(ORDER),
    "orders/<int:number>/media": Row(ORDER),
    "orders/<int:number>/documents/<int:version>": Row(ORDER),
    "orders/<int:number>/documents/<int:version>/thumbnail": Row(ORDER),
    "orders/<int:number>/documents/<int:version>/pages/<int:place>": Row(ORDER),
}
API = "api/v1/"
OPEN_API = {"healthz", "openapi.json", "docs"}
"""The API is one group here: without a token nothing but these answers. Its calls have their own tests."""


def patterns(urls: URLResolver, before: str = "") -> Iterator[str]:
    """Every address, as it is written in the urls."""
    for one in urls.url_patterns:
        written = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, written)
        elif isinstance(one, URLPattern):
            yield written


def undeclared(urls: URLResolver) -> set[str]:
    """Addresses that the table does not know."""
    return {one for one in patterns(urls) if one not in TABLE and not one.startswith(API)}


def filled(pattern: str, facts: dict[str, str]) -> str:
    """The address with its parts filled in."""
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern).strip("^$")
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: facts[part[1]], plain)


@pytest.fixture
def company(db: None, own_files: None) -> Nadiya:
    """The company with order 1 created, and order 2 released with a file and Diego on it."""
    found = nadiya()
    found.create()
    number = found.release().number
    found.diego.client.post("/files", {"file": (uploaded := _file())})
    identity = File.objects.get().pk
    _as_a_picture()
    sent = found.diego.send(f"/orders/{number}/messages", {"text": uploaded.name or "", "files.0": str(identity)})
    assert sent.status_code == 201
    seq = Entry.objects.get(kind=EntryKind.MESSAGE).seq
    assert found.diego.send(f"/orders/{number}/messages/{seq}", {"text": "Look"}).status_code == 201
    assert found.layla.get(f"/orders/{number}/documents/1").status_code == 200
    assert found.layla.send("/orders/views", {"name": "Late", "query": "late=1", "shared": "1"}).status_code == 201
    mail = {"subject": "S", "text": "Look: {link}", "more": "ana@acme.example"}
    assert found.layla.send(f"/orders/{number}/documents/1/send", mail).status_code == 201
    return found


def _as_a_picture() -> None:
    """The file passes for a picture: to decode a true one for each row would take a minute in all."""
    File.objects.update(content_type="image/png", width=1, height=1)
    default_storage.save(
        preview_path(File.objects.get().storage_path, "small"), ContentFile(b"RIFF\x04\x00\x00\x00WEBP")
    )


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.txt", b"x")


def answers(company: Nadiya, row: Row, ask: Callable[[Visitor], Any], wanted: str) -> None:
    """Each role is answered as the table says, and who is refused has changed nothing."""
    # What one role has done is undone before the next one asks.
    before = database_snapshot()
    for role, status in zip(ROLES, wanted.split(), strict=True):
        with transaction.atomic():
            answer = ask(getattr(company, role))
            assert (role, answer.status_code) == (role, int(status)), answer.content[:300]
            if answer.status_code in REFUSED:
                assert database_snapshot() == before
            transaction.set_rollback(True)


def address(company: Nadiya, pattern: str, row: Row) -> str:
    """Where the row is asked for."""
    person = company.outsider.person
    assert person
    link = ClientLink.objects.earliest("pk")
    keys = {"outsider": person.pk, "rule": Rule.objects.get().pk, "mail": Mail.objects.get().pk}
    keys["view"], keys["document"] = SavedView.objects.get().pk, Document.objects.get().pk
    facts = {
        "number": str(row.order), "key": str(keys.get(row.key, row.key)), "name": row.name,
        "secret": token_of(link.nonce), "link": str(link.pk), "session": "999", "token": "999",
        "identity": str(EntryFile.objects.get().file_id), "version": "1", "place": "1",
        "size": "small", "code": DocumentVersion.objects.get().code,
        "seq": str(Entry.objects.get(kind=EntryKind.MESSAGE).seq),
    }  # fmt: skip
    return filled(pattern, facts)


@pytest.mark.parametrize(("pattern", "row"), TABLE.items(), ids=TABLE)
def test_every_role_is_answered_as_the_table_says(company: Nadiya, pattern: str, row: Row) -> None:
    url = address(company, pattern, row)
    script = {"X-Requested-With": "fetch"}
    answers(company, row, lambda visitor: visitor.client.get(url, headers=script), row.get)
    answers(company, row, lambda visitor: visitor.send(url, row.body, submission=uuid.uuid4()), row.post)


@pytest.mark.parametrize("pattern", [pattern for pattern, row in TABLE.items() if row.get.startswith("401")])
def test_who_is_signed_out_is_led_to_the_door_and_back(company: Nadiya, pattern: str) -> None:
    url = address(company, pattern, TABLE[pattern])
    answer = company.stranger.get(url)
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in?next={url}")


@pytest.mark.parametrize("pattern", [pattern for pattern, row in TABLE.items() if row.post != NEVER and pattern])
def test_a_form_from_somewhere_else_is_refused(company: Nadiya, pattern: str) -> None:
    url, before = address(company, pattern, TABLE[pattern]), database_snapshot()
    for visitor in (company.noor, company.layla):
        visitor.client.handler.enforce_csrf_checks = True
        assert visitor.send(url, TABLE[pattern].body).status_code == 403
    assert database_snapshot() == before


def test_every_address_is_declared() -> None:
    assert undeclared(get_resolver()) == set()


def test_every_declared_address_exists() -> None:
    assert set(TABLE) - set(patterns(get_resolver())) == set()


def test_control_an_undeclared_address_is_found() -> None:
    more = ModuleType("more_urls")
    vars(more)["urlpatterns"] = [path("orders/<int:number>/secret", lambda _request: HttpResponse())]
    assert undeclared(URLResolver(RegexPattern(""), more)) == {"orders/<int:number>/secret"}


@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_the_api_is_closed_without_a_token(company: Nadiya, method: str) -> None:
    facts = {"number": str(RELEASED), "version": "1"}
    calls = {one.removeprefix(API) for one in patterns(get_resolver()) if one.startswith(API)}
    assert calls >= OPEN_API
    before = database_snapshot()
    for call in calls - OPEN_API - {""}:
        for visitor in (company.stranger, company.layla):
            ask = getattr(visitor.client, method)
            answer = ask(filled(API + call, facts), {}, content_type="application/json")
            assert answer.status_code in {401, 405}, (call, answer.status_code)
    assert database_snapshot() == before
