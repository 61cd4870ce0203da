"""The company and its logo."""

import html
import io
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client as Browser
from PIL import Image

from fieldwork.masterdata import company
from fieldwork.masterdata.actions.edit_company import edit_company
from fieldwork.masterdata.actions.save_logo import remove_logo, save_logo
from fieldwork.masterdata.forms.choices import currencies, time_zones
from fieldwork.masterdata.models import Company
from fieldwork.masterdata.tests.conftest import OpenAs
from fieldwork.masterdata.tests.test_save_row import fault_at
from fieldwork.people.models import Person
from fieldwork.rest.errors import Forbidden

FETCH = {"X-Requested-With": "fetch"}
NADIYA = {
    "name": "Nadiya IT", "tax_id": "B-1", "address": "1 Calle\nMadrid", "phone": "1", "email": "a@b.example",
    "currency": "EUR", "language": "en", "time_zone": "Asia/Tokyo", "paper": "letter", "own_release_forbidden": "on",
}  # fmt: skip


@pytest.fixture
def browser(noor: Person, open_as: OpenAs) -> Browser:
    return open_as(noor)


@pytest.fixture
def orders_exist() -> Iterator[None]:
    before = list(company._currency_checks)
    company.forbid_currency_change(lambda: True)
    yield
    company._currency_checks[:] = before


def send(browser: Browser, fields: dict[str, str]) -> HttpResponse:
    answer = browser.post("/company", fields, headers=FETCH)
    assert isinstance(answer, HttpResponse)
    return answer


def picture(size: tuple[int, int] = (2000, 800), kind: str = "PNG", mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def upload(browser: Browser, content: bytes, name: str = "logo.png") -> HttpResponse:
    answer = browser.post("/company/logo", {"logo": SimpleUploadedFile(name, content)})
    assert isinstance(answer, HttpResponse)
    return answer


def test_the_company_is_edited(browser: Browser) -> None:
    assert send(browser, NADIYA)["X-Location"] == "/company"
    assert Company.objects.values(*NADIYA).get() == {**NADIYA, "own_release_forbidden": True}
    assert "Saved" in browser.get("/company").content.decode()
    send(browser, {name: value for name, value in NADIYA.items() if name != "own_release_forbidden"})
    assert not Company.objects.get().own_release_forbidden


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "This is required"),
        ("name", "n" * 201, "At most 200 characters, this has 201"),
        ("tax_id", "t" * 51, "At most 50 characters, this has 51"),
        ("address", "a" * 501, "At most 500 characters, this has 501"),
        ("phone", "1" * 51, "At most 50 characters, this has 51"),
        ("email", "nobody", "Enter an e-mail address such as name@example.com"),
        ("currency", "", "Choose one from the list"),
        ("currency", "XTS", "Choose one from the list"),
        ("currency", "usd", "Choose one from the list"),
        ("language", "tlh", "Choose one from the list"),
        ("time_zone", "Mars/Olympus", "Choose one from the list"),
        ("time_zone", "../etc/passwd", "Choose one from the list"),
        ("paper", "a3", "Choose one from the list"),
    ],
)
def test_the_form_says_what_is_wrong_at_its_field(field: str, typed: str, sentence: str, browser: Browser) -> None:
    answer = send(browser, {**NADIYA, field: typed})
    assert (answer.status_code, fault_at(answer, field)) == (422, sentence)
    assert Company.objects.get().currency == "USD"


def test_the_currency_stays_once_orders_exist(browser: Browser, orders_exist: None) -> None:
    answer = send(browser, NADIYA)
    assert (answer.status_code, fault_at(answer, "currency")) == (422, "There are orders in USD, so it stays")
    assert send(browser, {**NADIYA, "currency": "USD"}).status_code == 200


def test_currencies_are_those_of_today() -> None:
    codes = {code for code, _name in currencies()}
    assert {"USD", "EUR", "JPY", "KWD", "INR"} <= codes
    assert not {"DEM", "XTS", "XAU"} & codes


def test_time_zones_are_places() -> None:
    zones = [zone for zone, _name in time_zones()]
    assert zones[0] == "UTC"
    assert "Europe/Madrid" in zones


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("JPEG", "CMYK"), ("JPEG", "L")]
)
def test_a_logo_is_drawn_anew_as_a_png_of_at_most_1000_pixels(kind: str, mode: str, browser: Browser) -> None:
    assert upload(browser, picture(kind=kind, mode=mode)).status_code == 302
    answer = browser.get("/company/logo")
    drawn = Image.open(io.BytesIO(answer.content))
    assert (answer["Content-Type"], drawn.format, drawn.size) == ("image/png", "PNG", (1000, 400))


