"""Mails to a person of ours: what they say is told, when they are sent, by the app above that called for them."""

from collections.abc import Callable

from fieldwork.mailing.models import Mail

TextProvider = Callable[[Mail], str | None]
_providers: list[TextProvider] = []


def register_text_provider(provider: TextProvider) -> None:
    """From now on `provider(mail)` gives the text of a mail to a person; None: not its own, or nothing to say."""
    if provider not in _providers:
        _providers.append(provider)


def text_for_person(mail: Mail) -> str | None:
    """What the mail says now; None where nobody has anything left to say."""
    return next((text for provider in _providers if (text := provider(mail)) is not None), None)
