"""The language of the templates: Jinja2, with what every page may use."""

from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import ChainableUndefined, Environment, pass_context
from jinja2.runtime import Context

from fieldwork import __version__
from fieldwork.shell import form_errors, template_functions
from fieldwork.shell.assets import asset_url
from fieldwork.shell.js_messages import messages_json


def environment(**options: Any) -> Environment:
    """Builds what Django's template engine asks for, with its `options`. Undefined names render as nothing."""
    made = Environment(**{**options, "undefined": ChainableUndefined}, extensions=["jinja2.ext.i18n"])  # noqa: S701
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.filters |= template_functions.FILTERS
    made.globals |= (
        template_functions.FUNCTIONS
        | form_errors.FUNCTIONS
        | {
            "_": translated,
            "built": asset_url,
            "static": static,
            "version": __version__,
            "url": lambda name, *given: reverse(name, args=given),
            "words_json": messages_json,
        }
    )
    return made


@pass_context
def translated(context: Context, sentence: str) -> SafeString:
    """A sentence of a template in the page's language."""
    return _translation(sentence, context["language"])


# A page says some three hundred sentences, always the same ones.
@lru_cache(8192)
def _translation(sentence: str, _language: str) -> SafeString:
    return escape(gettext(sentence))
