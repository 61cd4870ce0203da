"""The form about somebody who signs in."""

from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.forms.fields import Email, Password, Roles, Text
from fieldwork.masterdata.forms.list_forms import RowForm
from fieldwork.masterdata.forms.password_twice import PasswordTwice
from fieldwork.measures.currencies import Currency


class PersonForm(RowForm, PasswordTwice):
    """Name, address, roles; a password when somebody is added or gets a new one."""

    name = Text(_("Name"), max_length=100, autocomplete="off")
    email = Email(_("E-mail"), max_length=254, hint=_("The person signs in with it"))
    job_title = Text(_("Job title"), max_length=100, required=False)
    roles = Roles(_("Roles"))
    password = Password(_("New password"), required=False)
    password_again = Password(_("New password again"), required=False)

    def __init__(self, data: Any = None, *, row: Model, currency: Currency) -> None:
        super().__init__(data, row=row, currency=currency)
        if row.pk is None:
            self.fields["password"].label = _("Password")
            self.fields["password_again"].label = _("Password again")
            self.fields["password"].help_text = _("Left empty, the person chooses it by an invitation.")
        else:
            self.fields["password"].help_text = _(
                "Left empty, the old one stays. A new one signs the person out and ends their API tokens."
            )

    @property
    def saved(self) -> Promise:
        """A new password has done more than it shows."""
        if self.cleaned_data["password"]:
            return _("Saved. With the old password the person's sessions and API tokens have ended.")
        return super().saved

    def values_of(self, row: Model) -> dict[str, object]:
        """Never the password."""
        return {**super().values_of(row), "password": "", "password_again": ""}
