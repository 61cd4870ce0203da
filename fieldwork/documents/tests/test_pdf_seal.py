"""The seal: readers of other makers find it valid, and any change of the file in it."""

import io
import random
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pytest_django import Settings

from fieldwork.documents.actions.make_pdf import RenderingFailed, make_pdf
from fieldwork.documents.actions.manage_seal import current_seal_key, make_seal, renew_seal, save_seal, signing_identity
from fieldwork.documents.actions.repair_pdf import read_pdf
from fieldwork.documents.certificates import BadCertificate, describe, make_signing_identity, read_pkcs12
from fieldwork.documents.cms_signature import PrivateKey, SigningIdentity
from fieldwork.documents.models import Document, SealKey
from fieldwork.documents.pdf_seal import seal
from fieldwork.documents.render_pdf import render_pdf
from fieldwork.documents.tests.samples import order, statement
from fieldwork.orders.models import DocumentVersion
from fieldwork.rest.errors import Forbidden, Invalid
from tests.worked_example import Team, released

NOW = datetime(2026, 6, 1, 12, 18, tzinfo=UTC)
PASSWORD = "a good one"
LAYOUT_3 = {"layout": 3, "previous": None, "verify": "https://fieldwork.nadiya.example/v/5xkq2m7h3n4pabcd"}


def issued(
    name: str, key: PrivateKey, issuer: tuple[x509.Certificate, PrivateKey] | None = None, **changed: datetime | bool
) -> x509.Certificate:
    """A certificate for `name`; `changed`: since, until, signs."""
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    since, until = changed.get("since", NOW - timedelta(1)), changed.get("until", NOW + timedelta(800))
    assert isinstance(since, datetime)
    assert isinstance(until, datetime)
    signs = bool(changed.get("signs", True))
    usage = x509.KeyUsage(signs, signs, not signs, False, False, issuer is None, False, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(issuer[0].subject if issuer else named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .sign(issuer[1] if issuer else key, hashes.SHA256())
    )


def p12(key: PrivateKey, *chain: x509.Certificate) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"seal", key, chain[0], list(chain[1:]), BestAvailableEncryption(PASSWORD.encode())
    )


def company_p12() -> tuple[bytes, x509.Certificate]:
    """An RSA certificate from an authority of two steps, those above it in the wrong order; and the root."""
    root_key, middle_key = ec.generate_private_key(ec.SECP384R1()), ec.generate_private_key(ec.SECP256R1())
    root = issued("Root", root_key)
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Middle")])
    middle = (
        x509.CertificateBuilder().subject_name(named).issuer_name(root.subject).public_key(middle_key.public_key())
        .serial_number(7).not_valid_before(NOW - timedelta(1)).not_valid_after(NOW + timedelta(900))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(root_key, hashes.SHA256())
    )  # fmt: skip
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return p12(key, issued("Nadiya Seal", key, (middle, middle_key)), root, middle), root


def sealed(stamp: SigningIdentity, content: dict[str, object] | None = None) -> bytes:
    pdf = render_pdf(content or order(**LAYOUT_3))
    return pdf + seal(pdf, stamp, name="Nadiya IT & Consulting", at=NOW)


def read(pdf: bytes, root: x509.Certificate) -> PdfSignatureStatus:
    trusted = asn1_x509.Certificate.load(root.public_bytes(Encoding.DER))
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    found = validate_pdf_signature(signature, ValidationContext(trust_roots=[trusted], moment=NOW))
    assert isinstance(found, PdfSignatureStatus)
    return found


@pytest.fixture(scope="module")
def stamp() -> SigningIdentity:
    return make_signing_identity("Nadiya IT & Consulting", at=NOW)


def test_pyhanko_finds_it_valid_and_over_the_whole_file(stamp: SigningIdentity) -> None:
    found = read(sealed(stamp), stamp.chain[0])
    assert found.bottom_line
    assert found.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert found.docmdp_ok


