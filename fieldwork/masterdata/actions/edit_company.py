"""Change the company: what documents print, and the company's own rules."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils.translation import gettext as _

from fieldwork.audit.record_event import recorded_change
from fieldwork.collation.sort_keys import sort_alike
from fieldwork.masterdata.actions.rebuild_sort_keys import rebuild_sort_keys
from fieldwork.masterdata.company import is_currency_used
from fieldwork.masterdata.models import Company, Product, Worker
from fieldwork.measures.currencies import default_digits
from fieldwork.measures.limits import MAX_PRICE
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.errors import Forbidden, Invalid

FIELDS = (
    "name", "tax_id", "address", "phone", "email", "currency", "language", "time_zone",
    "paper", "own_release_forbidden",
)  # fmt: skip


def edit_company(company: Company, *, by: Person) -> None:
    """Writes `company` as it is now. Documents that exist stay as they were printed.

    Raises Forbidden; Invalid at the fields that are wrong, at "currency" once amounts in the old one exist.
    """
    require_manage_company(by)
    with transaction.atomic():
        before = Company.objects.select_for_update().only("currency", "digits", "language").get(pk=company.pk)
        if before.currency != company.currency and is_currency_used():
            raise Invalid(
                {"currency": _("There are orders in %(currency)s, so it stays") % {"currency": before.currency}}
            )
        try:
            company.clean_fields(exclude=["logo", "logo_sha256", "is_demo"])
        except ValidationError as error:
            raise Invalid({field: words[0] for field, words in error.message_dict.items()}) from error
        company.digits = before.digits
        if before.currency != company.currency:
            company.digits = default_digits(company.currency)
            _rescale_prices(before.digits, company.digits)
        with recorded_change(company, by=by):
            company.save(update_fields=[*FIELDS, "digits"])
        if not sort_alike(before.language, company.language):
            rebuild_sort_keys(company.language)


def _rescale_prices(before: int, after: int) -> None:
    """A price of 45.00 is 45 in a currency without decimals: its minor units change with their number of digits."""
    more, fewer = 10 ** max(0, after - before), 10 ** max(0, before - after)
    price = Least((F("price") * more + fewer // 2) / fewer, MAX_PRICE)
    Product.objects.update(price=price)
    Worker.objects.update(price=price)


def require_manage_company(by: Person) -> None:
    """Raises Forbidden unless this person keeps the company."""
    if not by.may(Right.MANAGE_COMPANY):
        raise Forbidden(_("Only an administrator edits the company."))
