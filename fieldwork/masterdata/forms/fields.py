"""Form fields: cleaned text, our sentences, and the template each is shown by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from babel.numbers import get_currency_symbol
from django import forms
from django.core.validators import EmailValidator, RegexValidator, validate_email
from django.forms.widgets import Widget
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fieldwork.fonts.printable import unprintable
from fieldwork.measures.currencies import Currency
from fieldwork.measures.formats import typed_money
from fieldwork.measures.invisible_characters import visible
from fieldwork.measures.number_styles import money_style
from fieldwork.measures.typed_values import InvalidMeasure, MeasureError, parse_money
from fieldwork.people.roles import ROLE_NAMES, role_list, role_sentence
from fieldwork.rest.error_sentences import cannot_print, error_sentence
from fieldwork.rest.text_rules import measured_text

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
    Choices = Iterable[tuple[str, Words]] | Callable[[], Iterable[tuple[str, Words]]]

REQUIRED = _("This is required")
TOO_LONG = _("At most %(limit_value)s characters, this has %(show_value)s")
NOT_IN_LIST = _("Choose one from the list")
NEGATIVE = _("A price cannot be negative")


MAX_ADDRESS = 254
"""Characters of an e-mail address (RFC 5321, erratum 1690)."""


def is_address(text: str) -> bool:
    """Whether a mail can be sent there, as far as can be told without sending one."""
    try:
        validate_email(text)
    except forms.ValidationError:
        return False
    return len(text) <= MAX_ADDRESS


class Text(forms.CharField):
    """One line of cleaned text; `half` fields stand two in a row. What is `printed` has letters of our fonts only."""

    template = "masterdata/fields/text.html"
    kind = "text"
    only_seen = False
    """Whether signs that nobody sees are dropped: they come along when something is copied, and words need some."""

    def __init__(
        self, label: Words, *, max_length: int, required: bool = True, hint: Words = "", half: bool = False,
        autocomplete: str = "off", printed: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(
            label=label,
            max_length=max_length,
            required=required,
            help_text=hint,
            widget=self.make_widget(autocomplete),
            error_messages={"required": REQUIRED, "max_length": TOO_LONG},
        )
        self.half = half
        self.printed = printed

    def make_widget(self, autocomplete: str) -> Widget:
        """The control this field is typed into."""
        return forms.TextInput({"class": "input", "type": self.kind, "autocomplete": autocomplete})

    def widget_attrs(self, widget: Widget) -> dict[str, str]:
        """Returns no `maxlength`: a browser would cut pasted text unnoticed."""
        return {}

    def to_python(self, value: object) -> str:
        """Cleaned as everywhere: NFC, no control characters. Raises ValidationError for what is too long."""
        assert self.max_length is not None
        text, length = measured_text(str(value or ""), max_length=self.max_length)
        if length > self.max_length:
            limits = {"limit_value": self.max_length, "show_value": length}
            raise forms.ValidationError(TOO_LONG, code="max_length", params=limits)
        if self.printed and (letter := unprintable(text)):
            raise forms.ValidationError(cannot_print(letter), code="unprintable")
        return visible(text) if self.only_seen else text


class Area(Text):
    """Several lines."""

    def make_widget(self, autocomplete: str) -> Widget:
        """A field that grows with its text."""
        return forms.Textarea({"class": "input", "rows": 3, "autocomplete": autocomplete})


class Phone(Text):
    """A telephone number as people write it."""

    kind = "tel"


class Email(Text):
    """An e-mail address."""

    kind = "email"
    only_seen = True
    default_validators = [EmailValidator(_("Enter an e-mail address such as name@example.com"))]


class Addresses(Area):
    """E-mail addresses, one on each line; cleaned to one on each line, each once."""

    only_seen = True

    def clean(self, value: object) -> str:
        """The addresses. Raises ValidationError that names the first one that is none."""
        text: str = super().clean(value)
        found = dict.fromkeys(part for part in re.split(r"[\s,;]+", text) if part)
        for address in found:
            if not is_address(address):
                raise forms.ValidationError(_("%(address)s is no e-mail address"), params={"address": address})
        return "\n".join(found)


class Code(Text):
    """A code that may stand in an address: letters, digits, - and _."""

    only_seen = True
    default_validators = [
        RegexValidator(re.compile(r"\A[A-Za-z0-9_-]*\Z"), _("Use letters, digits, - and _ only")),
        RegexValidator(
            re.compile(r"\Anew\Z", re.IGNORECASE), _("This word is taken by the program"), inverse_match=True
        ),
    ]


class Money(Text):
    """A price, typed as in "45" or "45.00" in the page's language; cleaned to minor units of `currency`."""

    template = "masterdata/fields/money.html"
    currency = Currency("USD", 2)

    def make_widget(self, autocomplete: str) -> Widget:
        """Digits first on phones."""
        return forms.TextInput({"inputmode": "decimal", "autocomplete": autocomplete})

    @property
    def symbol(self) -> str:
        """The sign of the currency in the language of the page."""
        return get_currency_symbol(self.currency.code, (get_language() or "en").replace("-", "_"))

    def prepare_value(self, value: object) -> object:
        """Minor units as people type them; what was typed stays."""
        return typed_money(value, self.currency, self._mark()) if isinstance(value, int) else value

    def clean(self, value: object) -> int | None:
        """Minor units. Raises ValidationError with our sentences."""
        text: str = super().clean(value)
        try:
            return parse_money(text, self.currency, self._mark()) if text else None
        except InvalidMeasure as bad:
            sentence = NEGATIVE if bad.error is MeasureError.NOT_POSITIVE else error_sentence(bad)
            raise forms.ValidationError(sentence) from bad

    def _mark(self) -> str:
        return money_style(self.currency, get_language() or "en").number.decimal


