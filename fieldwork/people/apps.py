"""People, roles, sign-in."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, their roles, and how they sign in."""

    name = "fieldwork.people"
    default_auto_field = "django.db.models.BigAutoField"
