"""The words of plain ASGI, and an answer that needs no more than them."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.http import HttpResponse

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


async def send_response(send: Send, answer: HttpResponse) -> None:
    """Sends an answer that is complete in memory."""
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in answer.items()]
    headers.append((b"content-length", str(len(answer.content)).encode()))
    await send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": answer.content})
