"""What carries ticks to other processes, where that is wanted."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from fieldwork.live.redis_pubsub import RedisPubSub


def connect_pubsub(redis_url: str, on_message: "Callable[..., None]") -> "RedisPubSub | None":
    """The wire over Redis; None without one. Its library takes six megabytes, and most have no Redis."""
    if not redis_url:
        return None
    wire: RedisPubSub = import_module("fieldwork.live.redis_pubsub").RedisPubSub(redis_url, on_message)
    return wire
