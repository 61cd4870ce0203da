"""Who may become the first administrator: whoever stands before the machine, or knows what its terminal shows."""

from importlib import reload

import pytest
from django.test import Client as Browser

from fieldwork.config.trusted_proxies import read_proxies
from fieldwork.masterdata import setup_code as module
from fieldwork.masterdata.models import Company
from fieldwork.masterdata.setup_code import BY_PROXY, is_start_word, start_word
from fieldwork.masterdata.tests.test_save_row import fault_at
from fieldwork.masterdata.tests.test_setup_page import NADIYA, send

pytestmark = pytest.mark.django_db
HERE = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000"}
THERE = {**HERE, "REMOTE_ADDR": "192.0.2.7"}
FIELD = 'name="word"'


@pytest.fixture(autouse=True)
def _any_name(settings: object) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]


def asks(**more: str) -> bool:
    page = Browser().get("/start", **{**HERE, **more})  # type: ignore[arg-type]
    assert page.status_code == 200
    return FIELD in page.content.decode()


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "127.8.0.1", "[::1]:8000"])
def test_before_the_machine_no_word_is_asked_for(host: str) -> None:
    """faults.md C13."""
    assert not asks(HTTP_HOST=host)
    assert not asks(HTTP_HOST=host, REMOTE_ADDR="::1")
    assert not asks(HTTP_HOST=host, REMOTE_ADDR="::ffff:127.0.0.1")


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "172.17.0.1", "2001:db8::1", "::ffff:192.0.2.7", "", "x"])
def test_from_another_machine_the_word_is_asked_for(address: str) -> None:
    """faults.md C13."""
    assert asks(REMOTE_ADDR=address)


@pytest.mark.parametrize("header", BY_PROXY)
def test_a_proxy_on_the_same_machine_does_not_pass_for_it(header: str) -> None:
    """faults.md C13: through a proxy everybody comes from loopback."""
    assert asks(**{f"HTTP_{header.upper().replace('-', '_')}": "127.0.0.1"})


def test_a_proxy_that_says_nothing_is_known_by_its_protocol_or_the_name_it_passes_on() -> None:
    """faults.md C13: nginx sends no header by default, but HTTP/1.0; others pass the name on that was called."""
    assert asks(SERVER_PROTOCOL="HTTP/1.0")
    assert asks(HTTP_HOST="orders.example.com")
    assert asks(HTTP_HOST="localhost.example.com")


@pytest.mark.parametrize(
    ("https", "url", "asked"),
    [
        (True, "", True),
        (False, "https://orders.example.com", True),
        (False, "http://localhost:8000", False),
        (False, "http://127.0.0.1", False),
    ],
)
def test_who_has_set_a_proxy_up_is_asked(https: bool, url: str, asked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md C13."""
    monkeypatch.setattr(module, "HTTPS", https)
    monkeypatch.setattr(module, "PUBLIC_URL_GIVEN", url)
    assert asks() is asked


def test_a_proxy_that_was_named_does_not_pass_for_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md C5: even if it says nothing of itself."""
    assert not asks()
    monkeypatch.setattr(module, "PROXIES", read_proxies("FIELDWORK_PROXIES", "127.0.0.0/8"))
    assert asks()


@pytest.mark.parametrize("typed", ["", "  ", "bafo", "-", "\u200b", "wörd"])
def test_another_word_is_refused_at_its_field(typed: str) -> None:
    """faults.md C13."""
    for fields in (NADIYA, {**NADIYA, "word": typed}):
        answer = Browser().post("/start", fields, headers={"X-Requested-With": "fetch"}, **THERE)  # type: ignore[arg-type]
        assert answer.status_code == 422
        assert fault_at(answer, "word")  # type: ignore[arg-type]
    assert not Company.objects.exists()


@pytest.mark.parametrize("form", ["{}", " {} ", "plain", "upper", "blanks"])
def test_the_word_lets_in_however_it_is_typed(form: str) -> None:
    """faults.md C13."""
    word = start_word()
    typed = {"plain": word.replace("-", ""), "upper": word.upper(), "blanks": word.replace("-", " ")}.get(
        form, form.format(word)
    )
    answer = Browser().post("/start", {**NADIYA, "word": typed}, **THERE)  # type: ignore[arg-type]
    assert answer.status_code < 400
    assert Company.objects.exists()


def test_before_the_machine_a_company_starts_without_the_word() -> None:
    """faults.md C13."""
    assert send(Browser(), NADIYA)["X-Location"] == "/orders"


def test_tries_are_counted_and_then_the_right_word_does_not_help_either() -> None:
    """faults.md C13."""
    told = set()
    for _try in range(25):
        answer = Browser().post("/start", {**NADIYA, "word": "another"}, **THERE)  # type: ignore[arg-type]
        told.add(fault_at(answer, "word"))  # type: ignore[arg-type]
    assert len(told) == 2
    late = Browser().post("/start", {**NADIYA, "word": start_word()}, **THERE)  # type: ignore[arg-type]
    assert (late.status_code, Company.objects.exists()) == (422, False)
    assert "Too many tries" in late.content.decode()


def test_the_page_never_shows_the_word() -> None:
    """faults.md C13."""
    assert start_word() not in Browser().get("/start", **THERE).content.decode()  # type: ignore[arg-type]


def test_the_word_is_the_installations_own_and_stays(settings: object) -> None:
    """faults.md C13."""
    word = start_word()
    assert reload(module).start_word() == word
    settings.SECRET_KEY = "another installation"  # type: ignore[attr-defined]
    assert start_word() != word
    assert not is_start_word(word)


def test_once_a_company_is_there_nobody_is_asked_any_more(company: Company) -> None:
    """faults.md C13."""
    assert Browser().get("/start", **THERE).status_code == 404  # type: ignore[arg-type]
