"""Whether whoever sends a request is somebody: asked for large bodies only, before they are read."""

from functools import partial

from django.conf import settings
from django.http import parse_cookie

from fieldwork.live.asgi_response import Scope
from fieldwork.live.credentials import session_credential, token_credential
from fieldwork.live.hub import hub


async def is_known(scope: Scope) -> bool:
    """Whether its session, or for the API its token, holds now; read in the live thread, which no page waits for."""
    if scope["path"].removeprefix(scope.get("root_path", "")).startswith("/api/"):
        scheme, _blank, token = _header(scope, b"authorization").partition(" ")
        return scheme.lower() == "bearer" and await hub.query(partial(token_credential, token.strip())) is not None
    key = parse_cookie(_header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME, "")
    return bool(key) and await hub.query(partial(session_credential, key)) is not None


def _header(scope: Scope, name: bytes) -> str:
    separator = b"; " if name == b"cookie" else b", "
    return separator.join(value for key, value in scope["headers"] if key == name).decode("latin-1")
