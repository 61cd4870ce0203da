"""Anybody who holds a document learns whether it was issued here and is unchanged, and nothing else."""

import io
import json
import random
import re

import pikepdf
import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags

from fieldwork.documents import verification
from fieldwork.documents.actions.make_pdf import make_pdf
from fieldwork.documents.svg_pictures import qr_svg
from fieldwork.documents.tests.test_document_views import content, seen_by, version_of
from fieldwork.documents.verification import find_by_file, is_intact, sha256_of
from fieldwork.orders.models import DocumentVersion, Order
from fieldwork.rest.canonical_json import canonical_digest
from tests.worked_example import Team, finally_confirmed, released

pytestmark = pytest.mark.django_db


def paper(team: Team, order: Order, version: int = 1) -> bytes:
    return content(seen_by(team.layla, order.number, version))


def told_of_file(data: bytes, visitor: Client | None = None) -> str:
    """What the page says of a file, as text."""
    file = SimpleUploadedFile("order.pdf", data, content_type="application/pdf")
    answer = (visitor or Client()).post("/verify", {"file": file})
    assert answer.status_code == 200
    return words(answer.content)


def words(page: bytes) -> str:
    return re.sub(r"\s+", " ", strip_tags(page.decode()))


def test_a_file_as_it_was_issued_is_genuine_for_anybody(team: Team) -> None:
    order = finally_confirmed(team)
    told = told_of_file(paper(team, order, 3))
    for sentence in (
        "Issued and unchanged", f"Service order statement {order.number}, version 3, was issued by Nadiya",
        "It is the latest version.", "every byte is as it was issued", "It carries the seal of Nadiya IT",
    ):  # fmt: skip
        assert sentence in told
    assert "A later version of it exists." in told_of_file(paper(team, order, 1))


@pytest.mark.parametrize("place", [0, 0.1, 0.5, 0.9, 1])
def test_a_file_with_one_byte_flipped_is_not(team: Team, place: float) -> None:
    data = bytearray(paper(team, released(team)))
    data[round(place * (len(data) - 1))] ^= 1
    told = told_of_file(bytes(data))
    assert "Not issued like this" in told
    assert "it was changed" in told
    assert "Issued and unchanged" not in told


def test_a_thousand_random_bytes_changed_one_by_one_are_all_found(team: Team) -> None:
    data, draw = paper(team, released(team)), random.Random(3)
    for _time in range(1000):
        place, other = draw.randrange(len(data)), draw.randrange(1, 256)
        changed = data[:place] + bytes([data[place] ^ other]) + data[place + 1 :]
        assert find_by_file(sha256_of([changed])) is None, place