def test_poppler_finds_it_valid_and_over_the_whole_file(stamp: SigningIdentity, tmp_path: Path) -> None:
    if shutil.which("pdfsig") is None:
        pytest.skip("no pdfsig (poppler-utils) on the path")
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed(stamp))
    told = subprocess.run(["pdfsig", file], capture_output=True, check=False)
    text = told.stdout.decode()
    for words in ("Signature is Valid", "Total document signed", "ETSI.CAdES.detached", "Nadiya IT & Consulting"):
        assert words in text, text


def test_the_companys_own_certificate_brings_its_authorities_along() -> None:
    content, root = company_p12()
    stamp = read_pkcs12(content, PASSWORD, at=NOW)
    assert [describe(one).subject for one in stamp.chain] == ["Nadiya Seal", "Middle", "Root"]
    assert read(sealed(stamp, statement(**LAYOUT_3)), root).bottom_line


def test_what_was_archival_and_accessible_stays_so(stamp: SigningIdentity) -> None:
    """The seal stands outside the page, printable and not hidden; the document's own metadata is untouched."""
    unsealed = render_pdf(order(**LAYOUT_3))
    pdf = unsealed + seal(unsealed, stamp, name="Nadiya", at=NOW)
    with pikepdf.open(io.BytesIO(pdf)) as after, pikepdf.open(io.BytesIO(unsealed)) as before:
        assert after.check_pdf_syntax() == []
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        (field,) = after.Root.AcroForm.Fields
        assert int(field.F) & 4
        assert not int(field.F) & 2
        assert all(int(side) < 0 for side in field.Rect)
        assert str(after.pages[0].Tabs) == "/S"
        assert "order.json" in after.attachments


def test_any_changed_byte_is_found_by_the_reader(stamp: SigningIdentity) -> None:
    """Outside the room of the signature itself, whose unused end is no part of anything."""
    pdf = sealed(stamp)
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    first, length, second, rest = signature.byte_range
    draw = random.Random(3)
    for _ in range(30):
        place = draw.choice([draw.randrange(first + 20, length), draw.randrange(second, second + rest - 30)])
        changed = bytearray(pdf)
        changed[place] ^= 1 << draw.randrange(7)
        assert not _valid(bytes(changed), stamp), place
    assert _valid(pdf, stamp)


def _valid(pdf: bytes, stamp: SigningIdentity) -> bool:
    try:
        return read(pdf, stamp.chain[0]).bottom_line
    except Exception:  # noqa: BLE001 - a file so broken that it cannot be read is found out, too
        return False


def test_control_bytes_outside_the_signed_range_would_not_be_found(stamp: SigningIdentity) -> None:
    pdf = sealed(stamp)
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    unused = signature.byte_range[2] - 10
    assert pdf[unused : unused + 1] == b"0"
    assert _valid(pdf[:unused] + b"1" + pdf[unused + 1 :], stamp)


def bad(content: bytes, password: str = PASSWORD) -> str:
    with pytest.raises(BadCertificate) as refusal:
        read_pkcs12(content, password, at=NOW)
    return str(refusal.value)


def test_what_cannot_seal_is_refused_with_the_reason() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    edwards = ed25519.Ed25519PrivateKey.generate()
    assert "PKCS#12" in bad(b"")
    assert "PKCS#12" in bad(b"%PDF-1.7")
    assert "another one" in bad(p12(key, issued("X", key)), "wrong")
    assert "too large" in bad(b"0" * 200_000)
    assert "expired" in bad(p12(key, issued("X", key, until=NOW - timedelta(minutes=1))))
    assert "not valid yet" in bad(p12(key, issued("X", key, since=NOW + timedelta(days=1))))
    assert "something else" in bad(p12(key, issued("X", key, signs=False)))
    assert "2048" in bad(p12(short, issued("X", short)))
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "X")])
    strange = (
        x509.CertificateBuilder().subject_name(named).issuer_name(named).public_key(edwards.public_key())
        .serial_number(1).not_valid_before(NOW).not_valid_after(NOW + timedelta(1)).sign(edwards, None)
    )  # fmt: skip
    file = pkcs12.serialize_key_and_certificates(b"x", edwards, strange, None, NoEncryption())
    assert "few readers" in bad(file, "")
    only_certificate = pkcs12.serialize_key_and_certificates(b"x", None, issued("X", key), None, NoEncryption())
    assert "both" in bad(only_certificate, "")


