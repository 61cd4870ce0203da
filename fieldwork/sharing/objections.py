"""What a client reads of their own answers: the last objection stands first, and says where it is now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fieldwork.orders.models import ClientAnswer


@dataclass(frozen=True)
class Answers:
    """`accepted` ends it. Else `objection` is the last one, which `waits` for the office while nothing newer is there.

    `others` are all but the objection, the newest first.
    """

    accepted: ClientAnswer | None
    objection: ClientAnswer | None
    waits: bool
    others: Sequence[ClientAnswer]


def answers_of(client_answers: Iterable[ClientAnswer], last_version: int) -> Answers:
    """`client_answers` of one order with their versions, the oldest first; `last_version` is 0 where there is none."""
    answers = list(client_answers)
    accepted = next((answer for answer in answers if answer.accepted), None)
    objection = answers[-1] if answers and accepted is None else None
    waits = objection is not None and objection.version.number == last_version
    return Answers(accepted, objection, waits, [answer for answer in reversed(answers) if answer is not objection])
