"""The room of followups."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class FollowupsConfig(AppConfig):
    """What follows an entry."""

    name = "fieldwork.followups"

    def ready(self) -> None:
        """*Outgoing* shows what failed here. Models can be imported only now."""
        teller = import_string("fieldwork.followups.steps.failing")
        import_string("fieldwork.mailing.waiting.waiting_is_told_by")(teller)