@pytest.mark.parametrize("values", [range(0, 60_000, 1_000), range(29_000, 30_800, 30)], ids=["scanner", "thermal"])
def test_a_grey_logo_of_16_bits_is_no_white_field(values: range, browser: Browser) -> None:
    """faults.md B3."""
    grey = Image.new("I;16", (60, 40))
    for x, value in enumerate(values):
        for y in range(40):
            grey.putpixel((x, y), value)
    out = io.BytesIO()
    grey.save(out, "PNG")
    assert upload(browser, out.getvalue()).status_code == 302
    drawn = Image.open(io.BytesIO(browser.get("/company/logo").content)).convert("L")
    assert drawn.getpixel((0, 20)) == 0
    assert drawn.getpixel((30, 20)) == pytest.approx(120, abs=12)


def test_a_jpeg_with_a_second_picture_inside_is_a_logo(browser: Browser) -> None:
    """faults.md B1."""
    out = io.BytesIO()
    red = Image.new("RGB", (60, 40), "red")
    red.save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), "blue")])
    assert upload(browser, out.getvalue(), "logo.jpg").status_code == 302
    shown = Image.open(io.BytesIO(browser.get("/company/logo").content))
    assert shown.convert("RGB").getpixel((30, 20)) == pytest.approx((254, 0, 0), abs=4)


def test_nothing_but_the_picture_is_kept(browser: Browser) -> None:
    upload(browser, picture() + b"<script>alert(1)</script>")
    assert b"script" not in browser.get("/company/logo").content


def test_the_logo_is_shown_to_everybody(browser: Browser, diego: Person, open_as: OpenAs) -> None:
    assert open_as(diego).get("/company/logo").status_code == 404
    upload(browser, picture())
    assert open_as(diego).get("/company/logo").status_code == 200
    assert open_as(None).get("/company/logo").status_code == 200


def test_the_logo_is_removed(browser: Browser) -> None:
    upload(browser, picture())
    assert browser.post("/company/logo/removal").status_code == 302
    assert Company.objects.values_list("logo", "logo_sha256").get() == (None, "")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no PNG or JPEG picture"),
        (picture()[:300], "This is no PNG or JPEG picture"),
        (picture(kind="GIF", mode="P"), "This is no PNG or JPEG picture"),
        (picture((5000, 4001), mode="1"), "This picture has more than 20 megapixels"),
        (picture((10_000, 10_000), mode="1"), "This picture has more than 20 megapixels"),
        (b"\x89PNG" + b"x" * (2 * 1024 * 1024), "This file is larger than 2 MB"),
    ],
    ids=["empty", "svg", "cut", "gif", "pixels", "hundred megapixels", "bytes"],
)
def test_what_is_no_logo_is_refused_in_words(content: bytes, sentence: str, browser: Browser) -> None:
    answer = upload(browser, content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Company.objects.get().logo is None


def test_a_sending_without_a_file_is_refused(browser: Browser) -> None:
    assert "Choose a file" in browser.post("/company/logo", {"logo": "text"}).content.decode()


def test_an_action_asks_for_the_right_itself(layla: Person, company: Company) -> None:
    with pytest.raises(Forbidden):
        edit_company(company, by=layla)
    with pytest.raises(Forbidden):
        save_logo(company, None, by=layla)
    with pytest.raises(Forbidden):
        remove_logo(company, by=layla)


def test_the_door_of_a_real_company_shows_its_own_name_and_logo(open_as: OpenAs, diego: Person) -> None:
    """faults.md D15."""
    page = open_as(None).get("/sign-in").content.decode()
    assert f"{html.escape(Company.objects.get().name)}</h1>" in page
    assert "form-card" not in page
    assert "/company/logo" not in page
    Company.objects.update(logo=b"PNG", logo_sha256="ab" * 32)
    assert '<img class="login__logo" src="/company/logo?abababab"' in open_as(None).get("/sign-in").content.decode()
    assert open_as(None).get("/company/logo").content == b"PNG"


def test_the_door_of_a_demo_shows_what_the_program_does(open_as: OpenAs, diego: Person) -> None:
    Company.objects.update(is_demo=True)
    assert "form-card" in open_as(None).get("/sign-in").content.decode()