class Choice(forms.ChoiceField):
    """One of a list."""

    template = "masterdata/fields/text.html"

    def __init__(
        self, label: Words, choices: Choices, *, required: bool = True, hint: Words = "", half: bool = False
    ) -> None:
        super().__init__(
            label=label,
            choices=choices,
            required=required,
            help_text=hint,
            widget=forms.Select({"class": "input"}),
            error_messages={"required": NOT_IN_LIST, "invalid_choice": NOT_IN_LIST},
        )
        self.half = half


class YesNo(forms.BooleanField):
    """A rule that is on or off."""

    template = "masterdata/fields/check.html"
    half = False

    def __init__(self, label: Words, *, hint: Words = "") -> None:
        super().__init__(label=label, required=False, help_text=hint)


def _role_choices() -> list[tuple[str, str]]:
    return [(str(int(role)), str(name)) for role, name in ROLE_NAMES.items()]


class Roles(forms.MultipleChoiceField):
    """Roles as boxes to tick; cleaned to their sum."""

    template = "masterdata/fields/roles.html"
    half = False

    def __init__(self, label: Words) -> None:
        super().__init__(
            label=label,
            choices=_role_choices,
            error_messages={"required": _("Choose at least one role"), "invalid_choice": NOT_IN_LIST},
        )

    @property
    def offered(self) -> list[tuple[str, str, str]]:
        """The roles, each as its value, its name, and what it may do."""
        return [(str(int(role)), str(name), role_sentence(role)) for role, name in ROLE_NAMES.items()]

    def prepare_value(self, value: object) -> object:
        """The sum as the single values that are ticked."""
        return [str(int(role)) for role in role_list(value)] if isinstance(value, int) else value or []

    def clean(self, value: object) -> int:
        """The sum of the ticked roles."""
        ticked: list[str] = super().clean(value)
        return sum(int(role) for role in set(ticked))


class Password(forms.CharField):
    """A password: never cleaned, never sent back to the page."""

    template = "masterdata/fields/password.html"
    half = False

    def __init__(self, label: Words, *, required: bool, hint: Words = "") -> None:
        super().__init__(
            label=label,
            required=required,
            strip=False,
            max_length=200,
            help_text=hint,
            widget=forms.PasswordInput({"autocomplete": "new-password", "data-password": "input"}),
            error_messages={"required": REQUIRED, "max_length": TOO_LONG},
        )
