"""Certificates that seal documents: the one the program makes itself, and the company's own, read from a file."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID, PublicKeyAlgorithmOID
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldwork.documents.cms_signature import PrivateKey, SigningIdentity

FEW_READERS = gettext_lazy("The key is of a kind that few readers can check. Use RSA or an elliptic curve (P-256).")
YEARS = 10
MAX_FILE_BYTES = 100_000
"""Bytes of an uploaded certificate with its key; the usual ones have 3,000."""

MIN_RSA_BITS, MIN_CURVE_BITS = 2048, 256
MAX_NAME = 64
"""Bytes of a certificate's name (RFC 5280, ub-common-name, as the library counts it)."""


class BadCertificate(Exception):
    """Not a certificate that can seal; `str()` says why, in words."""


@dataclass(frozen=True)
class CertificateFacts:
    """What a person is told about a certificate. `fingerprint` is the SHA-256 of its DER in hexadecimal."""

    subject: str
    issuer: str
    not_before: datetime
    not_after: datetime
    fingerprint: str


def make_signing_identity(name: str, *, at: datetime) -> SigningIdentity:
    """A new key (P-256) with a certificate that it signed itself, in the company's name, good for YEARS."""
    key = ec.generate_private_key(ec.SECP256R1())
    short = name.encode()[:MAX_NAME].decode(errors="ignore").strip() or "Fieldwork"
    named = x509.Name([x509.NameAttribute(oid, short) for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=365 * YEARS))
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return SigningIdentity(key, [certificate])


def read_pkcs12(content: bytes, password: str, *, at: datetime) -> SigningIdentity:
    """The company's own certificate with its key, from a .p12 or .pfx file. Raises BadCertificate."""
    if len(content) > MAX_FILE_BYTES:
        raise BadCertificate(_("This file is too large for a certificate with its key."))
    try:
        key, certificate, above = pkcs12.load_key_and_certificates(content, password.encode() or None)
    except (ValueError, TypeError) as error:
        wrong = _("This is no PKCS#12 file (.p12, .pfx), or its password is another one.")
        raise BadCertificate(wrong) from error
    if key is None or certificate is None:
        raise BadCertificate(_("The file needs both: the certificate and its private key."))
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise BadCertificate(FEW_READERS)
    _check(certificate, key, at)
    return SigningIdentity(key, [certificate, *_certificate_chain(certificate, above)])


def _check(certificate: x509.Certificate, key: PrivateKey, at: datetime) -> None:
    if certificate.public_key() != key.public_key():
        raise BadCertificate(_("The private key belongs to another certificate."))
    _check_key(certificate, key)
    if certificate.not_valid_after_utc <= at:
        raise BadCertificate(_("This certificate has expired."))
    if certificate.not_valid_before_utc > at:
        raise BadCertificate(_("This certificate is not valid yet."))
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise BadCertificate(_("This certificate may not sign documents: it was issued for something else."))


def _check_key(certificate: x509.Certificate, key: PrivateKey) -> None:
    least = MIN_RSA_BITS if isinstance(key, rsa.RSAPrivateKey) else MIN_CURVE_BITS
    if key.key_size < least:
        raise BadCertificate(_("The key is too short: RSA needs 2048 bits or more, an elliptic curve 256."))
    if certificate.public_key_algorithm_oid == PublicKeyAlgorithmOID.RSASSA_PSS:
        raise BadCertificate(FEW_READERS)


def _certificate_chain(certificate: x509.Certificate, above: list[x509.Certificate]) -> list[x509.Certificate]:
    """Returns the certificates of `above` that lead from the certificate upwards, in that order."""
    found: list[x509.Certificate] = []
    last = certificate
    while last.subject != last.issuer:
        issuer = next((one for one in above if one not in found and _is_issued_by(last, one)), None)
        if issuer is None:
            break
        found.append(issuer)
        last = issuer
    return found


def _is_issued_by(certificate: x509.Certificate, by: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(by)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def describe(certificate: x509.Certificate) -> CertificateFacts:
    """Names, times and fingerprint."""
    return CertificateFacts(
        subject=_common_name(certificate.subject),
        issuer=_common_name(certificate.issuer),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
    )


def _common_name(name: x509.Name) -> str:
    for attribute in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if found := name.get_attributes_for_oid(attribute):
            return str(found[0].value)
    return name.rfc4514_string()


def to_pem(identity: SigningIdentity, password: str) -> tuple[str, str]:
    """The certificates, and the key locked with `password`."""
    certificates = b"".join(one.public_bytes(Encoding.PEM) for one in identity.chain)
    key = identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode()))
    return certificates.decode(), key.decode()


def from_pem(certificates: str, key: str, password: str) -> SigningIdentity:
    """The stamp that `to_pem` wrote. Raises BadCertificate if the password is another one now."""
    try:
        opened = load_pem_private_key(key.encode(), password.encode())
    except ValueError as error:
        raise BadCertificate(
            _("The seal's key cannot be opened: this installation's secret key has changed. Make or upload a new seal.")
        ) from error
    assert isinstance(opened, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey)
    return SigningIdentity(opened, x509.load_pem_x509_certificates(certificates.encode()))
