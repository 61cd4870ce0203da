"""Mails to a person of ours: what they say is told, when they are sent, by the app above that called for them."""

from collections.abc import Callable

from fieldwork.mailing.models import Mail

TextProvider = Callable[[Mail], str | None]
_providers: list[TextProvider] = []


def register_text_provider(provider: TextProvider) -> None:
    """Registers `provider(mail)`: it returns the text of a mail to a person, or None.

    None means that the mail is not its own, or that there is nothing to say.
    """
    if provider not in _providers:
        _providers.append(provider)


def text_for_person(mail: Mail) -> str | None:
    """Returns the present text of the mail; None where no provider has anything left to say."""
    return next((text for provider in _providers if (text := provider(mail)) is not None), None)
