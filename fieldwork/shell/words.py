"""The sentences that scripts show, in the page's language; `frontend/src/words.ts` has the English ones."""

from functools import cache

from django.utils.functional import Promise
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "changed_meanwhile": _("This has changed meanwhile. Look at the order as it is now, then send again."),
    "close": _("Close"),
    "copied": _("Copied"),
    "discard": _("Discard"),
    "discard_question": _("Discard what you typed?"),
    "draft_saved": _("Draft saved {time}"),
    "each_hour": _("{price} per hour"),
    "file_empty": _("The file is empty."),
    "file_too_large": _("Larger than {size}."),
    "files_too_many": _("At most {max} files."),
    "found": _("{n} found"),
    "here_many": _("{n} others are here"),
    "here_now": _("is here now"),
    "here_one": _("{name} is here"),
    "here_two": _("{name} and {other} are here"),
    "hide_password": _("Hide password"),
    "keep_editing": _("Keep editing"),
    "left_out": _("Planned, not confirmed and therefore left out: {lines}."),
    "lookup_failed": _("The list could not be loaded. Check the connection and type again."),
    "new_entries": _("{n} new"),
    "no_connection": _("No connection. What you typed is kept; send again when you are online."),
    "not_allowed": _("You may not do this."),
    "not_copied": _("Could not be copied. Mark the text and copy it yourself."),
    "not_found": _("This does not exist, or you cannot see it."),
    "not_sent": _("Not sent"),
    "offline": _("No connection. Try again when you are online."),
    "passkey_failed": _("The device gave no passkey. Try again, or sign in another way."),
    "push_failed": _("The browser could not sign up for pushes. Try again later."),
    "refused": _("This was not accepted."),
    "remove": _("Remove"),
    "rest_left": _("Planned {planned} · confirmed before {confirmed} · {left} left after this"),
    "rest_left_hours": _("Planned {planned} h · confirmed before {confirmed} h · {left} h left after this"),
    "rest_over": _("Planned {planned} · confirmed before {confirmed} · {over} over the plan"),
    "rest_over_hours": _("Planned {planned} h · confirmed before {confirmed} h · {over} h over the plan"),
    "rest_unplanned": _("Not in the plan · confirmed before {confirmed}"),
    "rest_unplanned_hours": _("Not in the plan · confirmed before {confirmed} h"),
    "row_removed": _("Row removed"),
    "seen_by": _("Seen by {names}"),
    "selected": _("{n} selected"),
    "sending": _("Sending"),
    "server_failed": _("Something went wrong on the server. What you typed is kept; try again."),
    "short_left": _("{left} of {planned} left"),
    "short_left_hours": _("{left} of {planned} h left"),
    "short_over": _("{over} over the plan"),
    "short_over_hours": _("{over} h over the plan"),
    "short_unplanned": _("Not in the plan"),
    "show_password": _("Show password"),
    "signed_out": _("You were signed out. Sign in in another tab, then send again."),
    "to_latest": _("Jump to latest"),
    "too_large": _("This is too large to send."),
    "too_many_requests": _("Too many tries. Wait a moment, then send again."),
    "try_again": _("Try again"),
    "typing_many": _("Several people are typing …"),
    "typing_one": _("{name} is typing …"),
    "typing_two": _("{name} and {other} are typing …"),
    "undo": _("Undo"),
    "upload_failed": _("The file could not be sent."),
    "you": _("You"),
}


def words() -> dict[str, str]:
    """Every key with its sentence."""
    return {key: str(sentence) for key, sentence in WORDS.items()}


def words_json() -> SafeString:
    """The words as the element `#words` of the page."""
    return _element(get_language() or "en")


@cache
def _element(_language: str) -> SafeString:
    return json_script(words(), "words")
