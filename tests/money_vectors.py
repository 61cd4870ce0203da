"""Makes frontend/src/money.vectors.json: how money is written in 30 languages and 14 currencies.

python -m tests.money_vectors    after a change of the rules or of CLDR; look at the difference before it is committed

pytest and vitest hold the server and the page against the file, tests/e2e/test_numbers.py holds Chromium's Intl
against it.
"""

import json
from pathlib import Path

from fieldwork.measures.currencies import Currency
from fieldwork.measures.formats import write_money
from fieldwork.measures.number_styles import money_style

FILE = Path(__file__).parents[1] / "frontend/src/money.vectors.json"
LANGUAGES = [
    "ar", "bg", "bn", "cs", "da", "de", "el", "en", "en-GB", "en-IN", "es", "es-MX", "et", "fa", "fi", "fr", "he", "hi",
    "hu", "it", "ja", "ko", "nl", "pl", "pt-BR", "pt-PT", "ru", "sv", "tr", "uk", "vi", "zh",
]  # fmt: skip
CURRENCIES = {
    "USD": 2, "EUR": 2, "GBP": 2, "CHF": 2, "JPY": 0, "HUF": 2, "COP": 2, "IDR": 2, "KWD": 3, "INR": 2, "BRL": 2,
    "SEK": 2, "MXN": 2, "VND": 0,
}  # fmt: skip
AMOUNTS = (0, 5, 123450, 1234500, 123456789012, -123450)


def vectors() -> dict[str, dict[str, object]]:
    """By language and currency: the style, and what each amount of minor units is written as."""
    return {language: {code: _vector(language, code) for code in CURRENCIES} for language in LANGUAGES}


def _vector(language: str, code: str) -> dict[str, object]:
    style = money_style(Currency(code, CURRENCIES[code]), language)
    return {"style": style.as_dict(), "texts": {str(minor): write_money(minor, style) for minor in AMOUNTS}}


def told() -> str:
    """The file: a line for each language and currency."""
    languages = [
        f"  {json.dumps(language)}: {{\n"
        + ",\n".join(f"    {json.dumps(code)}: {json.dumps(vector)}" for code, vector in currencies.items())
        + "\n  }"
        for language, currencies in vectors().items()
    ]
    return "{\n" + ",\n".join(languages) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(told(), encoding="ascii")
