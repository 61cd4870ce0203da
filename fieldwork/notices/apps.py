"""The room of notices."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class NoticesConfig(AppConfig):
    """What concerns a person."""

    name = "fieldwork.notices"

    def ready(self) -> None:
        """Entries bring their notices; a digest says what is unread when it leaves. Models can be imported only now."""
        companion = import_string("fieldwork.notices.actions.notify.notify")
        import_string("fieldwork.orders.recording.within")(companion)
        teller = import_string("fieldwork.notices.digest.text_of")
        import_string("fieldwork.mailing.personal.text_is_told_by")(teller)
