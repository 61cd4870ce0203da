"""Somebody's first page: it speaks the language of their browser, and says so where that is not the company's."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from fieldwork.collation.model_fields import sorting_language
from fieldwork.people.accept_language import browser_language
from fieldwork.people.actions.edit_profile import preset_language
from fieldwork.people.models import Person


def adopt_browser_language(request: HttpRequest, person: Person) -> None:
    """Sets the person's language, if it is not chosen yet, to that of the browser."""
    language = browser_language(request)
    if preset_language(person, language) and language != sorting_language():
        with override(language):
            messages.info(request, _("Pages speak English to you, as your browser does. Your profile changes that."))
