"""Signs that no screen shows, and that come along when a text is copied from elsewhere."""

import re

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Default_Ignorable_Code_Point of Unicode (UAX #44), which `re` cannot name; `measures.ts` asks for it by name."""


def visible(text: str) -> str:
    """Removes invisible characters and blanks at the ends; for numbers, codes and addresses, never for words."""
    return INVISIBLE.sub("", text).strip()
