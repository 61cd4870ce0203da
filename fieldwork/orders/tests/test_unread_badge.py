"""The badge of unread orders counts as far as anybody reads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.grouped_list import MAX_UNREAD, unread_orders
from fieldwork.orders.models import Entry, Order
from tests.worked_example import Team, fill_company, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(db: None) -> Team:
    """The worked example's company."""
    return fill_company()


def more_orders(like: Order, count: int) -> None:
    """`count` orders with something that nobody has read."""
    later = timezone.now() + timedelta(minutes=1)
    orders = Order.objects.bulk_create(
        Order(
            number=1000 + place, state=like.state, name="Fix", description="It", client=like.client,
            order_type=like.order_type, work_start=later, work_completion=later + timedelta(days=1),
            currency="USD", created_at=later, created_by=like.created_by, last_news_at=later,
            last_seq=1, news_count=1, last_news_seq=1,
        )
        for place in range(count)
    )  # fmt: skip
    Entry.objects.bulk_create(
        Entry(
            order=order,
            seq=1,
            news_count=1,
            kind=EntryKind.MESSAGE,
            author=order.created_by,
            created_at=later,
            text="Hello",
        )
        for order in orders
    )


@pytest.mark.parametrize(("count", "shown"), [(0, ""), (7, "7"), (99, "99"), (100, "99+"), (140, "99+")])
def test_the_badge_says_how_many_up_to_99(team: Team, count: int, shown: str) -> None:
    more_orders(made(team), count)
    assert unread_orders(team.layla) == min(count, MAX_UNREAD + 1)
    visitor = Client()
    visitor.force_login(team.layla)
    page = visitor.get("/orders/groups", headers={"HX-Request": "true"}).content.decode()
    assert f'data-orders="{shown}"' in page
