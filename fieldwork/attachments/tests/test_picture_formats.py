"""Pictures of every kind that cameras, scanners and phones write are pictures everywhere, and look as they should."""

import io
import struct
import uuid
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageCms

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.metadata_removal import cleaned
from fieldwork.attachments.models import File
from fieldwork.attachments.preview_worker import in_eight_bits
from fieldwork.attachments.previews import SIZES, NotAPicture, document_photo_of, preview_path, previews_of
from fieldwork.attachments.tests.sample_pictures import SECRET, drawn, in_a_row, photo, saved, two_in_one
from fieldwork.people.actions.tokens import issue_token
from tests.worked_example import Team

SHADES = [step * 1_000 for step in range(61)]
WARM = [29_000 + step * 30 for step in range(61)]
"""Hundredths of a kelvin, as thermal cameras write them."""

LEFT, MIDDLE, RIGHT = (2, 20), (30, 20), (58, 20)
NEAR = 8
"""Of 255: what lossy coders may add."""


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def seen(content: bytes) -> list[float]:
    """How light left, middle and right are, in the preview, and the same on paper."""
    preview = opened(previews_of(content).made["small"]).convert("L")
    return [float(preview.getpixel(place)) for place in (LEFT, MIDDLE, RIGHT)]  # type: ignore[arg-type]


def on_paper(content: bytes) -> list[float]:
    paper = opened(document_photo_of(content)).convert("L")
    return [float(paper.getpixel(place)) for place in (LEFT, MIDDLE, RIGHT)]  # type: ignore[arg-type]


def near(*wanted: float) -> object:
    return pytest.approx(list(wanted), abs=NEAR)


