"""Forms that tell what they showed, so that nobody undoes unseen what somebody else has changed meanwhile."""

import hashlib
import json
from typing import Any, Self, cast

from django import forms
from django.utils.translation import gettext as _

NAME = "seen"
"""The hidden field: by name of a field, a digest of what it showed when the form was opened."""


class ConflictDetectingForm(forms.Form):
    """A form about something that is kept; its initial values are those that are kept now.

    `meanwhile`: by field, what somebody else has saved there, in words, and whether this form's writer had typed there.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.meanwhile: dict[str, tuple[str, bool]] = {}
        self._now = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}

    @property
    def shown_values(self) -> str:
        """The hidden field's value: JSON."""
        return json.dumps({name: _digest(value) for name, value in self._now.items()})

    def conflicting_values(self) -> dict[str, bool]:
        """The fields that somebody else has changed since the form was opened, to what it would not save.

        True for those that its writer changed, too. Asked of a valid form; one that tells nothing overtakes nothing.
        """
        shown = _parse_shown(self.data.get(NAME))
        found = {}
        for name, value in self._now.items():
            typed = self.cleaned_data.get(name)
            if name in shown and _digest(value) != shown[name] and _digest(typed) != _digest(value):
                found[name] = _digest(typed) != shown[name]
        return found

    def with_saved_values(self, fresh: Self) -> Self:
        """`fresh`, an unbound form about the same: with what was typed here, and what somebody else saved beside it."""
        overtaken = self.conflicting_values()
        shown = _parse_shown(self.data.get(NAME))
        for name in self.fields:
            typed = self.cleaned_data.get(name)
            if _digest(typed) != shown.get(name):
                fresh.initial[name] = typed
        fresh.meanwhile = {name: (fresh.display_value(name), typed) for name, typed in overtaken.items()}
        return fresh

    def display_value(self, name: str) -> str:
        """Returns the value that is saved in a field now, as people read it."""
        value, field = self._now[name], self.fields[name]
        if isinstance(field, forms.BooleanField):
            return _("Yes") if value else _("No")
        shown = field.prepare_value(value)
        if isinstance(field, forms.ChoiceField):
            labels = {str(key): str(label) for key, label in cast(Any, field.choices)}
            values = shown if isinstance(shown, list) else [shown]
            return ", ".join(labels.get(str(one), str(one)) for one in values)
        return str(shown or "")


def _parse_shown(text: object) -> dict[str, str]:
    try:
        values = json.loads(str(text or "{}"))
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def _digest(value: object) -> str:
    if isinstance(value, str):
        value = "\n".join(value.split("\r\n")).strip()
    return hashlib.sha256(repr(value or "").encode("utf-8", "surrogatepass")).hexdigest()[:16]
