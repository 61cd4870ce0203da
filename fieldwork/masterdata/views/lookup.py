"""What the pickers of other forms offer: active rows, found by what is typed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fieldwork.collation.folded_text import folded
from fieldwork.collation.sort_keys import in_order
from fieldwork.masterdata.active_rows import contact_line
from fieldwork.masterdata.company import get_company
from fieldwork.masterdata.list_configs import PRODUCTS, SERVICES, ListConfig
from fieldwork.masterdata.models import Client, ProductKind, Worker
from fieldwork.masterdata.text_search import Highlight, highlight
from fieldwork.measures.currencies import Currency
from fieldwork.measures.formats import format_money
from fieldwork.rest.text_rules import clean_text

MAX_OFFERED = 20
"""Options of one answer."""

FEW = 200
"""Rows that are all read to be sorted."""


@dataclass(frozen=True)
class Option:
    """One choice. `price` in minor units, per unit or per hour; None where nothing is charged."""

    code: str
    name: str
    parts: list[Highlight]
    about: list[Highlight]
    kind: str
    unit: str
    price: int | None
    price_words: str
    icon: str
    reach: str = ""
    """Of a client: who is there, and where."""


@require_safe
def look_up(request: HttpRequest, listed: ListConfig) -> HttpResponse:
    """GET /lookup/materials?q=cab: the inside of the picker's list."""
    q = clean_text(request.GET.get("q", ""), max_length=200)
    rows = listed.rows().filter(active=True)
    found = listed.find(rows, q)
    count = found.count()
    best = _best(found.annotate(behind=_starts_first(q)), count)
    currency = get_company().priced_in
    options = [_option(listed, row, q, currency) for row in best]
    words = listed.labels.of % {"shown": len(options), "all": count}
    context = {"listed": listed, "q": q, "options": options, "count_words": words}
    return render(request, "masterdata/lookup.html", context)


def _best(found: QuerySet[Any], count: int) -> list[Any]:
    """The first of them: few as the person's language sorts, many by the stored keys of the company's."""
    if count > FEW:
        return list(found.order_by("behind", "sort_key", "pk")[:MAX_OFFERED])
    return sorted(in_order(found.order_by("pk"), lambda row: row.name), key=lambda row: row.behind)[:MAX_OFFERED]


def _starts_first(q: str) -> Case:
    begins = Q(search__startswith=folded(q)) | Q(code__istartswith=q)
    return Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField())


def _option(listed: ListConfig, row: Any, q: str, currency: Currency) -> Option:
    price: int | None = getattr(row, "price", None)
    both = listed.slug == PRODUCTS.slug
    about = [
        row.get_kind_display() if both else "",
        row.code,
        getattr(row, "unit", "") or getattr(row, "job_title", ""),
    ]
    return Option(
        code=row.code,
        name=row.name,
        parts=highlight(row.name, q),
        about=highlight(" · ".join(filter(None, about)), q),
        kind="labour" if isinstance(row, Worker) else getattr(row, "kind", ""),
        unit=getattr(row, "unit", ""),
        price=price,
        price_words=_price_text(row, price, currency),
        icon=SERVICES.icon if both and row.kind == ProductKind.SERVICE else listed.icon,
        reach=contact_line(row) if isinstance(row, Client) else "",
    )


def _price_text(row: Any, price: int | None, currency: Currency) -> str:
    if price is None:
        return ""
    amount = format_money(price, currency, get_language() or "en")
    return _("%(price)s per hour") % {"price": amount} if isinstance(row, Worker) else amount
