"""One's own page: language, time zone, appearance, password, devices."""

import pytest
from django.test import Client

from fieldwork.people.models import Person
from tests.pages.browser_client import BACKEND, Visitor
from tests.pages.company import INK, Nadiya
from tests.pages.html_view import shown

OLD, NEW = "a long enough secret", "another long secret"
ABOUT = {"name": "Diego González", "job_title": "", "phone": "", "theme": "auto", "language": "", "time_zone": ""}


def signed_in(person: Person, agent: str) -> Client:
    """A browser that came in by the door."""
    client = Client(HTTP_USER_AGENT=agent)
    sent = client.post("/sign-in", {"login": person.email, "password": OLD})
    assert sent.status_code == 302, sent.content
    return client


@pytest.fixture
def diego(company: Nadiya) -> Person:
    person = company.diego.person
    assert person
    person.set_password(OLD)
    Person.objects.filter(pk=person.pk).update(password=person.password)
    company.diego.client.force_login(person, backend=BACKEND)
    return person


def save(visitor: Visitor, **changes: str) -> int:
    """Sends the form; the status of the answer."""
    status: int = visitor.send("/profile", ABOUT | changes).status_code
    return status


def test_what_one_says_about_oneself_is_kept_and_no_more(company: Nadiya, diego: Person) -> None:
    assert save(company.diego, name="Diego G.", phone="+34 600", roles="15", email="noor@nadiya.example") == 200
    now = Person.objects.get(pk=diego.pk)
    assert (now.name, now.phone, now.email, now.roles) == ("Diego G.", "+34 600", diego.email, diego.roles)


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("theme", "pink"), ("language", "xx"), ("time_zone", "Mars/1")]
)
def test_faults_are_told_at_their_fields(company: Nadiya, diego: Person, field: str, value: str) -> None:
    answer = company.diego.send("/profile", ABOUT | {field: value})
    assert answer.status_code == 422
    assert f"id_{field}_error" in answer.content.decode()


def test_pages_speak_ones_language_and_nobody_elses(company: Nadiya, diego: Person) -> None:
    assert save(company.diego, language="es", theme="dark") == 200
    assert '<html lang="es" dir="ltr" data-theme="dark">' in company.diego.get("/orders").content.decode()
    assert '<html lang="en" dir="ltr">' in company.layla.get("/orders").content.decode()
    assert '<html lang="en" dir="ltr">' in company.stranger.client.get("/sign-in").content.decode()


def test_times_are_those_of_ones_zone_across_the_change_of_the_clock(company: Nadiya, diego: Person) -> None:
    order = company.create(work_start="2026-03-28T12:00", work_completion="2026-03-30T12:00")
    assert company.ogechi.send(f"/orders/{order.pk}/release", {"decision": "yes", "signature": INK}).status_code == 201
    staff = {"users.0": diego.email}
    assert company.layla.send(f"/orders/{order.pk}/field-workers", staff).status_code == 201
    madrid = shown(company.diego.get(f"/orders/{order.pk}")).between("Order details", "Plan against")
    assert madrid.count("12:00") == 2
    assert save(company.diego, time_zone="America/New_York") == 200
    new_york = shown(company.diego.get(f"/orders/{order.pk}")).between("Order details", "Plan against")
    assert "Sat, 28 Mar, 07:00" in new_york
    assert "Mon, 30 Mar, 06:00" in new_york


def test_what_is_typed_is_meant_in_ones_zone(company: Nadiya) -> None:
    assert company.layla.send("/profile", ABOUT | {"name": "Layla", "time_zone": "Asia/Tokyo"}).status_code == 200
    order = company.create(work_start="2026-06-02T12:00", work_completion="2026-06-03T12:00")
    assert order.work_start.isoformat() == "2026-06-02T03:00:00+00:00"


def test_a_new_password_needs_the_old_one_and_signs_out_other_devices(company: Nadiya, diego: Person) -> None:
    here, there = signed_in(diego, "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"), signed_in(diego, "x")
    form = {"old_password": "guess", "password": NEW, "password_again": NEW}
    assert here.post("/profile/password", form).status_code == 422
    assert here.post("/profile/password", form | {"old_password": OLD}).status_code == 302
    assert here.get("/profile").status_code == 200
    assert there.get("/profile").status_code == 302
    assert Person.objects.get(pk=diego.pk).check_password(NEW)


def test_one_sees_ones_devices_and_ends_each(company: Nadiya, diego: Person) -> None:
    phone = signed_in(diego, "Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/130.0 Mobile Safari/537.36")
    desk = signed_in(diego, "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit Chrome/130.0 Safari/537.36 Edg/130.0")
    page = desk.get("/profile").content.decode()
    assert "Chrome on Android" in page
    assert "Edge on Linux · this device" in page
    removal = page.split("/profile/sessions/")[1].split("/")[0]
    assert company.layla.send(f"/profile/sessions/{removal}/removal", {}).status_code == 404
    assert desk.post(f"/profile/sessions/{removal}/removal").status_code == 302
    assert phone.get("/profile").status_code == 302
    assert company.layla.get("/profile").status_code == 200