def png(kind: int, *columns: tuple[int, ...], clear: bytes = b"") -> bytes:
    """A PNG of 16 bits; `kind` is its colour type, `clear` its tRNS."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    row = b"\x00" + b"".join(struct.pack(f">{len(column)}H", *column) for column in columns)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", len(columns), 40, 16, kind, 0, 0, 0))
    clear = chunk(b"tRNS", clear) if clear else b""
    return b"\x89PNG\r\n\x1a\n" + head + clear + chunk(b"IDAT", zlib.compress(row * 40)) + chunk(b"IEND", b"")


@pytest.mark.both
@pytest.mark.django_db
def test_a_jpeg_with_a_second_picture_inside_is_a_picture_of_page_and_api(team: Team) -> None:
    """faults.md B1."""
    assert (opened(two_in_one()).format, two_in_one().count(SECRET)) == ("MPO", 4)
    page = Client()
    page.force_login(team.diego)
    by_page = page.post("/files", {"file": SimpleUploadedFile("page.jpg", two_in_one())})
    secret = issue_token(team.diego, name="test")
    head = {"Authorization": f"Bearer {secret}", "Idempotency-Key": str(uuid.uuid4())}
    by_api = Client().post("/api/v1/files", {"file": SimpleUploadedFile("api.jpg", two_in_one())}, headers=head)
    assert (by_page.status_code, by_api.status_code) == (201, 201)
    for file in File.objects.all():
        assert (file.content_type, file.is_picture, file.width, file.height) == ("image/jpeg", True, 64, 48)
        with default_storage.open(file.storage_path) as kept:
            content = kept.read()
        assert SECRET not in content
        assert opened(content).format == "JPEG"
        assert all(default_storage.exists(preview_path(file.storage_path, name)) for name in SIZES)
    assert File.objects.count() == 2


def test_one_that_was_kept_before_it_was_cleaned_has_previews_too() -> None:
    """faults.md B1: as it was sent, with both pictures inside."""
    assert previews_of(two_in_one()).width == 64
    assert opened(document_photo_of(two_in_one())).size == (64, 48)


def test_what_is_inside_a_jpeg_goes_like_what_other_jpegs_tell() -> None:
    """faults.md B1: without the list of pictures, which would point behind the end."""
    clean = cleaned(two_in_one())
    assert b"MPF\x00" in two_in_one()
    assert b"MPF\x00" not in clean
    assert SECRET not in clean
    assert cleaned(clean) == clean


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (saved(in_a_row("I;16", SHADES), "PNG"), (7, 117, 227)),
        (saved(in_a_row("I;16", SHADES), "TIFF"), (7, 117, 227)),
        (saved(in_a_row("I;16", SHADES), "TIFF", tiffinfo={262: 0}), (248, 138, 28)),
        (saved(in_a_row("I;16", WARM), "PNG"), (8, 127, 247)),
        (saved(in_a_row("I;16", [step * 60 for step in range(61)]), "PNG"), (8, 127, 247)),
        (saved(in_a_row("I;16", [40_000] * 61), "PNG"), (156, 156, 156)),
        (saved(in_a_row("I", [step * 100_000 - 9 for step in range(61)]), "TIFF"), (8, 127, 247)),
        (saved(in_a_row("F", [step / 61 for step in range(61)]), "TIFF"), (8, 127, 247)),
    ],
    ids=["scanner", "tiff", "white is zero", "thermal", "12 bits", "one tone", "32 bits", "fractions"],
)
def test_greys_of_more_than_8_bits_are_scaled(content: bytes, wanted: tuple[float, ...]) -> None:
    """faults.md B3: never a white field. The upper 8 bits, or all of a range that these would make flat."""
    assert seen(content) == near(*wanted)
    if content.startswith(b"\x89PNG"):
        assert on_paper(content) == near(*wanted)


def test_control_the_picture_librarys_own_conversion_gives_a_white_field() -> None:
    """faults.md B3: the control; what the scaling is there for."""
    picture = in_a_row("I;16", WARM)
    assert picture.convert("L").getextrema() == (255, 255)
    assert in_eight_bits(picture).getextrema() == (0, 255)


def test_values_without_bounds_make_no_picture() -> None:
    """faults.md B3: fractions that are none have no lightest and no darkest."""
    with pytest.raises(NotAPicture, match="no bounds"):
        previews_of(saved(in_a_row("F", [float("inf"), *range(60)]), "TIFF"))


GREY_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (png(2, *((shade, shade, shade) for shade in SHADES)), (7, 117, 227)),
        (png(4, *((shade, 65_535) for shade in SHADES)), (7, 117, 227)),
        (png(6, *((shade, shade, shade, 65_535) for shade in SHADES)), (7, 117, 227)),
        (saved(drawn(61, 40).convert("LA"), "PNG"), (35, 226, 226)),
        (saved(drawn(61, 40).convert("1", dither=Image.Dither.NONE), "PNG"), (0, 255, 255)),
        (saved(drawn(61, 40).convert("L"), "PNG", icc_profile=GREY_PROFILE), (35, 226, 226)),
        (saved(drawn(61, 40).convert("L"), "JPEG", icc_profile=GREY_PROFILE), (35, 226, 226)),
        (saved(drawn(61, 40).convert("CMYK"), "JPEG"), (35, 226, 226)),
        (saved(drawn(61, 40).convert("CMYK"), "TIFF"), (35, 226, 226)),
    ],
    ids=[
        "rgb 16",
        "grey alpha 16",
        "rgba 16",
        "grey alpha",
        "1 bit",
        "grey icc",
        "grey icc jpeg",
        "adobe",
        "cmyk tiff",
    ],
)
def test_neighbours_look_as_they_should(content: bytes, wanted: tuple[float, ...]) -> None:
    """faults.md B3."""
    assert seen(content) == near(*wanted)


def test_cmyk_without_adobes_mark_is_not_turned_into_its_opposite() -> None:
    """faults.md B3: Adobe writes ink for no ink; browsers take each CMYK for Adobe's, and so do we."""
    adobe = saved(drawn(61, 40).convert("CMYK"), "JPEG")
    at = adobe.index(b"\xff\xee")
    plain = adobe[:at] + adobe[at + 2 + int.from_bytes(adobe[at + 2 : at + 4]) :]
    assert b"Adobe" in adobe
    assert b"Adobe" not in plain
    assert seen(adobe) == near(35, 226, 226)
    assert seen(cleaned(adobe)) == seen(adobe)
    assert seen(plain) == seen(adobe)


