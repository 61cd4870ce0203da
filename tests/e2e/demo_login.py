"""Lets people in at the door of a staged company: `python -m tests.e2e.demo_login`, a process of its own."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fieldwork.settings")
django.setup()

# The records need Django set up before they are imported: E402.
from django.contrib.auth.hashers import make_password  # noqa: E402

from fieldwork.masterdata.models import Company  # noqa: E402
from fieldwork.people.models import Person  # noqa: E402
from tests.e2e.installation import PASSWORD  # noqa: E402


def main() -> None:
    """Everybody has the password, and the demo's door offers everybody with one click."""
    Person.objects.update(password=make_password(PASSWORD))
    Company.objects.update(is_demo=True)


if __name__ == "__main__":
    main()
