"""The forms about the company itself."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.forms.choices import currencies, languages, time_zones, zones_by_currency
from fieldwork.masterdata.forms.edit_conflict import ConflictDetectingForm
from fieldwork.masterdata.forms.fields import Area, Choice, Email, Password, Phone, Text, YesNo
from fieldwork.masterdata.forms.password_twice import PasswordTwice
from fieldwork.masterdata.models import PaperSize
from fieldwork.masterdata.setup_code import is_start_word

NOT_THE_WORD = _("This is not the word that the terminal shows")
FIXED = _("Fixed once the first order exists")
LANGUAGE_HINT = _("Of documents and mails, and of pages to whoever has not chosen another one in their profile")


class CompanyForm(ConflictDetectingForm):
    """What is printed on documents, and the company's own rules."""

    name = Text(_("Name"), max_length=200, autocomplete="organization")
    tax_id = Text(_("Tax id"), max_length=50, required=False)
    address = Area(_("Address"), max_length=500, required=False, autocomplete="street-address")
    phone = Phone(_("Phone"), max_length=50, required=False, half=True, autocomplete="tel")
    email = Email(_("E-mail"), max_length=254, required=False, half=True, autocomplete="email")
    currency = Choice(_("Currency"), currencies, hint=FIXED, half=True)
    paper = Choice(_("Paper"), PaperSize.choices, half=True)
    language = Choice(_("Language"), languages, hint=LANGUAGE_HINT, half=True)
    time_zone = Choice(_("Time zone"), time_zones, half=True)
    own_release_forbidden = YesNo(_("Nobody releases an order they created themselves"))

    def on_documents(self) -> list[forms.BoundField]:
        """The fields of the first box."""
        return [self[name] for name in ("name", "tax_id", "address", "phone", "email", "currency", "paper")]

    def company_rules(self) -> list[forms.BoundField]:
        """The fields of the second box."""
        return [self[name] for name in ("language", "time_zone", "own_release_forbidden")]


class SetupForm(PasswordTwice):
    """An empty installation becomes a company with one administrator."""

    company_name = Text(_("Company name"), max_length=200, autocomplete="organization")
    currency = Choice(_("Currency"), currencies, hint=_("Fixed once the first order exists"), half=True)
    language = Choice(_("Language"), languages, hint=LANGUAGE_HINT, half=True)
    time_zone = Choice(_("Time zone"), time_zones)
    name = Text(_("Your name"), max_length=100, autocomplete="name")
    email = Email(_("E-mail"), max_length=254, hint=_("You sign in with it"), autocomplete="email")
    password = Password(_("Password"), required=True, hint=_("At least 8 characters"))
    password_again = Password(_("Password again"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["time_zone"].widget.attrs |= {
                "data-controller": "timezone-default",
                "data-timezone-default-currencies": json.dumps(zones_by_currency(), separators=(",", ":")),
            }

    def about_company(self) -> list[forms.BoundField]:
        """The fields of the first box."""
        return [self[name] for name in ("company_name", "currency", "language", "time_zone")]

    def about_person(self) -> list[forms.BoundField]:
        """The fields of the second box."""
        return [self[name] for name in ("name", "email", "password", "password_again")]


class SetupFormWithCode(SetupForm):
    """The same for a browser on another machine: whoever comes first is not yet whoever may."""

    word = Text(_("Word from the terminal"), max_length=50, hint=_("Fieldwork shows it where it was started"))

    def about_person(self) -> list[forms.BoundField]:
        """The word stands last, beside the button."""
        return [*super().about_person(), self["word"]]

    def clean_word(self) -> str:
        """Refused in words where it is another one."""
        typed: str = self.cleaned_data["word"]
        if not is_start_word(typed):
            raise forms.ValidationError(NOT_THE_WORD)
        return typed
