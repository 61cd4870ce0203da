"""Which orders the demo has: job, client, people and fate of each, from order 1 on."""

import random
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from fieldwork.demo.clients import CLIENTS
from fieldwork.demo.demo_people import COORDINATORS, SUPERVISORS
from fieldwork.demo.order_descriptions import JOBS, THE_STORY, Job


class Fate(StrEnum):
    """What becomes of an order."""

    WAITING = "C"
    REJECTED = "J"
    RELEASED = "R"
    STORY = "S"
    PARTLY = "P"
    FINISHED = "F"
    FAST = "Q"
    CANCELLED = "N"


FATES = "FQFSFJFFQF" "NFFFQFFPFJ" "FFQFNFFFQF" "FFJPFFQNFP" "FRPFRPFRPR" "PRCJRCRCCC"  # fmt: skip
"""Oldest first: what is still open is young, but for a long project or two."""

CREWS = {
    "computer-repair": (("diego",), ("amara",), ("diego",), ("sofia", "diego")),
    "network-installation": (("priya", "tomas"), ("tomas", "kwame"), ("priya", "kwame")),
    "maintenance": (("amara",), ("diego",)),
    "consulting": (("yusuf",), ("priya",)),
    "training": (("yusuf", "ines"),),
}
"""Workers who go together; not all of them sign in."""


class Ticket(NamedTuple):
    """One order to be: people by their keys; `crew` are codes of workers."""

    number: int
    fate: Fate
    job: Job
    client: int
    coordinator: str
    supervisor: str
    crew: tuple[str, ...]


def tickets(chance: random.Random) -> list[Ticket]:
    """The orders in the order of their numbers."""
    work = _jobs(chance)
    return [_ticket(number, Fate(letter), work, chance) for number, letter in enumerate(FATES, 1)]


def _ticket(number: int, fate: Fate, work: Iterator[tuple[Job, int]], chance: random.Random) -> Ticket:
    if fate is Fate.STORY:
        return Ticket(number, fate, THE_STORY, 0, "layla", "ogechi", ("diego",))
    job, client = next(work)
    crew = chance.choice(CREWS[job.order_type])
    return Ticket(number, fate, job, client, chance.choice(COORDINATORS), chance.choice(SUPERVISORS), crew)


def _jobs(chance: random.Random) -> Iterator[tuple[Job, int]]:
    """Jobs that fit one client come once, the others again and again, each time for another client."""
    codes = [served.code for served in CLIENTS]
    once = [(job, codes.index(job.client)) for job in JOBS if job.client]
    often = [job for job in JOBS if not job.client]
    missing = len(FATES) - 1 - len(once)
    again = [
        (often[turn % len(often)], (turn % len(often) * 3 + turn // len(often) * 5) % len(codes))
        for turn in range(missing)
    ]
    mixed = once + again
    chance.shuffle(mixed)
    return iter(mixed)
