"""Notices: what concerns whom, push, the daily digest."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class NoticesConfig(AppConfig):
    """What concerns a person."""

    name = "fieldwork.notices"

    def ready(self) -> None:
        """Entries bring their notices; a digest says what is unread when it leaves. Models can be imported only now."""
        hook = import_string("fieldwork.notices.actions.write_notices.write_notices")
        import_string("fieldwork.orders.entry_hooks.register_hook")(hook)
        provider = import_string("fieldwork.notices.daily_digest.text_of")
        import_string("fieldwork.mailing.personal_mails.register_text_provider")(provider)
