"""A link as whoever has it uses it."""

import html
import json
import re
import uuid
from typing import Any

from django.test import Client as Browser

from fieldwork.sharing.link_tokens import token_of
from fieldwork.sharing.models import ClientLink

INK = json.dumps(
    {"width": 600, "height": 200, "strokes": [[[10, 10, 0], [100, 100, 9], [200, 50, 20], [300, 150, 30]]]}
)
YES = {"decision": "accept", "name": "Ana Rivera", "job_title": "Office manager", "agreed": "yes", "signature": INK}
NO = {"decision": "object", "name": "Ana Rivera", "lines.0.place": "0", "lines.0.words": "It was one hour"}


def path_of(link: ClientLink) -> str:
    """The page's address, without the host."""
    return f"/c/{token_of(link.nonce)}"


def answer(link: ClientLink, fields: dict[str, str], *, version: int = 3, submission: object = None) -> Any:
    """Sends the answer form as the page's script does."""
    sent = {"version": str(version), "submission_id": str(submission or uuid.uuid4()), **fields}
    return Browser().post(f"{path_of(link)}/answer", sent, headers={"X-Requested-With": "fetch"})


def page_of(link: ClientLink) -> str:
    """The page's HTML."""
    return Browser().get(path_of(link)).content.decode()


def text_of(page: str) -> str:
    """What is read on it, in one line: a blank in place of each tag."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
