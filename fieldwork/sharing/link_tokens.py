"""The secret of a link: 256 bits that nobody can guess, made again when it has to be shown, never kept."""

import hashlib
import re
from base64 import urlsafe_b64encode
from enum import StrEnum

from django.utils import timezone
from django.utils.crypto import salted_hmac

from fieldwork.config import PUBLIC_URL
from fieldwork.sharing.models import ClientLink

TOKEN_PATTERN = re.compile(r"[A-Za-z0-9_-]{43}")


def token_of(nonce: str) -> str:
    """43 letters and digits."""
    code = salted_hmac("fieldwork.link", nonce, algorithm="sha256").digest()
    return urlsafe_b64encode(code).decode().rstrip("=")


def digest_of_token(secret: str) -> str:
    """Returns the token's SHA-256 digest in hexadecimal; only it is stored."""
    return hashlib.sha256(secret.encode()).hexdigest()


class LinkStatus(StrEnum):
    """What the office can do with a link. UNTOLD: whoever has its address can open it, but it cannot be told again."""

    WORKS = "works"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNTOLD = "untold"


def link_status(link: ClientLink) -> LinkStatus:
    """Returns the link's present status."""
    if link.revoked_at is not None:
        return LinkStatus.REVOKED
    if link.expires_at <= timezone.now():
        return LinkStatus.EXPIRED
    return LinkStatus.WORKS if link_url(link) else LinkStatus.UNTOLD


def link_url(link: ClientLink) -> str:
    """The whole address, to be given to the client; empty if it was made with another key of the installation.

    With today's key another secret would come out, and its address opens nothing.
    """
    secret = token_of(link.nonce)
    return f"{PUBLIC_URL}/c/{secret}" if digest_of_token(secret) == link.digest else ""


def find_link(secret: str) -> ClientLink | None:
    """The link that holds now, with its order; None for all others alike: unknown, expired, revoked."""
    if not TOKEN_PATTERN.fullmatch(secret):
        return None
    holds = ClientLink.objects.filter(digest=digest_of_token(secret), revoked_at=None, expires_at__gt=timezone.now())
    return holds.select_related("order__client", "order__order_type", "order__created_by").first()
