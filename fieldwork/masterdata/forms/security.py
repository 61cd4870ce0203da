"""The forms about how one signs in. Each asks for the password: an open page alone must not be enough."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.forms.fields import Password, Text
from fieldwork.people.actions.second_factors import MAX_NAME


class PasswordConfirmedForm(forms.Form):
    """Only the password."""

    old_password = Password(_("Your password"), required=True)


class AppForm(PasswordConfirmedForm):
    """The first code of an app."""

    code = Text(_("Code that the app shows"), max_length=20, autocomplete="one-time-code")
    field_order = ("code", "old_password")


class PasskeyForm(PasswordConfirmedForm):
    """What the device answered, with a name to know it by."""

    name = Text(_("Name"), max_length=MAX_NAME, hint=_("So that you know it again: Diego's phone"), printed=False)
    credential = forms.JSONField(widget=forms.HiddenInput({"data-passkey": "credential"}))
    field_order = ("name", "old_password", "credential")
