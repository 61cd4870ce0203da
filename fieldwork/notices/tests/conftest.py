"""The same people and company as for the tests that cross apps, a push service, and a device."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from fieldwork.notices.models import Notice
from fieldwork.notices.push import push_request
from fieldwork.notices.tests.push_setup import agreed
from fieldwork.orders.models import Order
from tests.conftest import diego, layla, noor, ogechi, outsider, own_files, pytest_configure, team
from tests.pages.browser_client import Visitor
from tests.running.push_service import Service, push_service
from tests.worked_example import Team, released

__all__ = ["diego", "layla", "noor", "ogechi", "outsider", "own_files", "pytest_configure", "team"]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(push_request, "PUSH_TO_LOOPBACK", True)
    with push_service() as found:
        yield found


@pytest.fixture
def order(team: Team) -> Order:
    """With everything that was told until now already behind."""
    found = released(team)
    Notice.objects.update(pushed_at=timezone.now())
    return found


@pytest.fixture
def diego_phone(team: Team, service: Service) -> Visitor:
    """Diego's browser, which agreed."""
    return agreed(team.diego, service)
