"""The language of the terminal: what LANG says, from the same catalogue as the pages."""

from gettext import translation
from pathlib import Path

_ = translation("django", localedir=Path(__file__).parents[1] / "locale", fallback=True).gettext
