"""A password typed twice, asked the same way wherever one is set."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _


class PasswordTwice(forms.Form):
    """Checks `password` against `password_again` and the rules for passwords."""

    def clean(self) -> dict[str, object]:
        """Faults at the field that has to change."""
        typed, again = self.cleaned_data.get("password"), self.cleaned_data.get("password_again")
        if typed:
            try:
                validate_password(typed)
            except forms.ValidationError as error:
                self.add_error("password", error)
        if "password_again" not in self.errors and (typed or again) and typed != again:
            self.add_error("password_again", _("The two passwords differ"))
        if self.errors and typed and not {"password", "password_again"} & set(self.errors):
            self.add_error("password", _("Type the password again: it is not sent back to this page"))
        return self.cleaned_data
