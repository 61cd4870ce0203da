"""How a page says what is wrong: a sentence at a field, a banner above a form. Scripts fill the empty ones."""

from collections.abc import Callable, Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString

from fieldwork.shell.template_functions import icon


def invalid_attributes(errors: Mapping[str, str] | None, field: str, *, hint: str = "") -> SafeString:
    """Attributes of a field that has an error: told to screen readers, tied to its sentence.

    `hint` is the id of what is said at the field in any case.
    """
    if not errors or field not in errors:
        return format_html(' aria-describedby="{}"', hint) if hint else SafeString("")
    described_by = f"{hint} {_id_of(field)}".strip()
    return format_html(' aria-invalid="true" aria-describedby="{}"', described_by)


def field_error(errors: Mapping[str, str] | None, field: str) -> SafeString:
    """The sentence at a field that has an error; nothing otherwise."""
    if not errors or field not in errors:
        return SafeString("")
    return error_message(errors[field], _id_of(field))


def error_message(words: str, key: str) -> SafeString:
    """Renders what is wrong, with the id by which the field points at it."""
    return format_html('<p class="field-error" id="{}">{}<span>{}</span></p>', key, icon("circle-alert", "i-sm"), words)


def error_placeholder(controller: str) -> SafeString:
    """Renders the element in which the script of that name says what is wrong; hidden until then."""
    return format_html('<p class="field-error" role="alert" data-{}="problem" hidden></p>', controller)


def form_error(words: str = "", *, controller: str = "form") -> SafeString:
    """Renders the error of the whole form, above it.

    The element is hidden until the server or the script of that name says what is wrong.
    """
    opening = format_html('<div class="note note--danger" role="alert" data-{}="problem"', controller)
    if not words:
        return format_html("{} hidden></div>", opening)
    return format_html("{}>{}<span>{}</span></div>", opening, icon("circle-alert"), words)


def _id_of(field: str) -> str:
    return f"error-{field.replace('.', '-')}"


FUNCTIONS: dict[str, Callable[..., object]] = {
    "field_error": field_error,
    "error_placeholder": error_placeholder,
    "error_message": error_message,
    "invalid_attributes": invalid_attributes,
    "form_error": form_error,
}
