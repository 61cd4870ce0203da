"""Amounts are kept in minor units: the currency may not change under them."""

from typing import Any

import pytest
from django.apps import apps

from fieldwork.masterdata.company import is_currency_used

pytestmark = pytest.mark.django_db


def test_the_currency_is_free_until_the_first_order(team: Any) -> None:
    assert not is_currency_used()


def test_orders_tell_the_company_that_they_exist() -> None:
    assert apps.get_app_config("orders").has_orders() is False  # type: ignore[attr-defined]
