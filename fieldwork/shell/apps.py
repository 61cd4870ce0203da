"""What every page shares."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Page frame, navigation, words and icons in templates."""

    name = "fieldwork.shell"
