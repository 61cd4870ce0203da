"""The program's settings, with a document that ends its process: that of the order "Poison"."""

import fieldwork.settings as ours
from fieldwork.settings import *  # noqa: F403

INSTALLED_APPS = [*ours.INSTALLED_APPS, "tests.running.crash_app"]