NAMES = ["北京某某信息技术咨询服务有限责任公司上海分公司", "شركة النور للخدمات " * 4, "é" * 200, "x" * 200, "  "]


@pytest.mark.parametrize("name", NAMES)
def test_a_company_may_be_called_as_it_likes(name: str) -> None:
    stamp = make_signing_identity(name, at=NOW)
    assert read(sealed(stamp), stamp.chain[0]).bottom_line


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1(), ec.BrainpoolP256R1()])
def test_strong_curves_seal_and_weak_ones_are_refused(curve: ec.EllipticCurve) -> None:
    key = ec.generate_private_key(curve)
    certificate = issued("Nadiya", key)
    stamp = read_pkcs12(p12(key, certificate), PASSWORD, at=NOW)
    assert read(sealed(stamp), certificate).intact
    weak = ec.generate_private_key(ec.SECP224R1())
    assert "256" in bad(p12(weak, issued("Nadiya", weak)))


@pytest.mark.django_db
def test_the_first_document_brings_the_seal_and_the_next_one_uses_it(team: Team) -> None:
    assert current_seal_key() is None
    first, second = (make_pdf(DocumentVersion.objects.get(order=released(team))) for _ in range(2))
    key = SealKey.objects.get()
    assert (first.sealed_by, second.sealed_by, key.own) == (key, key, False)
    assert PASSWORD not in key.key
    assert "ENCRYPTED" in key.key
    certificate = x509.load_pem_x509_certificate(key.certificates.encode())
    assert describe(certificate).subject == "Nadiya IT & Consulting"


@pytest.mark.django_db
def test_an_uploaded_certificate_seals_from_then_on_and_earlier_files_stay(team: Team) -> None:
    first = make_pdf(DocumentVersion.objects.get(order=released(team)))
    before = read_pdf(first)
    content, _root = company_p12()
    with pytest.raises(Forbidden):
        save_seal(SimpleUploadedFile("seal.p12", content), PASSWORD, by=team.layla)
    with pytest.raises(Invalid):
        save_seal(SimpleUploadedFile("seal.p12", content), "wrong", by=team.noor)
    with pytest.raises(Invalid):
        save_seal(None, PASSWORD, by=team.noor)
    key = save_seal(SimpleUploadedFile("seal.p12", content), PASSWORD, by=team.noor)
    assert make_pdf(DocumentVersion.objects.get(order=released(team))).sealed_by == key
    assert read_pdf(Document.objects.get(pk=first.pk)) == before


@pytest.mark.django_db
def test_an_expired_certificate_seals_nothing_more(team: Team) -> None:
    old = make_seal()
    SealKey.objects.update(not_after=datetime(2020, 1, 1, tzinfo=UTC))
    assert signing_identity()[0] != old


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "told"),
    [(31, ""), (29, "own certificate expires on"), (-1, "own certificate expired on")],
)
def test_the_end_of_the_companys_own_certificate_is_told_in_time(team: Team, days: int, told: str) -> None:
    save_seal(SimpleUploadedFile("seal.p12", company_p12()[0]), PASSWORD, by=team.noor)
    SealKey.objects.update(not_after=timezone.now() + timedelta(days=days))
    browser = Client()
    browser.force_login(team.noor)
    said = browser.get("/company/seal").content.decode()
    assert (told in said) if told else ("own certificate expire" not in said)


@pytest.mark.django_db
def test_a_key_that_cannot_be_opened_is_told_and_the_document_follows_later(team: Team, settings: Settings) -> None:
    version = DocumentVersion.objects.get(order=released(team))
    make_seal()
    settings.SECRET_KEY = "another one"
    with pytest.raises(RenderingFailed, match="secret key has changed"):
        make_pdf(version)
    renew_seal(by=team.noor)
    assert make_pdf(version).is_ready
