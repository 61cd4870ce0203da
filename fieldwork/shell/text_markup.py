"""Plain text as the page shows it: addresses become links, marked places stand out, all else is escaped."""

import re
from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Mark = tuple[int, int, bool]

# No blanks, quotes or angle brackets, and no character that is not seen or turns the writing round.
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+", re.I)
_AFTER = ".,;:!?…"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def linked(text: str, marks: Sequence[Mark] = ()) -> SafeString:
    """`text` with its http and https addresses as links; `marks` (start, end, whether it is oneself) stand out."""
    pieces, at = [], 0
    for start, end, own in [*marks, (len(text), len(text), False)]:
        pieces += list(_with_links(text[at:start]))
        if end > start:
            pieces.append(format_html('<b class="{}">{}</b>', "at at--me" if own else "at", text[start:end]))
        at = end
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _with_links(text: str) -> Iterator[SafeString]:
    at = 0
    for found in _ADDRESS.finditer(text):
        address = _trimmed(found[0])
        if address.rstrip("/").endswith(":"):
            continue
        yield format_html("{}", text[at : found.start()])
        yield format_html('<a class="a" href="{0}" target="_blank" rel="noopener noreferrer nofollow">{0}</a>', address)
        at = found.start() + len(address)
    yield format_html("{}", text[at:])


def _trimmed(address: str) -> str:
    """Strips the sentence's own marks from the end; a closing bracket stays if it was opened inside."""
    while address:
        last = address[-1]
        opened = _PAIRS.get(last)
        if last not in _AFTER and not (opened and address.count(last) > address.count(opened)):
            break
        address = address[:-1]
    return address