def test_control_who_compares_only_the_length_believes_it(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    order = released(team)
    data = bytearray(paper(team, order))
    digest = make_pdf(version_of(order.number)).sha256
    data[1000] ^= 1
    assert find_by_file(sha256_of([bytes(data)])) is None
    monkeypatch.setattr(verification, "sha256_of", lambda _chunks: digest)
    assert find_by_file(verification.sha256_of([bytes(data)])) is not None


def test_an_empty_file_and_none_are_told_at_the_field(team: Team) -> None:
    for fields in ({}, {"file": SimpleUploadedFile("empty.pdf", b"")}):
        answer = Client().post("/verify", fields)
        assert answer.status_code == 422
        assert "Choose a PDF that is not empty." in words(answer.content)


def test_the_code_leads_to_its_version_and_shows_nothing_else(team: Team) -> None:
    order = finally_confirmed(team)
    version = version_of(order.number, 2)
    address = version.content["verify"].removeprefix("http://localhost:8000")
    answer = Client().get(address)
    told = words(answer.content)
    assert f"Service order statement {order.number}, version 2, was issued" in told
    assert "A later version of it exists." in told
    for secret in ("ACME", "Fix network", "Diego", "Ogechi", "$", f"/orders/{order.number}"):
        assert secret not in answer.content.decode(), secret
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")


def test_who_may_see_the_order_is_led_to_it_and_the_outsider_is_not(team: Team) -> None:
    order = released(team)
    address = f"/v/{version_of(order.number).code}"
    for person, leads in ((team.layla, True), (team.outsider, False)):
        visitor = Client()
        visitor.force_login(person)
        assert (f"/orders/{order.number}/documents/1" in visitor.get(address).content.decode()) is leads


def test_a_code_that_was_never_given_is_none(team: Team) -> None:
    code = version_of(released(team).number).code
    for wrong in (code[:-1], code[:-1] + ("a" if code[-1] != "a" else "b"), "x", "a" * 400):
        answer = Client().get(f"/v/{wrong}")
        assert answer.status_code == 404
        assert "No document with this code" in words(answer.content)
    assert Client().get(f"/v/{code.upper()}").status_code == 200


def test_codes_are_long_and_differ(team: Team) -> None:
    codes = [version.code for order in (finally_confirmed(team), released(team)) for version in order.versions.all()]
    assert len(set(codes)) == len(codes) == 4
    assert all(re.fullmatch("[a-z2-7]{16}", code) for code in codes)


def test_versions_are_a_chain(team: Team) -> None:
    versions = list(DocumentVersion.objects.filter(order=finally_confirmed(team)).order_by("number"))
    assert [version.content["previous"] for version in versions] == [None, versions[0].digest, versions[1].digest]
    assert is_intact(versions)
    assert not is_intact(versions[1:])
    assert not is_intact([versions[0], versions[2]])


def test_a_changed_record_is_in_doubt_whoever_asks(team: Team) -> None:
    order = finally_confirmed(team)
    last = paper(team, order, 3)
    first = version_of(order.number, 1)
    first.content["totals"]["total"] += 1
    DocumentVersion.objects.filter(pk=first.pk).update(content=first.content)
    assert "Its record was changed" in told_of_file(last)
    # Whoever also corrects the digest still breaks the chain.
    DocumentVersion.objects.filter(pk=first.pk).update(digest=canonical_digest(first.content))
    assert "Its record was changed" in told_of_file(last)


def test_the_file_carries_its_data_but_no_ink(team: Team) -> None:
    order = finally_confirmed(team)
    with pikepdf.open(io.BytesIO(paper(team, order, 3))) as pdf:
        assert list(pdf.attachments) == ["order.json"]
        told = json.loads(pdf.attachments["order.json"].get_file().read_bytes())
    frozen = version_of(order.number, 3).content
    approved = {key: value for key, value in frozen["approved"].items() if key != "signature"}
    assert told == {**frozen, "format": "fieldwork-order/1", "approved": approved}
    assert "strokes" not in json.dumps(told)


def test_the_qr_code_is_the_address() -> None:
    address = "https://fieldwork.nadiya.example/v/5xkq2m7h3n4pabcd"
    matrix = segno.make_qr(address, error="m", mask=0).matrix
    drawn = {
        (x, int(y))
        for left, y, width in re.findall(r"M(\d+) (\d+)h(\d+)", qr_svg(address))
        for x in range(int(left), int(left) + int(width))
    }
    assert drawn == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


def test_a_version_from_before_there_were_codes_is_verified_by_its_file(team: Team) -> None:
    order = released(team)
    version = version_of(order.number)
    old = {key: value for key, value in version.content.items() if key not in ("previous", "verify")}
    old["layout"] = 1
    DocumentVersion.objects.filter(pk=version.pk).update(content=old, digest=canonical_digest(old), code="")
    assert "Issued and unchanged" in told_of_file(paper(team, order))
    assert Client().get("/v/").status_code == 404


def test_a_last_version_that_was_taken_out_is_missed(team: Team) -> None:
    """The journal still tells of it, so the versions before it are in doubt."""
    order = finally_confirmed(team)
    data = paper(team, order, 2)
    assert "Issued and unchanged" in told_of_file(data)
    DocumentVersion.objects.get(order=order, number=3).delete()
    assert "does not agree" in told_of_file(data)
