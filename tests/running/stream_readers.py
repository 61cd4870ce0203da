"""Readers of many orders on bad lines: they hear ticks, fetch what came after their cursors, are cut off, come back."""

import asyncio
import json
import random
from dataclasses import dataclass, field
from typing import Any

import httpx

AWAY = 1.5
"""The most seconds until its reader comes back."""

AT_ONCE = 100


@dataclass
class Where:
    """The server's address, which moves with each restart, and how often something was asked of it."""

    address: str
    fetches: int = 0
    cuts: int = 0


@dataclass
class Reader:
    """A page of somebody who sees `orders`; after `stays` seconds, from … to, its line breaks whatever is on its way.
    What it is told of it fetches within `pace` seconds, as a slow phone does.

    `trusting` is the control: it takes what ticks say for all there is.
    """

    where: Where
    client: httpx.AsyncClient
    session: str
    token: str
    orders: list[int]
    draw: random.Random
    stays: tuple[float, float]
    pace: float
    trusting: bool = False
    read: dict[int, list[int]] = field(default_factory=dict)

    def cursor(self, order: int) -> int:
        """The last entry that was read."""
        return self.read[order][-1] if self.read.get(order) else 0

    async def run(self) -> None:
        """Reads until it is cancelled."""
        while True:
            try:
                async with asyncio.timeout(self.draw.uniform(*self.stays)):
                    await self._listen()
            except (TimeoutError, httpx.HTTPError):
                self.where.cuts += 1
            await asyncio.sleep(self.draw.uniform(0, AWAY))

    async def _listen(self) -> None:
        cookie = {"Cookie": f"sessionid={self.session}"}
        name = "message"
        async with self.client.stream("GET", f"{self.where.address}/live", headers=cookie) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    await self._hear(name, json.loads(line.removeprefix("data: ")))
                elif not line:
                    name = "message"

    async def _hear(self, name: str, data: dict[str, Any]) -> None:
        if name == "message" and "order" in data:
            order, seq = data["order"], data["seq"]
            if self.trusting:
                self.read.setdefault(order, []).append(seq)
            elif seq > self.cursor(order):
                await asyncio.sleep(self.draw.uniform(0, self.pace))
                await self._fetch(order)
        elif not self.trusting:
            for order in self.orders:
                await self._fetch(order)

    async def _fetch(self, order: int) -> None:
        url = f"{self.where.address}/api/v1/orders/{order}/timeline"
        more = True
        while more:
            asked = {"after": str(self.cursor(order)), "limit": str(AT_ONCE)}
            answer = await self.client.get(url, params=asked, headers={"Authorization": f"Bearer {self.token}"})
            answer.raise_for_status()
            self.where.fetches += 1
            page = answer.json()
            # Nothing waits between these lines: a cut comes before or after them.
            self.read.setdefault(order, []).extend(item["seq"] for item in page["items"])
            more = page["next"] is not None
