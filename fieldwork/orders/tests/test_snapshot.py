"""A version's content is frozen: nothing that changes later reaches it."""

import copy
import json
from datetime import timedelta

import pytest

from fieldwork.masterdata.models import Client, Company, OrderType, Product, Worker
from fieldwork.orders.models import DocumentVersion, Order
from fieldwork.orders.snapshot import NOT_SIGNED, digest_to_sign
from fieldwork.people.models import Person
from fieldwork.rest.canonical_json import canonical_digest
from tests.worked_example import Team, ended_without_work, finally_confirmed, partially_confirmed, released

pytestmark = pytest.mark.django_db

KEYS = {
    "layout", "kind", "number", "version", "state", "made_at", "created_at", "language", "region", "time_zone",
    "currency", "paper", "client", "provider", "order_type", "name", "description", "work_start", "work_completion",
    "labour", "services", "materials", "totals", "plan", "approved", "confirmations", "changes", "reason", "previous",
    "verify", "rounding", "photos", "accepted", "digits",
}  # fmt: skip


def contents(order: Order) -> list[dict[str, object]]:
    """What every version says, as the database has it."""
    return [copy.deepcopy(version.content) for version in DocumentVersion.objects.filter(order=order)]


def change_everything() -> None:
    """Master data, company and people become other ones."""
    Company.objects.update(
        name="Other", currency="EUR", language="de", time_zone="Asia/Tokyo", paper="letter", email="x@y.example"
    )
    Client.objects.update(name="Other client", address="Elsewhere", contact="Nobody")
    OrderType.objects.update(name="Other type")
    Product.objects.update(name="Other product", price=1, unit="metre")
    Worker.objects.update(name="Other worker", price=1, job_title="Other")
    for person in Person.objects.all():
        Person.objects.filter(pk=person.pk).update(name=f"Other {person.pk}", job_title="Other")


def test_nothing_that_changes_later_reaches_a_version(team: Team) -> None:
    order = finally_confirmed(team)
    before = contents(order)
    change_everything()
    Order.objects.update(name="Other order", description="Other", work_completion=order.work_completion + timedelta(1))
    assert contents(order) == before
    assert len(before) == 3


def test_a_later_act_leaves_the_earlier_versions_alone(team: Team) -> None:
    order = partially_confirmed(team)
    before = contents(order)
    finally_confirmed(team)
    assert contents(order) == before


def test_the_digest_is_that_of_the_content_as_kept(team: Team) -> None:
    for order in (finally_confirmed(team), ended_without_work(team)):
        for version in order.versions.all():
            assert version.digest == canonical_digest(version.content)
            assert version.digest == canonical_digest(json.loads(json.dumps(version.content)))


def test_the_digest_does_not_depend_on_the_order_of_keys(team: Team) -> None:
    content = released(team).versions.get().content
    assert canonical_digest(dict(reversed(list(content.items())))) == canonical_digest(content)
    assert canonical_digest(content | {"name": "Other"}) != canonical_digest(content)


@pytest.mark.parametrize("key", ["version", "made_at", "approved", "state"])
def test_what_is_signed_has_no_version_time_or_approval(team: Team, key: str) -> None:
    content = released(team).versions.get().content
    assert digest_to_sign(content | {key: "other"}) == digest_to_sign(content)


@pytest.mark.parametrize("key", sorted(KEYS - NOT_SIGNED))
def test_everything_else_is_part_of_what_is_signed(team: Team, key: str) -> None:
    content = released(team).versions.get().content
    assert digest_to_sign(content | {key: "other"}) != digest_to_sign(content)


def test_every_kind_of_version_tells_the_same_things(team: Team) -> None:
    for order in (finally_confirmed(team), ended_without_work(team)):
        assert all(set(content) == KEYS for content in contents(order))


def test_times_are_told_in_utc(team: Team) -> None:
    content = released(team).versions.get().content
    assert (content["work_start"], content["time_zone"]) == ("2026-06-02T10:00:00+00:00", "Europe/Madrid")
