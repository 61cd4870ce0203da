"""How a form writes and reads numbers, in the language of the page."""

import json

from django.utils.translation import get_language

from fieldwork.measures.currencies import Currency
from fieldwork.measures.number_styles import money_style, number_style


def decimal_mark() -> str:
    """Returns the decimal separator of the active language: "." or ","."""
    return number_style(get_language() or "en").decimal


def number_styles_json(currency: Currency) -> str:
    """JSON for the form's script (`frontend/src/measures.ts`, Styles)."""
    language = get_language() or "en"
    return json.dumps({"number": number_style(language).as_dict(), "money": money_style(currency, language).as_dict()})