@pytest.mark.parametrize(
    "content",
    [
        saved(drawn(61, 40).quantize(4), "PNG", transparency=saved_index)
        for saved_index in [drawn(61, 40).quantize(4).getpixel(LEFT)]
    ]
    + [
        png(0, *((shade,) for shade in SHADES), clear=struct.pack(">H", SHADES[LEFT[0]])),
        png(2, *((shade, 0, 9) for shade in SHADES), clear=struct.pack(">3H", SHADES[LEFT[0]], 0, 9)),
    ],
    ids=["palette", "grey 16", "rgb 16"],
)
def test_the_one_clear_colour_of_a_png_shines_through(content: bytes) -> None:
    """faults.md B3: also if it is one of 65,536."""
    alpha = opened(previews_of(content).made["small"]).getchannel("A")
    assert (alpha.getpixel(LEFT), alpha.getpixel(MIDDLE)) == (0, 255)
    assert on_paper(content)[0] > 200


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("phone.heic", saved(drawn(), "HEIF"), "image/heic"),
        ("phone.avif", saved(drawn(), "AVIF"), "image/avif"),
        ("scan.tif", saved(drawn(), "TIFF"), "image/tiff"),
        ("packed.tif", saved(drawn(), "TIFF", compression="tiff_lzw"), "image/tiff"),
        ("fax.tif", saved(drawn().convert("1"), "TIFF", compression="group4"), "image/tiff"),
        ("jpeg.tif", saved(drawn(), "TIFF", compression="jpeg"), "image/tiff"),
        ("big.tif", saved(drawn(), "TIFF", big_tiff=True), "image/tiff"),
        ("pages.tif", saved(drawn(), "TIFF", save_all=True, append_images=[drawn()]), "image/tiff"),
        ("screen.bmp", saved(drawn(), "BMP"), "image/bmp"),
        ("eight.bmp", saved(drawn().quantize(4), "BMP"), "image/bmp"),
    ],
)
@pytest.mark.django_db
def test_what_not_every_browser_draws_is_shown_converted_and_kept_for_download(
    name: str, content: bytes, kind: str, team: Team
) -> None:
    """faults.md B2."""
    file = store_upload(SimpleUploadedFile(name, content), by=team.diego)
    assert (file.content_type, file.is_picture, file.width, file.height) == (kind, True, 64, 48)
    with default_storage.open(preview_path(file.storage_path, "medium")) as preview:
        assert opened(preview.read()).convert("L").getpixel((50, 20)) == pytest.approx(226, abs=40)
    with default_storage.open(file.storage_path) as kept:
        original = kept.read()
    assert (original[:4], len(original)) == (content[:4], len(content))
    assert opened(original).convert("RGB").tobytes() == opened(content).convert("RGB").tobytes()


@pytest.mark.parametrize(
    "content", [b"BMW letter of last week", b"II*\x00 is what it begins with", b"MM\x00*" + b"\xff" * 40]
)
@pytest.mark.django_db
def test_what_only_begins_like_one_is_kept_byte_for_byte(content: bytes, team: Team) -> None:
    """faults.md B2: the first letters of a text are no picture."""
    file = store_upload(SimpleUploadedFile("letter.txt", content), by=team.diego)
    assert (file.is_picture, file.content_type) == (False, "application/octet-stream")
    with default_storage.open(file.storage_path) as kept:
        assert kept.read() == content


@pytest.mark.parametrize("sign", [{254: 1}, {50_706: b"\x01\x04\x00\x00"}], ids=["reduced", "dng"])
@pytest.mark.django_db
def test_what_a_raw_sensor_saw_is_kept_byte_for_byte(sign: dict[int, object], team: Team) -> None:
    """faults.md B2: it is a TIFF by name, and its readers need each of its entries."""
    raw = saved(drawn(), "TIFF", tiffinfo={**sign, 315: SECRET.decode()})
    file = store_upload(SimpleUploadedFile("sensor.dng", raw), by=team.diego)
    assert not file.is_picture
    with default_storage.open(file.storage_path) as kept:
        assert kept.read() == raw


def test_a_map_keeps_its_place_and_a_photo_loses_it() -> None:
    """faults.md B2: GeoTIFF without its place is no map."""
    chart = saved(drawn(), "TIFF", tiffinfo={33_550: (1.0, 1.0, 0.0), 34_735: (1, 1, 0, 0), 315: SECRET.decode()})
    clean = cleaned(chart)
    assert SECRET not in clean
    told = opened(clean).getexif()
    assert (33_550 in told, 34_735 in told, 315 in told) == (True, True, False)
    assert not opened(cleaned(photo("TIFF"))).getexif().get_ifd(0x8825)


def test_a_tiff_that_claims_more_than_it_holds_ends() -> None:
    """faults.md B2: directories that point at themselves, values of four thousand million bytes."""
    entry = struct.pack("<HHII", 315, 2, 0xFFFF_FFF0, 8)
    many = struct.pack("<H", 5_000) + entry * 5_000
    looped = b"II*\x00\x08\x00\x00\x00" + many + struct.pack("<I", 8)
    assert cleaned(looped) == looped
    assert cleaned(looped[:300]) == looped[:300]
