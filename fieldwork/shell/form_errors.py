"""How a page says what is wrong: a sentence at a field, a banner above a form. Scripts fill the empty ones."""

from collections.abc import Callable, Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString

from fieldwork.shell.template_functions import icon


def invalid(errors: Mapping[str, str] | None, field: str, *, hint: str = "") -> SafeString:
    """Attributes of a field that has a fault: told to screen readers, tied to its sentence.

    `hint` is the id of what is said at the field in any case.
    """
    if not errors or field not in errors:
        return format_html(' aria-describedby="{}"', hint) if hint else SafeString("")
    described_by = f"{hint} {_id_of(field)}".strip()
    return format_html(' aria-invalid="true" aria-describedby="{}"', described_by)


def fault(errors: Mapping[str, str] | None, field: str) -> SafeString:
    """The sentence at a field that has a fault; nothing otherwise."""
    if not errors or field not in errors:
        return SafeString("")
    return fault_sentence(errors[field], _id_of(field))


def fault_sentence(words: str, key: str) -> SafeString:
    """What is wrong, with the id by which the field points at it."""
    return format_html('<p class="err" id="{}">{}<span>{}</span></p>', key, icon("circle-alert", "i-sm"), words)


def fault_place(controller: str) -> SafeString:
    """Where the script of that name says what is wrong; hidden until then."""
    return format_html('<p class="err" role="alert" data-{}="problem" hidden></p>', controller)


def problem(words: str = "", *, controller: str = "form") -> SafeString:
    """What is wrong with the whole form, above it; hidden until the server or the script of that name says it."""
    opening = format_html('<div class="note note--danger" role="alert" data-{}="problem"', controller)
    if not words:
        return format_html("{} hidden></div>", opening)
    return format_html("{}>{}<span>{}</span></div>", opening, icon("circle-alert"), words)


def _id_of(field: str) -> str:
    return f"fault-{field.replace('.', '-')}"


FUNCTIONS: dict[str, Callable[..., object]] = {
    "fault": fault,
    "fault_place": fault_place,
    "fault_sentence": fault_sentence,
    "invalid": invalid,
    "problem": problem,
}
