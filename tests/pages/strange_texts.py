"""Files that somebody may send who means harm, or has no luck: name, bytes, and what they may be shown as at most."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from fieldwork.attachments.tests.sample_pictures import box, drawn, film, photo

SCRIPT = b"<script>fetch('/orders')</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='fetch(1)'><script>fetch(1)</script></svg>"
DOWNLOAD = "application/octet-stream"


@dataclass(frozen=True)
class Sent:
    """One file of the corpus. `shown_as` is its type when it is asked for; DOWNLOAD is never shown."""

    name: str
    content: bytes
    shown_as: str = DOWNLOAD


def _encoded(kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    drawn().save(out, kind, **how)
    return out.getvalue()


def _zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def polyglots() -> list[Sent]:
    """Two kinds at once: what is behind the end of a picture goes; what begins as a picture is decoded as one."""
    jpeg, png, gif, webp = (photo(kind) for kind in ("JPEG", "PNG", "GIF", "WEBP"))
    comment = b"\xff\xfe" + (len(SCRIPT) + 2).to_bytes(2) + SCRIPT
    return [
        Sent("page.jpg", jpeg + SCRIPT, "image/jpeg"),
        Sent("page-inside.jpg", jpeg[:2] + comment + jpeg[2:], "image/jpeg"),
        Sent("page.html", jpeg + b"<html>" + SCRIPT, "image/jpeg"),
        Sent("archive.jpg", jpeg + _zipped("a.js", b"alert(1)"), "image/jpeg"),
        Sent("applet.gif", gif + _zipped("A.class", b"\xca\xfe\xba\xbe"), "image/gif"),
        Sent("script.gif", b"GIF89a/*" + gif[8:] + b"*/=1;fetch(1)", "image/gif"),
        Sent("page.png", png + SCRIPT, "image/png"),
        Sent("two.png", png + jpeg, "image/png"),
        Sent("php.png", png + b"<?php system($_GET[0]); ?>", "image/png"),
        Sent("page.webp", webp + SCRIPT, "image/webp"),
        Sent("page.pdf", b"%PDF-1.7\n" + SCRIPT + b"\n%%EOF", "application/pdf"),
        Sent("late.pdf", SCRIPT + b"\n%PDF-1.7\n%%EOF"),
        Sent("page.mp4", box(b"ftyp", b"isom", bytes(4)) + SCRIPT, "video/mp4"),
        Sent("page.mp3", b"ID3\x04" + SCRIPT, "audio/mpeg"),
        Sent("page.wav", b"RIFF\x10\x00\x00\x00WAVE" + SCRIPT, "audio/wav"),
        Sent("film.jpg", jpeg + film(), "image/jpeg"),
    ]


def wrong_types() -> list[Sent]:
    """A name that says one thing and bytes that say another."""
    return [
        Sent("photo.jpg", b"<html>" + SCRIPT),
        Sent("photo.png", SVG),
        Sent("photo.svg", SVG),
        Sent("photo.svgz", b"\x1f\x8b\x08\x00" + bytes(20)),
        Sent("photo.gif", b"GIF89a"),
        Sent("photo.jpeg", b"\xff\xd8\xff"),
        Sent("photo.webp", b"RIFF\x04\x00\x00\x00WEBP"),
        Sent("photo.heic", b"\x00\x00\x00\x18ftypheic"),
        Sent("photo.heic.html", b"<!doctype html>" + SCRIPT),
        Sent("page.xhtml", b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>" + SCRIPT + b"</html>"),
        Sent("page.xml", b"<?xml-stylesheet href='data:text/xsl,x' type='text/xsl'?><a/>"),
        Sent("page.mht", b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + SCRIPT),
        Sent("script.js", b"fetch('/orders')"),
        Sent("style.css", b"body{background:url(/orders)}"),
        Sent("data.json", b'{"a":1}'),
        Sent("program.exe", b"MZ\x90\x00"),
        Sent("program.elf", b"\x7fELF\x02\x01"),
        Sent("shell.sh", b"#!/bin/sh\nrm -rf /"),
        Sent("installer.hta", b"<hta:application>" + SCRIPT),
        Sent("old.bmp", _encoded("BMP")),
        Sent("old.tiff", _encoded("TIFF")),
        Sent("icon.ico", _encoded("ICO")),
        Sent("drawing.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
        Sent("film.mkv", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska"),
        Sent("flash.swf", b"FWS\x09"),
        Sent("utf16.html", "<script>fetch(1)</script>".encode("utf-16")),
        Sent("utf7.html", b"+ADw-script+AD4-fetch(1)+ADw-/script+AD4-"),
        Sent("bom.html", b"\xef\xbb\xbf" + SCRIPT),
        Sent("eicar.com", b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-" + b"FILE!$H+H*"),
    ]


def broken() -> list[Sent]:
    """Whole pictures that break off, lie about themselves, or hold more than they seem."""
    jpeg, png = photo("JPEG", size=(400, 300)), photo("PNG")
    claims = png[:16] + (2**31 - 1).to_bytes(4) * 2 + png[24:]
    return [
        Sent("half.jpg", jpeg[: len(jpeg) // 2]),
        Sent("half.png", png[: len(png) // 2]),
        Sent("half.heic", photo("HEIF")[:400]),
        Sent("claims.png", claims),
        Sent(
            "wide.gif", b"GIF89a\xff\xff\xff\xff\x80\x00\x00" + bytes(6) + b"\x2c" + bytes(4) + b"\xff\xff\xff\xff\x00"
        ),
        Sent("deep.mp4", box(b"ftyp", b"isom", bytes(4)) + _nested(500), "video/mp4"),
        Sent("endless.mp4", box(b"ftyp", b"isom", bytes(4)) + b"\x00\x00\x00\x00moov" * 50, "video/mp4"),
        Sent("long-box.mp4", box(b"ftyp", b"isom", bytes(4)) + b"\x00\x00\x00\x01moov" + b"\xff" * 8, "video/mp4"),
        Sent("bomb.zip", _zipped("zeros", bytes(20_000_000))),
        Sent("bomb.png.gz", b"\x1f\x8b" + bytes(100)),
        Sent("one-byte", b"\x00"),
        Sent("nothing-but-nul.png", bytes(5000)),
        Sent("segment.jpg", b"\xff\xd8" + b"\xff\xe1\xff\xff" + b"Exif\x00\x00" + b"A" * 100),
    ]


def _nested(depth: int) -> bytes:
    inner = b""
    for _ in range(depth):
        inner = box(b"trak", inner)
    return box(b"moov", inner)


def names() -> list[Sent]:
    """Names that want to be a path, a command, a line of a header, or another ending."""
    told = [
        "../../../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "/etc/shadow",
        "C:\\boot.ini",
        "a\r\nSet-Cookie: x=1.txt",
        "\u202egpj.exe",
        "photo.jpg\u200b.exe",
        "x" * 5000 + ".txt",
        "....",
        " ",
        "CON.txt",
        "%2e%2e%2fx",
        '"; filename="y.html',
        "<img src=x onerror=fetch(1)>.txt",
        "{{ 7*7 }}.txt",
        "файл №1 – 写真.txt",
    ]
    return [Sent(name, b"harmless") for name in told]


FAMILIES: tuple[Callable[[], list[Sent]], ...] = (polyglots, wrong_types, broken, names)


def corpus() -> list[Sent]:
    """All of them."""
    return [sent for family in FAMILIES for sent in family()]
