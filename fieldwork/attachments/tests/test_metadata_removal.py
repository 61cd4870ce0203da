"""What a picture or a film tells beside what it shows is gone before it is kept; what it shows is untouched."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from fieldwork.attachments.content_type import content_type_of
from fieldwork.attachments.metadata_removal import cleaned
from fieldwork.attachments.tests.sample_pictures import FORMATS, SECRET, box, film, photo


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", FORMATS)
def test_place_author_and_remarks_go_and_every_point_stays(kind: str) -> None:
    given_picture = photo(kind)
    clean = cleaned(given_picture)
    assert SECRET in given_picture
    assert SECRET not in clean
    assert not opened(clean).getexif().get_ifd(0x8825)
    before, after = opened(given_picture), opened(clean)
    assert (before.format, before.size) == (after.format, after.size)
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None
    assert getattr(before, "n_frames", 1) == getattr(after, "n_frames", 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_which_side_is_up_and_when_it_was_taken_stays(kind: str) -> None:
    told = opened(cleaned(photo(kind))).getexif()
    # The decoder of HEIC turns the picture itself and says so.
    assert told.get(0x0112) == (1 if kind == "HEIF" else 6)
    assert told.get(0x010F) == "Maker"
    assert told.get_ifd(0x8769) == {0x9003: "2026:11:01 10:00:00"}


@pytest.mark.parametrize("kind", FORMATS)
def test_cleaning_twice_is_cleaning_once(kind: str) -> None:
    once = cleaned(photo(kind))
    assert cleaned(once) == once


@pytest.mark.parametrize("brand", [b"isom", b"mp42", b"qt  ", b"M4A "])
def test_a_film_keeps_its_length_and_its_pictures(brand: bytes) -> None:
    clean = cleaned(film(brand))
    assert len(clean) == len(film(brand))
    for gone in (SECRET, b"48.2093", b"ISO6709"):
        assert gone in film(brand)
        assert gone not in clean
    assert clean.index(b"mdat") == film(brand).index(b"mdat")
    assert b"pictures and sound" in clean


def test_a_film_behind_a_heic_is_gone() -> None:
    live = photo("HEIF") + box(b"mpvd", film())
    assert SECRET not in cleaned(live)
    assert opened(cleaned(live)).size == opened(live).size


def test_a_second_picture_behind_a_jpeg_is_gone() -> None:
    """Phones put a film or another picture, with a place of its own, behind the end."""
    assert cleaned(photo("JPEG") + photo("JPEG")) == cleaned(photo("JPEG"))


def test_a_jpeg_that_breaks_off_loses_nothing_but_what_it_told() -> None:
    whole = photo("JPEG", size=(640, 480))
    broken = whole[: len(whole) - 200]
    clean = cleaned(broken)
    assert SECRET not in clean
    assert clean.endswith(broken[-400:])


@pytest.mark.parametrize(
    "start", [b"GIF89a", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP", b"\x00\x00\x00\x18ftypheic"]
)
def test_what_only_begins_like_a_picture_is_kept_whole(start: bytes) -> None:
    text = start + b"The rest of it is a letter, and not a word of it may be lost." * 20
    assert cleaned(text) == text


@pytest.mark.parametrize("text", [b"", b"x", b"<svg/>", b"PK\x03\x04", SECRET])
def test_what_is_no_picture_is_not_touched(text: bytes) -> None:
    assert cleaned(text) == text


@settings(max_examples=400)
@given(data=st.data(), kind=st.sampled_from([*FORMATS, "film"]))
def test_nothing_makes_it_stumble(data: st.DataObject, kind: str) -> None:
    """Any bytes changed, cut or put in: an answer comes, of the same kind, and no larger than what came."""
    content = bytearray(film() if kind == "film" else photo(kind))
    for _ in range(data.draw(st.integers(0, 12))):
        content[data.draw(st.integers(16, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(content[: data.draw(st.integers(16, len(content)))])
    clean = cleaned(cut)
    assert content_type_of(clean) == content_type_of(cut)
    # A few facts are written anew, and the block may have been smaller than they are.
    assert len(clean) <= len(cut) + 400


def test_a_million_claimed_extents_are_not_gone_through() -> None:
    """iloc, version 2: four thousand million items, each of 65,535 extents of no size."""
    iloc = box(b"iloc", b"\x02\x00\x00\x00", b"\x00\x00", b"\xff\xff\xff\xff", bytes(6) * 2, b"\xff\xff")
    claimed = box(b"meta", bytes(4), box(b"iinf", bytes(6)), iloc)
    hostile = box(b"ftyp", b"heic", bytes(4)) + claimed
    assert cleaned(hostile) == hostile
