"""The company for every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fieldwork.masterdata.the_company import find_company


def company(request: HttpRequest) -> dict[str, object]:
    """`company` in templates: read at most once a page, and only if it is used."""
    return {"company": SimpleLazyObject(find_company)}
