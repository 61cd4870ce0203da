"""What processes tell each other, over Redis. A tick only wakes: what is lost here the poll of the journal finds."""

import asyncio
import hashlib
import json
import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from redis import asyncio as redis
from redis.exceptions import RedisError

MAX_WAIT = 5.0
"""Seconds between attempts to reach Redis again."""

MAX_QUEUED = 1000
log = logging.getLogger(__name__)


class RedisPubSub:
    """`on_message(process, kind, facts)` is called on the loop for what other processes said."""

    def __init__(self, url: str, on_message: Callable[[str, str, Any], None]) -> None:
        self._url, self._on_message = url, on_message
        self._own = secrets.token_hex(8)
        # A Redis server has one space of channels for all: installations must not hear each other.
        self._channel = f"fieldwork:{hashlib.sha256(settings.SECRET_KEY.encode()).hexdigest()[:16]}"
        self._unsaid: asyncio.Queue[tuple[str, Any]] = asyncio.Queue(MAX_QUEUED)

    def publish(self, kind: str, facts: Any) -> None:
        """Tells the other processes, soon; called on the loop."""
        if not self._unsaid.full():
            self._unsaid.put_nowait((kind, facts))

    async def drain(self) -> None:
        """Sends what was said, for ever; what cannot be sent is dropped."""
        client = redis.Redis.from_url(self._url)
        while True:
            kind, facts = await self._unsaid.get()
            try:
                said = json.dumps({"from": self._own, "kind": kind, "facts": facts})
                await client.publish(self._channel, said)
            except (RedisError, OSError) as error:
                log.warning("Redis does not take what is said: %s", error)
                await asyncio.sleep(1)

    async def listen(self) -> None:
        """Hears the others, for ever, also after Redis was away."""
        wait = 0.1
        while True:
            try:
                async with redis.Redis.from_url(self._url, health_check_interval=10) as client, client.pubsub() as ear:
                    await ear.subscribe(self._channel)
                    wait = 0.1
                    while True:
                        message = await ear.get_message(ignore_subscribe_messages=True, timeout=5)
                        if message is not None:
                            self._take(message["data"])
            except (RedisError, OSError) as error:
                log.warning("Redis is away: %s", error)
            await asyncio.sleep(wait)
            wait = min(wait * 2, MAX_WAIT)

    def _take(self, data: bytes) -> None:
        try:
            said = json.loads(data)
            if said["from"] != self._own:
                self._on_message(str(said["from"]), str(said["kind"]), said["facts"])
        except (ValueError, KeyError, TypeError):
            log.warning("Something that no process says came over Redis")
