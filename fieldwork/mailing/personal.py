"""Mails to a person of ours: what they say is told, when they are sent, by the room above that called for them."""

from collections.abc import Callable

from fieldwork.mailing.models import Mail

Teller = Callable[[Mail], str | None]
_tellers: list[Teller] = []


def text_is_told_by(teller: Teller) -> None:
    """From now on `teller(mail)` is asked for the text of a mail to a person; None: not its own, or nothing to say."""
    if teller not in _tellers:
        _tellers.append(teller)


def text_for_person(mail: Mail) -> str | None:
    """What the mail says now; None where nobody has anything left to say."""
    return next((text for teller in _tellers if (text := teller(mail)) is not None), None)
