"""The one company of this installation."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from fieldwork.masterdata.models import Company


def find_company() -> Company | None:
    """The company, or None while the installation is empty."""
    return Company.objects.defer("logo").first()


def get_company() -> Company:
    """The company. Raises Company.DoesNotExist while the installation is empty."""
    return Company.objects.defer("logo").get(pk=1)


def company_language() -> str:
    """The company's language; "en" while the installation is empty."""
    return Company.objects.filter(pk=1).values_list("language", flat=True).first() or "en"


def company_zone(company: Company) -> ZoneInfo:
    """The company's time zone."""
    return ZoneInfo(company.time_zone)


_currency_checks: list[Callable[[], bool]] = []


def forbid_currency_change(check: Callable[[], bool]) -> None:
    """Registers `check`: while it returns true, the currency stays. For apps above that keep amounts in it."""
    if check not in _currency_checks:
        _currency_checks.append(check)


def is_currency_used() -> bool:
    """Whether amounts in the company's currency exist, so that it has to stay."""
    return any(check() for check in _currency_checks)
