"""The forms for somebody who does not know a password yet, or not any more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.forms.fields import Email, Password
from fieldwork.masterdata.forms.password_twice import PasswordTwice


class ForgottenForm(forms.Form):
    """The address that one signs in with."""

    email = Email(_("E-mail"), max_length=254, autocomplete="username")


class NewPasswordForm(PasswordTwice):
    """A password of one's own."""

    password = Password(_("New password"), required=True, hint=_("At least 8 characters"))
    password_again = Password(_("New password again"), required=True)
