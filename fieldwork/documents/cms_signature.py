"""The signature inside a seal: CMS SignedData as CAdES and PAdES baseline B-B want it (ETSI EN 319 122-1, 319 142-1).

All of it but two values is the same for every document of one key, so it is put together from finished parts:
building it anew with a general ASN.1 library took ten times as long as printing the page.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from asn1crypto import algos, cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

_SEQUENCE, _SET, _OCTETS, _CONTEXT_0 = 0x30, 0x31, 0x04, 0xA0
_VERSION_1 = b"\x02\x01\x01"
_SHA256: bytes = algos.DigestAlgorithm({"algorithm": "sha256"}).dump()


def _oid(dotted: str) -> bytes:
    encoded: bytes = core.ObjectIdentifier(dotted).dump()
    return encoded


_DATA, _SIGNED_DATA = _oid("1.2.840.113549.1.7.1"), _oid("1.2.840.113549.1.7.2")
_CONTENT_TYPE, _MESSAGE_DIGEST = _oid("1.2.840.113549.1.9.3"), _oid("1.2.840.113549.1.9.4")
_SIGNING_CERTIFICATE = _oid("1.2.840.113549.1.9.16.2.47")


@dataclass(frozen=True)
class SigningIdentity:
    """A private key with its certificate first and those above it behind."""

    key: PrivateKey
    chain: Sequence[x509.Certificate]

    @property
    def reserved_bytes(self) -> int:
        """Hexadecimal digits that the signature takes at the most, an even number."""
        certificates = sum(len(one.public_bytes(Encoding.DER)) for one in self.chain)
        return 2 * (certificates + len(_signer(self.chain[0])) + self.key.key_size // 4 + 600)

    def sign(self, digest: bytes) -> bytes:
        """DER of the signature over a document whose signed bytes have this SHA-256."""
        first = self.chain[0].public_bytes(Encoding.DER)
        certified = _der(_SEQUENCE, _der(_SEQUENCE, _der(_SEQUENCE, _der(_OCTETS, hashlib.sha256(first).digest()))))
        attributes = b"".join(
            sorted(
                (
                    _attribute(_CONTENT_TYPE, _DATA),
                    _attribute(_MESSAGE_DIGEST, _der(_OCTETS, digest)),
                    _attribute(_SIGNING_CERTIFICATE, certified),
                )
            )
        )
        signer = _der(
            _SEQUENCE, _VERSION_1, _signer(self.chain[0]), _SHA256, _der(_CONTEXT_0, attributes), self._algorithm(),
            _der(_OCTETS, self._signature(_der(_SET, attributes))),
        )  # fmt: skip
        certificates = b"".join(one.public_bytes(Encoding.DER) for one in self.chain)
        signed = _der(
            _SEQUENCE, _VERSION_1, _der(_SET, _SHA256), _der(_SEQUENCE, _DATA), _der(_CONTEXT_0, certificates),
            _der(_SET, signer),
        )  # fmt: skip
        return _der(_SEQUENCE, _SIGNED_DATA, _der(_CONTEXT_0, signed))

    def _algorithm(self) -> bytes:
        name = "sha256_rsa" if isinstance(self.key, rsa.RSAPrivateKey) else "sha256_ecdsa"
        encoded: bytes = algos.SignedDigestAlgorithm({"algorithm": name}).dump()
        return encoded

    def _signature(self, message: bytes) -> bytes:
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(message, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(message, ec.ECDSA(hashes.SHA256()))


def _signer(certificate: x509.Certificate) -> bytes:
    """Which certificate it is, by its issuer's words and its number."""
    read = asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    encoded: bytes = cms.IssuerAndSerialNumber({"issuer": read.issuer, "serial_number": read.serial_number}).dump()
    return encoded


def _attribute(oid: bytes, value: bytes) -> bytes:
    return _der(_SEQUENCE, oid, _der(_SET, value))


def _der(tag: int, *parts: bytes) -> bytes:
    """Tag, length and content (ITU-T X.690, 8.1.3 and 10.1)."""
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body
