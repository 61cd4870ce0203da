"""Lines of the log, without what opens a door: who reads a log must not be able to answer in a client's name."""

import logging
import re

from fieldwork.audit.request_context import request_id

SECRETS = re.compile(r"((?:/|%2F)(?:c|v|welcome)(?:/|%2F)+)(?:\s|%20)*[^\s/?#&\"'<>%]+", re.IGNORECASE)
"""Behind /c/, /v/ and /welcome/: a client's link, the code of a document, an invitation. In a query, too."""

REDACTED = r"\1…"


def redact_secrets(text: str) -> str:
    """The same text, with … for every secret that is part of an address."""
    return SECRETS.sub(REDACTED, text)


class RedactingFormatter(logging.Formatter):
    """One line as it is written, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        """The last step before the handler, so nothing that is cut here comes back."""
        line = redact_secrets(super().format(record))
        return f"{line} [request {request_id()}]" if request_id() else line
