"""What the browser says about its person: language and region, as `Accept-Language` has them (RFC 9110 §12.5.4)."""

import re

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

_REGION = re.compile(r"-([a-z]{2})(?:-|$)")


def browser_language(request: HttpRequest) -> str:
    """The first of its languages that pages speak, as in LANGUAGES; "" if they speak none, or none is told."""
    known = dict(settings.LANGUAGES)
    for tag, _weight in _accepted_languages(request):
        try:
            found = get_supported_language_variant(tag)
        except LookupError:
            continue
        if found in known:
            return found
    return ""


def browser_region(request: HttpRequest) -> str:
    """The country of the first of its languages that names one, "MX"; "" if none does."""
    for tag, _weight in _accepted_languages(request):
        if found := _REGION.search(tag):
            return found[1].upper()
    return ""


def _accepted_languages(request: HttpRequest) -> list[tuple[str, float]]:
    return list(parse_accept_lang_header(request.headers.get("Accept-Language", "")))
