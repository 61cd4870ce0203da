"""The forms about oneself."""

from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.forms.choices import languages_or_the_companys, time_zones_or_the_companys
from fieldwork.masterdata.forms.edit_conflict import ConflictDetectingForm
from fieldwork.masterdata.forms.fields import Choice, Password, Phone, Text
from fieldwork.masterdata.forms.password_twice import PasswordTwice
from fieldwork.people.models import Theme


class ProfileForm(ConflictDetectingForm):
    """What colleagues see of one, and how the program speaks to one."""

    name = Text(_("Name"), max_length=100, half=True, autocomplete="name")
    job_title = Text(_("Job title"), max_length=100, required=False, half=True, autocomplete="organization-title")
    phone = Phone(_("Phone"), max_length=50, required=False, half=True, autocomplete="tel")
    theme = Choice(_("Appearance"), Theme.choices, half=True)
    language = Choice(_("Language"), languages_or_the_companys, required=False, half=True)
    time_zone = Choice(_("Time zone"), time_zones_or_the_companys, required=False, half=True)


class OwnPasswordForm(PasswordTwice):
    """A new password, by whoever knows the old one."""

    old_password = Password(_("Password until now"), required=True)
    password = Password(_("New password"), required=True, hint=_("At least 8 characters"))
    password_again = Password(_("New password again"), required=True)
