"""What every API answer shares."""

from django.apps import AppConfig


class RestConfig(AppConfig):
    """Problems, reading of input, answers given once."""

    name = "fieldwork.rest"
