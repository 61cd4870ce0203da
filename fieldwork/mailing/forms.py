"""The form of a rule."""

from operator import itemgetter
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldwork.collation.sort_keys import in_order
from fieldwork.mailing.models import RULE_FIELDS, RULE_RECIPIENTS, RULE_TRIGGERS, Rule
from fieldwork.mailing.placeholders import unknown_placeholders
from fieldwork.masterdata.forms.choices import languages
from fieldwork.masterdata.forms.edit_conflict import ConflictDetectingForm
from fieldwork.masterdata.forms.fields import Addresses, Area, Choice, Text, YesNo
from fieldwork.masterdata.models import Client, OrderType

MAX_SUBJECT, MAX_TEXT = 200, 5_000
DEFAULT_TEXT_HINT = gettext_lazy("Left empty: our standard words, in the mail's language")


def languages_or_the_documents() -> list[tuple[str, str]]:
    """First of all the language of the document."""
    return [("", _("As the document")), *languages()]


class RuleForm(ConflictDetectingForm):
    """When, for what, to whom, in which words."""

    name = Text(gettext_lazy("Name"), max_length=100, printed=False)
    active = YesNo(gettext_lazy("This rule is on"))
    released = YesNo(gettext_lazy("Released"))
    confirmed = YesNo(gettext_lazy("Each confirmation"))
    closed = YesNo(gettext_lazy("Closed"))
    not_performed = YesNo(gettext_lazy("Not performed"))
    order_type = Choice(gettext_lazy("Order type"), [], required=False, half=True)
    client = Choice(gettext_lazy("Client"), [], required=False, half=True)
    to_client = YesNo(gettext_lazy("The client's contacts"))
    to_coordinator = YesNo(gettext_lazy("The coordinator"))
    to_supervisor = YesNo(gettext_lazy("The supervisor"))
    to_field_workers = YesNo(gettext_lazy("The field workers"))
    addresses = Addresses(gettext_lazy("These addresses"), max_length=1000, required=False)
    language = Choice(gettext_lazy("Language"), languages_or_the_documents, required=False)
    subject = Text(
        gettext_lazy("Subject"), max_length=MAX_SUBJECT, required=False, hint=DEFAULT_TEXT_HINT, printed=False
    )
    text = Area(gettext_lazy("Text"), max_length=MAX_TEXT, required=False, hint=DEFAULT_TEXT_HINT, printed=False)

    def __init__(self, data: Any = None, *, rule: Rule) -> None:
        first = {name: getattr(rule, name) for name in RULE_FIELDS}
        first |= {"order_type": str(rule.order_type_id or ""), "client": str(rule.client_id or "")}
        super().__init__(data, initial=first)
        for name, rows, chosen in (
            ("order_type", OrderType.objects.all(), rule.order_type_id),
            ("client", Client.objects.all(), rule.client_id),
        ):
            field = self.fields[name]
            assert isinstance(field, Choice)
            offered = [(str(row.pk), row.name) for row in rows if row.active or row.pk == chosen]
            field.choices = [("", _("All")), *in_order(offered, itemgetter(1))]

    def clean(self) -> dict[str, Any]:
        """The errors that lie between fields."""
        found: dict[str, Any] = super().clean() or {}
        if not any(found.get(name) for name in RULE_TRIGGERS):
            self.add_error("released", _("Choose at least one moment"))
        nobody = not any(found.get(name) for name in (*RULE_RECIPIENTS, "addresses"))
        if nobody and "addresses" not in self.errors:
            self.add_error("to_client", _("Choose at least one recipient"))
        for name in ("subject", "text"):
            if unknown := unknown_placeholders(found.get(name) or ""):
                self.add_error(name, _("%(places)s stands for nothing") % {"places": ", ".join(unknown)})
        return found

    def group(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        """Some of the fields, for one box of the page."""
        return [self[name] for name in names]

    def trigger_fields(self) -> list[forms.BoundField]:
        """Returns the fields that say when the rule mails."""
        return self.group(RULE_TRIGGERS)

    def recipients(self) -> list[forms.BoundField]:
        """To whom, but for the addresses."""
        return self.group(RULE_RECIPIENTS)
