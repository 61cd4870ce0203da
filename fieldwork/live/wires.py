"""What carries ticks to other processes, where that is wanted."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from fieldwork.live.redis_wire import RedisWire


def wire_to(redis_url: str, heard: "Callable[..., None]") -> "RedisWire | None":
    """The wire over Redis; None without one. Its library takes six megabytes, and most have no Redis."""
    if not redis_url:
        return None
    wire: RedisWire = import_module("fieldwork.live.redis_wire").RedisWire(redis_url, heard)
    return wire
