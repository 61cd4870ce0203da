"""Signatures of the demo's supervisors: a flowing line and a stroke below it, the same for the same name."""

import math
import random

from fieldwork.signatures.signature import Drawn, Point

WIDTH, HEIGHT = 600, 200
POINTS = 90


def signature_of(name: str) -> Drawn:
    """A drawn signature, as from a mouse; its waves follow from the name."""
    chance = random.Random(name)  # noqa: S311 (a drawing, no secret)
    speed, lean, swing = chance.uniform(34, 46), chance.uniform(0.2, 0.9), chance.uniform(28, 44)
    line = [_wave(step / POINTS, speed, lean, swing, step * 11) for step in range(POINTS + 1)]
    started = POINTS * 11 + 240
    under = [Point(110 + 9.5 * step, 158 - 0.45 * step, started + step * 9) for step in range(42)]
    return Drawn(WIDTH, HEIGHT, (tuple(line), tuple(under)))


def _wave(part: float, speed: float, lean: float, swing: float, ms: int) -> Point:
    fade = 1 - 0.6 * part
    x = 70 + 430 * part + 22 * math.cos(speed * part + lean)
    y = 100 + swing * fade * math.sin(speed * part) + 16 * math.sin(5 * part + lean)
    return Point(round(x, 1), round(y, 1), ms)
