"""The secret of a link: 256 bits that nobody can guess, made again when it has to be shown, never kept."""

import hashlib
import re
from base64 import urlsafe_b64encode

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


def address_of(link: Link) -> str:
    """The whole address, to be given to the client."""
    return f"{PUBLIC_URL}/c/{secret_of(link.nonce)}"


def link_of(secret: str) -> Link | None:
    """The link that holds now, with its order; None for all others alike: unknown, expired, revoked."""
    if not A_SECRET.fullmatch(secret):
        return None
    holds = Link.objects.filter(digest=digest_of_secret(secret), revoked_at=None, expires_at__gt=timezone.now())
    return holds.select_related("order__client", "order__order_type", "order__created_by").first()
