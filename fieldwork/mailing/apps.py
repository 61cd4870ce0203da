"""Mail rules, the outbox, and the mail sender."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from fieldwork.config import SMTP_URL


class MailingConfig(AppConfig):
    """Documents that find their way to people by themselves."""

    name = "fieldwork.mailing"

    def ready(self) -> None:
        """Forms and acts ask this app who gets documents; people, for letters. Models can be imported only now."""
        provider = import_string("fieldwork.mailing.mail_recipients.recipients_of")
        import_string("fieldwork.orders.recipients.register_recipient_provider")(provider)
        import_string("fieldwork.orders.entry_hooks.register_hook")(
            import_string("fieldwork.mailing.actions.plan_mails.plan_mails")
        )
        import_string("fieldwork.mailing.personal_mails.register_text_provider")(
            import_string("fieldwork.mailing.password_mails.text_of")
        )
        if SMTP_URL:
            carrier = import_string("fieldwork.mailing.password_mails.queue_password_mail")
            wake = import_string("fieldwork.mailing.sender_wakeup.wake")
            import_string("fieldwork.people.password_mail_carrier.register_carrier")(carrier, wake)
