"""The room of mailing."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class MailingConfig(AppConfig):
    """Documents that find their way to people by themselves."""

    name = "fieldwork.mailing"

    def ready(self) -> None:
        """Forms ask this room who will get their document. Models can be imported only now."""
        teller = import_string("fieldwork.mailing.addressees.recipients_of")
        import_string("fieldwork.orders.recipients.recipients_are_told_by")(teller)
