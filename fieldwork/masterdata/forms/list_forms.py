"""The forms of the five lists."""

from typing import Any

from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.collation.sort_keys import in_order
from fieldwork.masterdata.forms.choices import languages_or_the_companys
from fieldwork.masterdata.forms.edit_conflict import ConflictDetectingForm
from fieldwork.masterdata.forms.fields import Addresses, Area, Choice, Code, Email, Money, Phone, Text, YesNo
from fieldwork.masterdata.models import Worker
from fieldwork.measures.currencies import Currency
from fieldwork.people.models import Person

CODE_HINT = _("Left empty, it is made from the name")


class RowForm(ConflictDetectingForm):
    """A form about one row; its first values are the row's, its prices in `currency`."""

    def __init__(self, data: Any = None, *, row: Model, currency: Currency) -> None:
        self.row = row
        super().__init__(data, initial=self.values_of(row))
        for field in self.fields.values():
            if isinstance(field, Money):
                field.currency = currency

    def values_of(self, row: Model) -> dict[str, object]:
        """The row as first values of the fields."""
        return {name: getattr(row, name, None) for name in self.base_fields}

    @property
    def saved(self) -> Promise:
        """The message after the row was edited."""
        return _("Saved")

    @property
    def has_price(self) -> bool:
        """Whether a price is asked for."""
        return "price" in self.fields


class MasterDataForm(RowForm):
    """What every list asks for."""

    name = Text(_("Name"), max_length=200)
    code = Code(_("Code"), max_length=50, required=False, hint=CODE_HINT)

    def __init__(self, data: Any = None, *, row: Model, currency: Currency) -> None:
        super().__init__(data, row=row, currency=currency)
        if row.pk is not None:
            self.fields["code"].required = True
            self.fields["code"].help_text = ""


class OrderTypeForm(MasterDataForm):
    """A name and a code, and what its statements show."""

    shows_plan = YesNo(
        _("Statements show the plan beside what was confirmed"),
        hint=_("Each line planned and confirmed, with the difference. The client reads it, too."),
    )
    appends_photos = YesNo(_("Statements end with the photos of the confirmations"))


class ClientForm(MasterDataForm):
    """Whom to ask for, where, and how to reach them."""

    contact = Text(_("Contact"), max_length=100, required=False)
    address = Area(_("Address"), max_length=500, required=False)
    phone = Phone(_("Phone"), max_length=50, required=False)
    email = Email(_("E-mail"), max_length=254, required=False)
    copies_to = Addresses(
        _("Copies to"),
        max_length=500,
        required=False,
        hint=_("More e-mail addresses that get documents, one on each line"),
    )
    language = Choice(_("Language of documents"), languages_or_the_companys, required=False)
    no_mail = YesNo(_("No mail by rule to this client"), hint=_("By hand documents can still be sent."))


class ProductForm(MasterDataForm):
    """A material or a service."""

    unit = Text(_("Unit"), max_length=30, half=True)
    price = Money(_("Price"), max_length=40, half=True)


class WorkerForm(MasterDataForm):
    """Whose hours are charged, at what price."""

    job_title = Text(_("Job title"), max_length=100, required=False)
    price = Money(_("Price per hour"), max_length=40)
    person = Choice(_("Signs in as"), [], required=False)

    def __init__(self, data: Any = None, *, row: Worker, currency: Currency) -> None:
        super().__init__(data, row=row, currency=currency)
        free = Person.objects.filter(Q(is_active=True, worker=None) | Q(pk=row.person_id))
        self.free = {str(person.pk): person for person in in_order(free, lambda one: one.name)}
        field = self.fields["person"]
        assert isinstance(field, Choice)
        field.choices = [("", _("Does not sign in")), *((pk, person.name) for pk, person in self.free.items())]

    def values_of(self, row: Model) -> dict[str, object]:
        """The person as the value of its option."""
        assert isinstance(row, Worker)
        return {**super().values_of(row), "person": row.person_id and str(row.person_id)}

    def clean_person(self) -> Person | None:
        """The person who signs in as this worker."""
        return self.free.get(self.cleaned_data["person"])
