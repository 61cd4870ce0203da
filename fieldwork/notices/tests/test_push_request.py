import socket
import ssl
from collections.abc import Callable

import pytest

from fieldwork.notices.push import push_request
from fieldwork.notices.push.push_encryption import are_keys, base64url_encode, public_key
from fieldwork.notices.push.push_request import NotAllowed, NotReached, check_endpoint, is_public, send_push_request
from tests.running.push_service import SECRET, push_service

LOCAL = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe", "192.0.2.1", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("address", LOCAL)
def test_addresses_that_are_not_of_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example/1", "https://127.0.0.1/1", "https://[::1]/1", "https://localhost/1", "https://push/1",
        "https://push.example:8443/1", "https://user@push.example/1", "ftp://push.example/1", "", "https:///1",
        "https://push.example/a b", "https://push.example/\r\nX: y", "https://push.example:x/", "http://127.0.0.1:1/",
        "https://[", "//push.example/1", "https://pu\u0455h.example/1",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_push_service(endpoint: str) -> None:
    with pytest.raises(NotAllowed):
        check_endpoint(endpoint)


@pytest.mark.parametrize("endpoint", ["https://fcm.push.example/send/abc:DEF-_", "https://push.example:443/1?token=x"])
def test_what_is_one(endpoint: str) -> None:
    check_endpoint(endpoint)


def names(*addresses: str) -> Callable[..., object]:
    """A resolver for which every name has these addresses."""
    return lambda *_given, **_more: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in addresses]


@pytest.mark.parametrize("addresses", [("127.0.0.1",), ("8.8.8.8", "10.0.0.1"), ("169.254.169.254",), ()])
def test_a_name_that_means_a_local_address_is_never_called(
    monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...]
) -> None:
    called: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", names(*addresses))
    monkeypatch.setattr(socket, "create_connection", lambda *given: called.append(given))
    with pytest.raises(NotAllowed):
        send_push_request("https://push.example/1", b"x", {})
    assert called == []


def test_the_line_goes_to_the_address_that_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []

    def refuse(address: object, _seconds: float) -> socket.socket:
        called.append(address)
        raise OSError("refused")

    monkeypatch.setattr(socket, "getaddrinfo", names("8.8.8.8", "8.8.4.4"))
    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(NotReached):
        send_push_request("https://push.example/1", b"x", {})
    assert called == [("8.8.8.8", 443), ("8.8.4.4", 443)]


def test_a_server_that_cannot_prove_its_name_is_not_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    with push_service() as service:
        port = int(service.address.rsplit(":", 1)[1])
        line = socket.create_connection(("127.0.0.1", port))
        monkeypatch.setattr(socket, "getaddrinfo", names("8.8.8.8"))
        monkeypatch.setattr(socket, "create_connection", lambda *_given: line)
        with pytest.raises(NotReached) as caught:
            send_push_request("https://push.example/1", b"x", {})
    assert isinstance(caught.value.__cause__, ssl.SSLError)
    assert service.headers == []


def test_a_redirect_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push_request, "PUSH_TO_LOOPBACK", True)
    with push_service() as service:
        taken: list[bytes] = []

        def take(body: bytes, _headers: dict[str, str]) -> int:
            taken.append(body)
            return 302

        monkeypatch.setattr(service, "take", take)
        assert send_push_request(f"{service.address}/1", b"x", {}) == 302
        assert (taken, service.visited) == ([b"x"], [])


@pytest.mark.parametrize("p256dh", ["", "x", base64url_encode(b"\x04" + b"1" * 64), base64url_encode(b"1" * 65), "é"])
def test_what_are_no_keys_of_a_browser(p256dh: str) -> None:
    assert not are_keys(p256dh, base64url_encode(SECRET))


def test_what_are_keys() -> None:
    assert are_keys(public_key(), base64url_encode(SECRET))
    assert not are_keys(public_key(), base64url_encode(b"short"))
