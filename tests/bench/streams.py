"""A thousand open streams: `python -m tests.bench.streams`. Prints what each costs, and when a message is seen.

Of STREAMS pages, LISTENERS belong to people on the order; the others are signed in and see nothing of it. The moment of
each commit is told by the server itself (tests/bench/commit_times.py).
"""

import argparse
import asyncio
import math
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.running.program import Program, running
from tests.running.second_process import SecondProcess

STREAMS, LISTENERS, WARM_UP = 1000, 20, 10
SETTLE_SECONDS = 5
AIM_MS, AIM_KB = 20, 20
ROW = "{:<52}{:>8}{:>14}"


@dataclass
class Open:
    """One open page: the socket, and when it heard of each entry, in nanoseconds of the machine's clock."""

    session: str
    heard: dict[int, int] = field(default_factory=dict)
    hello: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self, host: str, port: int) -> None:
        """Reads until it is cancelled."""
        reader, writer = await asyncio.open_connection(host, port)
        asked = f"GET /live HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: sessionid={self.session}\r\n\r\n"
        writer.write(asked.encode())
        try:
            while line := await reader.readline():
                now = time.time_ns()
                if line.startswith(b"event: hello"):
                    self.hello.set()
                elif line.startswith(b'data: {"order"') and b'"seq"' in line:
                    self.heard.setdefault(int(line.rsplit(b":", 1)[1].strip(b" }\n")), now)
        finally:
            writer.close()


def state(program: Program) -> tuple[float, int, int]:
    """Kilobytes in memory, threads, and open handles of the database."""
    process = Path(f"/proc/{program.process.pid}")
    lines = (process / "status").read_text().splitlines()
    memory = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    handles = [str(handle.readlink()) for handle in (process / "fd").iterdir() if handle.is_symlink()]
    database = [name for name in handles if ".sqlite3" in name or ".db" in name]
    return memory, len(list((process / "task").iterdir())), len(database)


def stamps(program: Program) -> dict[int, int]:
    """When each entry was committed, by its number in the journal."""
    told = [line.split() for line in program.said.splitlines() if line.startswith("committed ")]
    return {int(seq): int(at) for _word, seq, at in told}


async def opened(pages: list[Open], host: str, port: int) -> list[asyncio.Task[None]]:
    """Opens them, and waits until the server has settled."""
    reading = [asyncio.create_task(page.read(host, port)) for page in pages]
    await asyncio.gather(*(page.hello.wait() for page in pages))
    await asyncio.sleep(SETTLE_SECONDS)
    return reading


async def story(program: Program, sessions: list[str], token: str, order: int, messages: int) -> list[str]:
    """Opens them all, writes, and gives the rows of the report."""
    address = urlsplit(program.address)
    host, port = str(address.hostname), address.port or 0
    pages = [Open(session) for session in sessions]
    # What the first streams load once is no cost of each.
    reading = await opened(pages[:LISTENERS], host, port)
    before = state(program)
    reading += await opened(pages[LISTENERS:], host, port)
    after = state(program)
    url, headers = f"{program.address}/api/v1/orders/{order}/messages", {"Authorization": f"Bearer {token}"}
    seqs = []
    async with httpx.AsyncClient(timeout=30) as client:
        for place in range(WARM_UP + messages):
            answer = await client.post(url, json={"text": f"Message {place}"}, headers=headers)
            seqs.append(int(answer.raise_for_status().json()["seq"]))
            await asyncio.sleep(0.1)
    await asyncio.sleep(1)
    at_the_end = state(program)
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    return report(program, pages, seqs[WARM_UP:], [before, after, at_the_end])


def report(program: Program, pages: list[Open], seqs: list[int], states: list[tuple[float, int, int]]) -> list[str]:
    """The rows: delays of the slowest of LISTENERS, for each message; and what the streams cost."""
    committed, listeners, others = stamps(program), pages[:LISTENERS], pages[LISTENERS:]
    if any(seq in page.heard for page in others for seq in seqs):
        raise SystemExit("Somebody heard of an order that is none of theirs")
    delays = sorted(max(page.heard[seq] for page in listeners) / 1e6 - committed[seq] / 1e6 for seq in seqs)
    before, after, at_the_end = states
    p50, p99 = (delays[math.ceil(share * len(delays)) - 1] for share in (0.5, 0.99))
    return [
        ROW.format(f"Seen by all {len(listeners)} of {len(pages)} after the commit, p50, ms", "", f"{p50:.1f}"),
        ROW.format("… p99, ms", f"<= {AIM_MS}", f"{p99:.1f}"),
        ROW.format("Memory of each open stream, KB", f"<= {AIM_KB}", f"{(after[0] - before[0]) / len(others):.1f}"),
        ROW.format("… after all messages, KB", "", f"{(at_the_end[0] - before[0]) / len(others):.1f}"),
        ROW.format("Threads before, with all streams, after messages", "", f"{before[1]}, {after[1]}, {at_the_end[1]}"),
        ROW.format("Database handles before, with them, after", "", f"{before[2]}, {after[2]}, {at_the_end[2]}"),
    ]


def main() -> None:
    """`--streams 1000 --messages 200`."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.streams", description="What an open page costs.")
    parser.add_argument("--streams", type=int, default=STREAMS)
    parser.add_argument("--messages", type=int, default=200)
    asked = parser.parse_args()
    streams, messages = min(max(LISTENERS, asked.streams), 5000), min(max(10, asked.messages), 2000)
    with tempfile.TemporaryDirectory(prefix="fieldwork-streams-") as folder:
        data = Path(folder)
        second_process = SecondProcess(data)
        facts = second_process.do("stage")
        sessions = second_process.do("audience", order=facts["order"], on_it=LISTENERS, count=streams)
        second_process.close()
        with running(data, ("-m", "tests.bench.commit_times", "run")) as program:
            rows = asyncio.run(story(program, sessions, facts["tokens"]["layla"], facts["order"], messages))
    print("\n".join([ROW.format("", "aim", "SQLite"), *rows]))


if __name__ == "__main__":
    main()
