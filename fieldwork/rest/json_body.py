"""The JSON that a program sent, and the call it belongs to."""

import json

from django.http import HttpRequest
from django.utils.translation import gettext as _

from fieldwork.rest.api_response import HEADER, ApiRequest, read_key
from fieldwork.rest.authentication import bearer

JSON = "application/json"

MAX_DEPTH = 20
"""Levels of lists and objects in a body; what no call needs is not read on."""


class NotJson(Exception):
    """The body cannot be read; `status` is 400 for what is malformed, 415 for what says it is something else."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def parse_request(request: HttpRequest) -> ApiRequest:
    """The call with its JSON. Raises NotJson, and Invalid for a key that is none."""
    return ApiRequest(
        person=bearer(request),
        key=read_key(request.headers.get(HEADER)),
        method=request.method or "",
        path=request.path,
        content=_content(request),
    )


def _content(request: HttpRequest) -> object:
    if not request.body:
        return {}
    if request.content_type != JSON:
        raise NotJson(415, _("Send JSON, with Content-Type: application/json."))
    try:
        content = json.loads(request.body.decode(), parse_constant=_refuse)
        _check_depth(content)
    except (ValueError, RecursionError) as broken:
        raise NotJson(400, _("The body is not valid JSON.")) from broken
    return content


def _check_depth(content: object) -> None:
    level = [content]
    for _level in range(MAX_DEPTH):
        inside = (node.values() if isinstance(node, dict) else node for node in level if isinstance(node, dict | list))
        level = [child for children in inside for child in children if isinstance(child, dict | list)]
        if not level:
            return
    raise ValueError(MAX_DEPTH)


def _refuse(word: str) -> object:
    raise ValueError(word)
