"""A release offers those who are planned, in one tick; faults.md D9."""

import pytest

from fieldwork.masterdata.models import Worker
from fieldwork.orders.models import Order
from fieldwork.people.models import Person
from tests.pages.browser_client import Fields
from tests.pages.company import INK, Nadiya
from tests.pages.html_view import shown

YES: Fields = {"decision": "yes", "signature": INK}


def on(order: Order) -> list[str]:
    return [row.person.name for row in order.assignments.select_related("person")]


def kinds(order: Order) -> list[str]:
    return list(order.entries.order_by("seq").values_list("kind", flat=True))


def test_the_form_names_who_is_planned_and_ticks_nobody(company: Nadiya) -> None:
    order = company.create()
    form = shown(company.ogechi.client.get(f"/orders/{order.number}/release"))
    assert "Add those who are planned: Diego González" in form.text
    assert "planned" not in form.fields


def test_one_tick_adds_them_in_the_same_step(company: Nadiya) -> None:
    order = company.create()
    assert company.ogechi.send(f"/orders/{order.number}/release", YES | {"planned": "yes"}).status_code < 400
    assert on(order) == ["Diego González"]
    assert kinds(order)[-2:] == ["released", "field_workers"]
    assert company.diego.client.get(f"/orders/{order.number}").status_code == 200


def test_without_the_tick_a_release_adds_nobody(company: Nadiya) -> None:
    order = company.create()
    company.ogechi.send(f"/orders/{order.number}/release", YES)
    assert on(order) == []


def test_the_same_form_sent_again_does_not_bring_back_who_was_removed(company: Nadiya) -> None:
    order = company.create()
    fields = YES | {"planned": "yes", "submission_id": "6f1d2a34-0d4f-4c62-9b1a-6c3d9a7e0001"}
    company.ogechi.client.post(f"/orders/{order.number}/release", fields)
    company.layla.send(f"/orders/{order.number}/field-workers", {})
    assert on(order) == []
    company.ogechi.client.post(f"/orders/{order.number}/release", fields)
    assert on(order) == []


def test_a_rejection_adds_nobody(company: Nadiya) -> None:
    order = company.create()
    company.ogechi.send(f"/orders/{order.number}/release", {"decision": "no", "reason": "Twice", "planned": "yes"})
    assert on(order) == []


@pytest.mark.parametrize("why", ["inactive", "no login", "no role"])
def test_who_cannot_be_added_is_not_offered(company: Nadiya, why: str) -> None:
    order = company.create()
    if why == "inactive":
        Person.objects.filter(email="diego@nadiya.example").update(is_active=False)
    elif why == "no login":
        Worker.objects.filter(code="diego").update(person=None)
    else:
        Person.objects.filter(email="diego@nadiya.example").update(roles=2)
    assert "Add those who are planned" not in shown(company.ogechi.client.get(f"/orders/{order.number}/release")).text
    company.ogechi.send(f"/orders/{order.number}/release", YES | {"planned": "yes"})
    order.refresh_from_db()
    assert (order.state, on(order)) == ("released", [])


def test_an_order_without_anybody_says_nobody_assigned(company: Nadiya) -> None:
    company.create()
    page = shown(company.layla.client.get("/orders")).text
    assert "Nobody assigned" in page
    assert "No worker" not in page
