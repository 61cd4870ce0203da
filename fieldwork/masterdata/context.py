"""The company for every page."""

from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fieldwork.masterdata.company import find_company
from fieldwork.masterdata.models import Company

_found: WeakKeyDictionary[HttpRequest, Company | None] = WeakKeyDictionary()


def company_of(request: HttpRequest) -> Company | None:
    """The company, read once a request; None while the installation is empty."""
    if request not in _found:
        _found[request] = find_company()
    return _found[request]


def zone_for(request: HttpRequest) -> ZoneInfo:
    """The time zone pages are written in: the person's own, else the company's."""
    own = getattr(getattr(request, "user", None), "time_zone", "")
    company = company_of(request)
    return _zone(own) or _zone(company.time_zone if company else "") or ZoneInfo("UTC")


# A zone may be renamed, and gone from the next machine: times are then the company's.
def _zone(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key) if key else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def company(request: HttpRequest) -> dict[str, object]:
    """`company` and the page's `zone` in templates: read only if they are used."""
    zone = SimpleLazyObject(lambda: zone_for(request))
    return {"company": SimpleLazyObject(lambda: company_of(request)), "zone": zone}
