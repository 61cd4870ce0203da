"""The secret of a link: 256 bits that nobody can guess, made again when it has to be shown, never kept."""

import hashlib
import re
from base64 import urlsafe_b64encode
from enum import StrEnum

from django.utils import timezone
from django.utils.crypto import salted_hmac

from fieldwork.environment import PUBLIC_URL
from fieldwork.sharing.models import Link

A_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


def secret_of(nonce: str) -> str:
    """43 letters and digits."""
    code = salted_hmac("fieldwork.link", nonce, algorithm="sha256").digest()
    return urlsafe_b64encode(code).decode().rstrip("=")


def digest_of_secret(secret: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Standing(StrEnum):
    """What the office can do with a link. UNTOLD: whoever has its address can open it, but it cannot be told again."""

    WORKS = "works"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNTOLD = "untold"


def standing_of(link: Link) -> Standing:
    """How the link stands now."""
    if link.revoked_at is not None:
        return Standing.REVOKED
    if link.expires_at <= timezone.now():
        return Standing.EXPIRED
    return Standing.WORKS if address_of(link) else Standing.UNTOLD


def address_of(link: Link) -> str:
    """The whole address, to be given to the client; empty if it was made with another key of the installation.

    With today's key another secret would come out, and its address opens nothing.
    """
    secret = secret_of(link.nonce)
    return f"{PUBLIC_URL}/c/{secret}" if digest_of_secret(secret) == link.digest else ""


def link_of(secret: str) -> Link | None:
    """The link that holds now, with its order; None for all others alike: unknown, expired, revoked."""
    if not A_SECRET.fullmatch(secret):
        return None
    holds = Link.objects.filter(digest=digest_of_secret(secret), revoked_at=None, expires_at__gt=timezone.now())
    return holds.select_related("order__client", "order__order_type", "order__created_by").first()
