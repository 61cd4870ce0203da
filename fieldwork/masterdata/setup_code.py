"""The word that the terminal shows at the first start: who types it stands before this very machine, or is trusted."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from fieldwork.config import HTTPS, PROXIES, PUBLIC_URL_GIVEN
from fieldwork.config.trusted_proxies import is_proxy

CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aeiou"
SYLLABLES = 6
"""80 to the power of 6: 38 bits, of which a stranger may try twenty a minute."""

BY_PROXY = (
    "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
    "X-Forwarded-Server", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Fly-Client-IP",
)  # fmt: skip
OLD_PROTOCOL = "HTTP/1.0"
"""What nginx speaks to the program behind it unless told otherwise; no browser does."""


def start_word() -> str:
    """Returns this installation's word, such as bafo-nire-kutu: the same in all its processes and after a restart."""
    drawn = int.from_bytes(salted_hmac("fieldwork.start", "word", algorithm="sha256").digest())
    letters = ""
    for _syllable in range(SYLLABLES):
        drawn, consonant = divmod(drawn, len(CONSONANTS))
        drawn, vowel = divmod(drawn, len(VOWELS))
        letters += CONSONANTS[consonant] + VOWELS[vowel]
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def is_start_word(typed: str) -> bool:
    """Whether it is the word, however its hyphens and capitals were typed; takes as long for a wrong one."""
    return constant_time_compare(_letters(typed), _letters(start_word()))


def at_this_machine(request: HttpRequest) -> bool:
    """Whether a browser on this very machine asks. A proxy there makes everybody look so: any sign of one says no."""
    if HTTPS or (PUBLIC_URL_GIVEN and not _is_loopback(urlsplit(PUBLIC_URL_GIVEN).hostname or "")):
        return False
    if request.META.get("SERVER_PROTOCOL") == OLD_PROTOCOL or any(name in request.headers for name in BY_PROXY):
        return False
    called = urlsplit(f"//{request.get_host()}").hostname or ""
    address = request.META.get("REMOTE_ADDR", "")
    return _is_loopback(address) and _is_loopback(called) and not is_proxy(address, PROXIES)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        found = ip_address(host)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def _letters(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.lower())
