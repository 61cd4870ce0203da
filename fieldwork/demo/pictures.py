"""Photos and the logo of the demo, drawn by Pillow: the same picture for the same number."""

import io
import random
from collections.abc import Callable

from PIL import Image, ImageDraw

SIZE = (960, 720)
SAVED_SIZE = (800, 600)
Colour = tuple[int, int, int]
CABLES: tuple[Colour, ...] = ((226, 176, 56), (64, 124, 196), (196, 72, 64), (90, 160, 96), (225, 225, 220))
WALL: Colour = (201, 203, 200)
METAL: Colour = (44, 48, 54)
GREEN: Colour = (96, 214, 120)
RED: Colour = (232, 72, 60)
Pen = ImageDraw.ImageDraw


def photo(number: int) -> bytes:
    """A small JPEG of what technicians photograph."""
    chance = random.Random(number)  # noqa: S311 (a drawing, no secret)
    picture = Image.new("RGB", SIZE, WALL)
    pen = ImageDraw.Draw(picture)
    _light(pen, chance)
    MOTIFS[number % len(MOTIFS)](pen, chance)
    picture = picture.resize(SAVED_SIZE, Image.Resampling.BILINEAR)
    picture = picture.rotate(chance.uniform(-1.5, 1.5), Image.Resampling.BILINEAR, fillcolor=WALL)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=78)
    return out.getvalue()


def logo() -> bytes:
    """The company's mark as PNG: a crescent of cable with a plug."""
    picture = Image.new("RGBA", (480, 480), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, 479, 479), 104, fill=(15, 118, 110, 255))
    pen.line([(140, 350), (140, 130), (340, 350), (340, 130)], fill="white", width=52, joint="curve")
    pen.ellipse((308, 70, 372, 134), fill=(245, 178, 60, 255))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _light(pen: Pen, chance: random.Random) -> None:
    tone = chance.randint(-14, 14)
    for row in range(0, SIZE[1], 4):
        shade = 214 + tone - row // 18
        pen.rectangle((0, row, SIZE[0], row + 4), fill=(shade, shade, shade - 6))


def _rack(pen: Pen, chance: random.Random) -> None:
    pen.rectangle((180, 30, 780, 700), fill=METAL)
    pen.rectangle((210, 50, 750, 690), fill=(24, 26, 30))
    for unit in range(9):
        top = 64 + unit * 69
        pen.rectangle((220, top, 740, top + 56), fill=chance.choice([(62, 66, 72), (52, 56, 62), (78, 82, 88)]))
        for port in range(16):
            left = 250 + port * 28
            pen.rectangle((left, top + 24, left + 18, top + 42), fill=(18, 20, 22))
            pen.ellipse((left + 5, top + 10, left + 11, top + 16), fill=GREEN if chance.random() < 0.8 else RED)
    for _cable in range(18):
        _cable_between(pen, chance, top=100, bottom=660)


def _cable_between(pen: Pen, chance: random.Random, *, top: int, bottom: int) -> None:
    x, y = chance.randint(255, 700), chance.randint(top, bottom - 120)
    sag, end = chance.randint(20, 110), chance.randint(60, 120)
    reach = chance.randint(-160, 160)
    path = [
        (x + reach * part / 12, y + end * part / 12 + sag * (part / 12) * (1 - part / 12) * 4) for part in range(13)
    ]
    pen.line(path, fill=chance.choice(CABLES), width=9, joint="curve")


def _router(pen: Pen, chance: random.Random) -> None:
    pen.rectangle((0, 520, 960, 720), fill=(150, 112, 78))
    pen.rounded_rectangle((220, 360, 740, 540), 28, fill=(36, 38, 42))
    for left in (270, 400, 560, 690):
        pen.line([(left, 370), (left + chance.randint(-24, 24), 130)], fill=(30, 32, 36), width=18)
    for light in range(6):
        pen.ellipse(
            (300 + light * 56, 432, 316 + light * 56, 448), fill=RED if light == chance.randint(0, 5) else GREEN
        )
    for cable in range(3):
        start = 300 + cable * 140
        pen.line([(start, 538), (start - 30, 600), (start + 60, 718)], fill=CABLES[cable], width=14, joint="curve")


def _panel(pen: Pen, chance: random.Random) -> None:
    pen.rectangle((60, 180, 900, 560), fill=METAL)
    for row in (220, 400):
        for port in range(12):
            left = 90 + port * 67
            pen.rectangle((left, row, left + 46, row + 40), fill=(14, 15, 17))
            pen.rectangle((left, row - 22, left + 46, row - 6), fill=(240, 240, 232))
            pen.text((left + 14, row - 21), f"{port + (row > 300) * 12 + 1:02d}", fill=(30, 30, 30))
            if chance.random() < 0.7:
                colour = chance.choice(CABLES)
                pen.line([(left + 23, row + 20), (left + chance.randint(-20, 60), row + 150)], fill=colour, width=16)


def _desk(pen: Pen, chance: random.Random) -> None:
    pen.rectangle((0, 540, 960, 720), fill=(168, 132, 96))
    pen.rounded_rectangle((230, 110, 730, 430), 14, fill=(28, 30, 34))
    pen.rectangle((250, 130, 710, 405), fill=(24, 62, 112))
    for line in range(9):
        pen.rectangle((280, 160 + line * 25, 280 + chance.randint(90, 380), 168 + line * 25), fill=(190, 208, 230))
    pen.rectangle((450, 430, 510, 520), fill=(40, 42, 46))
    pen.ellipse((380, 505, 580, 545), fill=(40, 42, 46))
    pen.rounded_rectangle((260, 580, 660, 660), 12, fill=(58, 60, 64))
    pen.ellipse((710, 590, 770, 670), fill=(58, 60, 64))


def _battery(pen: Pen, chance: random.Random) -> None:
    pen.rectangle((0, 600, 960, 720), fill=(120, 122, 124))
    pen.rounded_rectangle((300, 120, 660, 640), 16, fill=(32, 34, 38))
    pen.rectangle((340, 180, 620, 270), fill=(96, 150, 120))
    pen.text((380, 214), f"BATTERY {chance.randint(3, 19)} %", fill=(16, 30, 22))
    for row in range(5):
        pen.rectangle((350, 320 + row * 44, 610, 340 + row * 44), fill=(20, 21, 24))
    pen.ellipse((466, 560, 494, 588), fill=RED)
    pen.line([(660, 420), (790, 480), (820, 718)], fill=(20, 20, 20), width=20, joint="curve")


MOTIFS: tuple[Callable[[Pen, random.Random], None], ...] = (_rack, _router, _panel, _desk, _battery)
