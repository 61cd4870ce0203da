"""The company for every page."""

from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fieldwork.masterdata.models import Company
from fieldwork.masterdata.the_company import find_company

_found: WeakKeyDictionary[HttpRequest, Company | None] = WeakKeyDictionary()


def company_of(request: HttpRequest) -> Company | None:
    """The company, read once a request; None while the installation is empty."""
    if request not in _found:
        _found[request] = find_company()
    return _found[request]


def zone_for(request: HttpRequest) -> ZoneInfo:
    """The company's time zone, in which its pages are written."""
    company = company_of(request)
    return ZoneInfo(company.time_zone if company else "UTC")


def company(request: HttpRequest) -> dict[str, object]:
    """`company` in templates: read only if it is used."""
    return {"company": SimpleLazyObject(lambda: company_of(request))}
