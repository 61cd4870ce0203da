"""The signs people may put under an entry: few enough to find one at once, each with a name to be read out."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REACTIONS: dict[str, tuple[str, Promise]] = {
    "thumbs-up": ("\N{THUMBS UP SIGN}", _("Thumbs up")),
    "check": ("\N{WHITE HEAVY CHECK MARK}", _("Done")),
    "eyes": ("\N{EYES}", _("Looking into it")),
    "heart": ("\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}", _("Heart")),
    "thanks": ("\N{PERSON WITH FOLDED HANDS}", _("Thank you")),
    "party": ("\N{PARTY POPPER}", _("Well done")),
    "laugh": ("\N{FACE WITH TEARS OF JOY}", _("Laughing")),
    "surprised": ("\N{FACE WITH OPEN MOUTH}", _("Surprised")),
    "sad": ("\N{CRYING FACE}", _("Sad")),
    "question": ("\N{BLACK QUESTION MARK ORNAMENT}", _("Question")),
    "warning": ("\N{WARNING SIGN}\N{VARIATION SELECTOR-16}", _("Careful")),
    "thumbs-down": ("\N{THUMBS DOWN SIGN}", _("Thumbs down")),
}
"""Key as kept in the database and sent by pages and API -> the sign, and its name."""
