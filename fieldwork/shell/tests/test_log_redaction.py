"""What opens a door is in no line of the log: clients' links, codes of documents, invitations."""

import io
import logging
import re
from collections.abc import Iterator

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver

from fieldwork.shell.log_redaction import RedactingFormatter, redact_secrets

SECRET = "Zq3_x-9TtYw0AbCdEfGhIjKlMnOpQrStUvWxYz01234"
CARRIES_A_SECRET = re.compile(r"<(?!int:)(?:\w+:)?(?:secret|code|token|key_of_link)>")
"""Parts of an address that are texts by these names; a number is none."""


@pytest.fixture
def terminal() -> Iterator[io.StringIO]:
    """What the terminal shows, written by the very formatter that the settings name."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(RedactingFormatter("%(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, before + str(one.pattern))
        else:
            yield before + str(one.pattern)


def test_every_address_with_a_secret_is_known_here() -> None:
    """faults.md C7: the control. An address that is added with a secret in it must be cut, too."""
    found = [route for route in routes(get_resolver().url_patterns) if CARRIES_A_SECRET.search(route)]
    assert {"/c/<str:secret>", "/v/<path:code>", "/welcome/<str:secret>"} <= set(found)
    for route in found:
        address = re.sub(r"<[^>]+>", "7", CARRIES_A_SECRET.sub(SECRET, route))
        assert SECRET not in redact_secrets(f"Not Found: {address}"), route


@pytest.mark.parametrize(
    "line",
    [
        "Not Found: /c/{}",
        "Not Found: /c/{}/documents/9",
        "Method Not Allowed (PUT): /c/{}/answer",
        '127.0.0.1:1 - "POST /c/{}/answer?x=1 HTTP/1.1" 422',
        "Not Found: /sign-in?next=%2Fc%2F{}",
        "Not Found: /sign-in?next=/v/{}&x=1",
        "https://orders.example.com/prefix/C/{}",
        "Not Found: /c//{}",
        "Not Found: /c/ {}",
        "Not Found: /c/%20{}",
        "Referer 'http://h/welcome/{}'",
        "Bad Request: /v/{}.",
    ],
)
def test_a_secret_is_cut_wherever_it_stands(line: str) -> None:
    """faults.md C7."""
    cut = redact_secrets(line.format(SECRET))
    assert SECRET[:6] not in cut
    assert "…" in cut
    assert len(cut) < len(line) + 4


@pytest.mark.parametrize("line", ["Not Found: /orders/61", "/clients/v", "/company/view/7", "/vc/abc", "c/v"])
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert redact_secrets(line) == line


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/c/{}", "/c/{}/documents/1", "/c/{}/answer", "/v/{}/more", "/welcome/{}/more"])
@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_a_refusal_is_logged_without_the_secret(address: str, method: str, terminal: io.StringIO) -> None:
    """faults.md C7: through Django's own loggers."""
    answer = getattr(Browser(enforce_csrf_checks=True), method)(address.format(SECRET))
    if answer.status_code >= 400:
        assert terminal.getvalue()
    assert SECRET not in terminal.getvalue()


def test_a_traceback_and_its_words_are_cut_too(terminal: io.StringIO) -> None:
    """faults.md C7: what breaks is logged with the text of the exception."""
    try:
        raise ValueError(f"/c/{SECRET}")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/c/{SECRET}/answer")
    assert "Traceback" in terminal.getvalue()
    assert SECRET not in terminal.getvalue()


def test_no_logger_has_a_way_around_the_terminal() -> None:
    """faults.md C7: a handler of somebody else's writes what it likes."""
    for name in ("django", "django.request", "django.server", "uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        assert (logger.handlers, logger.propagate) == ([], True), name
