"""The sentences that scripts show, in the page's language; `frontend/src/messages.ts` has the English ones."""

from functools import cache

from django.utils.functional import Promise
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, Promise] = {
    "changed_meanwhile": _("This has changed meanwhile. Look at the order as it is now, then send again."),
    "close": _("Close"),
    "copied": _("Copied"),
    "discard": _("Discard"),
    "discard_about": _("The form is emptied. The next page offers to take it back."),
    "discard_question": _("Discard what you typed?"),
    "discarded": _("Discarded"),
    "draft_saved": _("Draft saved on this device {time}"),
    "each_hour": _("{price} per hour"),
    "file_empty": _("The file is empty."),
    "file_lost": _("The file {name} is not on this device any more. Remove the message and send the file again."),
    "file_too_large": _("Larger than {size}."),
    "files_not_arrived": _("Files have not arrived"),
    "files_too_many": _("At most {max} files."),
    "found": _("{n} found"),
    "here_many": _("{n} others are here"),
    "here_now": _("is here now"),
    "here_one": _("{name} is here"),
    "here_two": _("{name} and {other} are here"),
    "hide_password": _("Hide password"),
    "keep_editing": _("Keep editing"),
    "leave_about": _("Not sent yet and kept on this device: messages {messages}, drafts {drafts}."),
    "leave_deleted": _("Delete them and sign out"),
    "leave_kept": _("Keep them for my next sign-in"),
    "leave_question": _("Sign out?"),
    "left_out": _("Planned, not confirmed and therefore left out: {lines}."),
    "lookup_failed": _("The list could not be loaded. Check the connection and type again."),
    "new_entries": _("{n} new"),
    "no_connection": _("No connection. What you typed is kept; send again when you are online."),
    "not_allowed": _("You may not do this."),
    "not_copied": _("Could not be copied. Mark the text and copy it yourself."),
    "not_found": _("This does not exist, or you cannot see it."),
    "not_sent": _("Not sent"),
    "offline": _("No connection. Try again when you are online."),
    "open_order": _("Open order #{order}"),
    "order_number": _("Order #{order}"),
    "outbox_many": _("{n} messages are kept on this device and wait to be sent."),
    "outbox_one": _("1 message is kept on this device and waits to be sent."),
    "outbox_refused_many": _("{n} messages are kept on this device; some were not accepted."),
    "outbox_refused_one": _("1 message is kept on this device: it was not accepted."),
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
    "send_without": _("Send without them"),
    "sending": _("Sending"),
    "server_failed": _("Something went wrong on the server. What you typed is kept; try again."),
    "short_left": _("{left} of {planned} left"),
    "short_left_hours": _("{left} of {planned} h left"),
    "short_over": _("{over} over the plan"),
    "short_over_hours": _("{over} h over the plan"),
    "short_unplanned": _("Not in the plan"),
    "show_password": _("Show password"),
    "signed_out": _("You were signed out. Sign in in another tab, then send again."),
    "stay_here": _("Stay signed in"),
    "text_too_long": _("{length} characters, {over} more than fit. Nothing was cut: shorten it, or send it in parts."),
    "to_latest": _("Jump to latest"),
    "too_large": _("This is too large to send."),
    "too_many_requests": _("Too many tries. Wait a moment, then send again."),
    "try_again": _("Try again"),
    "typing_many": _("Several people are typing …"),
    "typing_one": _("{name} is typing …"),
    "typing_two": _("{name} and {other} are typing …"),
    "undo": _("Undo"),
    "upload_failed": _("The file could not be sent."),
    "waits_connection": _("Waits for a connection. It is kept on this device and sent by itself."),
    "waits_server": _("Waits for the server. It is kept on this device and sent by itself."),
    "waits_sign_in": _("Waits for your sign-in. It is kept on this device and sent by itself."),
    "you": _("You"),
}


def messages() -> dict[str, str]:
    """Returns every key with its sentence."""
    return {key: str(sentence) for key, sentence in MESSAGES.items()}


def messages_json() -> SafeString:
    """The words as the element `#words` of the page."""
    return _element(get_language() or "en")


@cache
def _element(_language: str) -> SafeString:
    return json_script(messages(), "words")
