"""A database of an older version is opened: what it holds is read as it was written."""

from collections.abc import Iterator

import pytest
from django.apps import apps as now
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from fieldwork.orders.models import Confirmation, Order
from tests.worked_example import Team, made, partially_confirmed

BEFORE_OFFICE_NOTES = ("orders", "0007_digits")
BEFORE_DIGITS = [("masterdata", "0005_sort_key"), ("orders", "0006_folded")]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def migrate_to(*targets: tuple[str, str]) -> None:
    MigrationExecutor(connection).migrate(list(targets))


@pytest.fixture
def newest_again() -> Iterator[None]:
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.parametrize(("currency", "digits"), [("JPY", 0), ("KWD", 3)])
def test_amounts_keep_the_digits_that_they_were_stored_with(
    currency: str, digits: int, team: Team, newest_again: None
) -> None:
    """faults.md E1."""
    order = made(team)
    now.get_model("masterdata", "Company").objects.update(currency=currency)
    Order.objects.update(currency=currency)
    migrate_to(*BEFORE_DIGITS)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    company = now.get_model("masterdata", "Company").objects.get()
    assert (company.currency, company.digits) == (currency, digits)
    assert Order.objects.filter(pk=order.pk, digits=digits, currency=currency).exists()


def test_confirmations_of_before_have_no_note_to_the_office(team: Team, newest_again: None) -> None:
    """faults.md D4."""
    order = partially_confirmed(team)
    migrate_to(BEFORE_OFFICE_NOTES)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert list(Confirmation.objects.values_list("order", "number", "office_note")) == [(order.pk, 1, "")]
