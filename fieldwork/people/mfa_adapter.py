"""What we tell django-allauth about second factors: codes of an app, passkeys, recovery codes."""

import logging
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy

from fieldwork.people.models import Person

log = logging.getLogger(__name__)

WRONG_CODE = gettext_lazy("This code is not right, or it was used already.")
ISSUER = "Fieldwork"


class Factors(DefaultMFAAdapter):  # type: ignore[misc] # shipped without types
    """Secrets are kept encrypted under the program's own key: a copy of the database alone lets nobody in."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def get_totp_issuer(self) -> str:
        """Returns the issuer: the app shows it above the code."""
        return ISSUER

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Returns the relying party of a passkey: the host of this address, with ISSUER as its name."""
        return {**super().get_public_key_credential_rp_entity(), "name": ISSUER}

    def encrypt(self, text: str) -> str:
        """Returns the text encrypted, as it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Returns the text as it was given; under another key a random secret, so that no code of it counts."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.warning("A second factor was set up under another FIELDWORK_SECRET_KEY: its codes do not count")
            return str(generate_totp_secret())

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """None: what happened is seen in the profile."""


@dataclass(frozen=True)
class Passkey:
    """A key of somebody: a phone, a computer, a stick."""

    key: int
    name: str
    since: datetime
    used: datetime | None


@dataclass(frozen=True)
class Protection:
    """How somebody's sign-in is protected beside the password; `codes_left` counts unused recovery codes."""

    app_since: datetime | None
    app_key: int | None
    passkeys: list[Passkey]
    codes_left: int

    @property
    def is_on(self) -> bool:
        """Whether a password alone does not let one in."""
        return bool(self.app_since or self.passkeys)


def protection_of(person: Person) -> Protection:
    """Returns the second factors that the person has set up."""
    found = list(Authenticator.objects.filter(user=person).order_by("pk"))
    app = next((one for one in found if one.type == Authenticator.Type.TOTP), None)
    codes = next((one for one in found if one.type == Authenticator.Type.RECOVERY_CODES), None)
    keys = [one for one in found if one.type == Authenticator.Type.WEBAUTHN]
    return Protection(
        app.created_at if app else None,
        app.pk if app else None,
        [Passkey(one.pk, one.wrap().name, one.created_at, one.last_used_at) for one in keys],
        len(codes.wrap().get_unused_codes()) if codes else 0,
    )


def _cipher() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"second factors").derive(settings.SECRET_KEY.encode())
    return Fernet(urlsafe_b64encode(derived))
