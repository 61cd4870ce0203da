"""Where sessions are kept: in the database, under keys of the form that the program itself makes."""

import re

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

A_KEY = re.compile(r"[0-9a-z]{8,40}")


class SessionStore(DatabaseStore):
    """Asks the database for nothing that cannot be a key: PostgreSQL refuses a NUL with an error."""

    def _validate_session_key(self, key: str) -> bool:
        return bool(key and A_KEY.fullmatch(key))
