"""Sentences about what somebody typed, for commands and for Django's forms."""

import unicodedata

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldwork.measures.typed_values import InvalidMeasure, MeasureError

MEASURE_ERRORS: dict[MeasureError, Promise] = {
    MeasureError.NOT_A_NUMBER: gettext_lazy("Enter a number"),
    MeasureError.TOO_PRECISE: gettext_lazy("Too many decimals"),
    MeasureError.NOT_POSITIVE: gettext_lazy("Must be greater than zero"),
    MeasureError.TOO_LARGE: gettext_lazy("This number is too large"),
    MeasureError.MINUTES_PAST_59: gettext_lazy("Minutes go up to 59"),
    MeasureError.NOT_WHOLE_MINUTES: gettext_lazy("Use whole minutes, such as 1:20"),
    MeasureError.TWO_READINGS: gettext_lazy("Do you mean %(whole)s or %(decimal)s?"),
}


def error_sentence(bad: InvalidMeasure) -> str:
    """What is wrong with a number, in the language that is active."""
    whole, decimal = bad.readings
    return str(MEASURE_ERRORS[bad.error]) % {"whole": whole, "decimal": decimal}


def cannot_print(letter: str) -> str:
    """That no font of this installation draws `letter`, in the language that is active."""
    values = {"letter": f"\u25cc{letter}" if unicodedata.combining(letter) else letter,
            "name": unicodedata.name(letter, f"U+{ord(letter):04X}")}  # fmt: skip
    return _("Documents cannot print %(letter)s (%(name)s): no font for it is installed here") % values
