"""The room of followups."""

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    """What follows an entry."""

    name = "fieldwork.followups"
