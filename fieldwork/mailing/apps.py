"""The room of mailing."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from fieldwork.environment import SMTP_URL


class MailingConfig(AppConfig):
    """Documents that find their way to people by themselves."""

    name = "fieldwork.mailing"

    def ready(self) -> None:
        """Forms and acts ask this room who gets documents; people, for letters. Models can be imported only now."""
        teller = import_string("fieldwork.mailing.addressees.recipients_of")
        import_string("fieldwork.orders.recipients.recipients_are_told_by")(teller)
        import_string("fieldwork.orders.recording.within")(import_string("fieldwork.mailing.actions.promise.promise"))
        import_string("fieldwork.mailing.personal.text_is_told_by")(import_string("fieldwork.mailing.letters.text_of"))
        if SMTP_URL:
            carry, wake = (import_string(f"fieldwork.mailing.{name}") for name in ("letters.carry", "waking.wake"))
            import_string("fieldwork.people.letters.letters_are_carried_by")(carry, wake)
