"""What a push service is given: a text that only the device can read (RFC 8291), and who we are (VAPID, RFC 8292)."""

import base64
from functools import cache
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from fieldwork.config import push_key

POINT_BYTES, SECRET_BYTES = 65, 16
KEY_BYTES = 32


def encrypt(text: str, *, p256dh: str, auth: str) -> bytes:
    """The body of the request, in aes128gcm, with a key of its own."""
    return bytes(
        http_ece.encrypt(
            text.encode(),
            private_key=ec.generate_private_key(ec.SECP256R1()),
            dh=base64url_decode(p256dh),
            auth_secret=base64url_decode(auth),
            version="aes128gcm",
        )
    )


def vapid_headers(endpoint: str, *, contact: str) -> dict[str, str]:
    """The header by which the service of `endpoint` knows us; `contact` is where they may write to."""
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "sub": f"mailto:{contact}"}
    return dict(Vapid02(_private_key(), conf={"no-strict": True}).sign(claims))


def public_key() -> str:
    """Ours, as a browser wants it when it subscribes."""
    return base64url_encode(_private_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def are_keys(p256dh: str, auth: str) -> bool:
    """Whether these are a device's keys: a point of the curve, and a secret."""
    try:
        point, secret = base64url_decode(p256dh), base64url_decode(auth)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return False
    return len(point) == POINT_BYTES and len(secret) == SECRET_BYTES


def base64url_encode(content: bytes) -> str:
    """Encodes in base64url without padding."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def base64url_decode(text: str) -> bytes:
    """Decodes base64url. Raises ValueError."""
    return base64.b64decode(text.rstrip("=").encode() + b"=" * (-len(text.rstrip("=")) % 4), b"-_", validate=True)


@cache
def _private_key() -> ec.EllipticCurvePrivateKey:
    found = base64url_decode(push_key(_new_key).strip())
    if len(found) != KEY_BYTES:
        raise ValueError(len(found))
    return ec.derive_private_key(int.from_bytes(found), ec.SECP256R1())


def _new_key() -> str:
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64url_encode(number.to_bytes(KEY_BYTES))
