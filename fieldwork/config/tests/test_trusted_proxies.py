"""Who a request comes from: the header is believed as far as trusted proxies wrote it."""

import pytest

from fieldwork.config.setting_values import InvalidSetting
from fieldwork.config.trusted_proxies import client_of, is_proxy, read_proxies

NAME = "FIELDWORK_PROXIES"
TRUSTED = read_proxies(NAME, "127.0.0.1, 10.0.0.0/8 ::1;2001:db8:1::/48")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("127.0.0.1", ["127.0.0.1/32"]),
        (" 10.0.0.0/8,\t::1 ", ["10.0.0.0/8", "::1/128"]),
        ("10.1.2.3/8;[2001:DB8::1]", ["10.0.0.0/8", "2001:db8::1/128"]),
        (" , ", []),
    ],
)
def test_addresses_and_networks_are_read_as_they_are_meant(text: str, read: list[str]) -> None:
    """faults.md C5."""
    assert [str(one) for one in read_proxies(NAME, text)] == read


@pytest.mark.parametrize(
    "text", ["nginx", "localhost", "*", "127.0.0.1:80", "10.0.0.0/33", "0.0.0.0/0", "::/0", "1.2.3", "http://10.0.0.1"]
)
def test_what_is_no_address_or_everybodys_is_refused_by_name(text: str) -> None:
    """faults.md C5: a network of everybody would let anybody pass for anybody."""
    with pytest.raises(InvalidSetting, match=NAME):
        read_proxies(NAME, f"127.0.0.1,{text}")


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("127.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.5, 192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "203.0.113.5, 192.0.2.7, 10.0.0.3", "192.0.2.7"),
        ("127.0.0.1", "10.0.0.9,10.0.0.3", "10.0.0.9"),
        ("192.0.2.9", "203.0.113.5", "192.0.2.9"),
        ("192.0.2.9", "127.0.0.1", "192.0.2.9"),
        ("127.0.0.1", "192.0.2.7:51234", "192.0.2.7"),
        ("::1", "2001:DB8:0::7", "2001:db8::7"),
        ("::1", "[2001:db8::7]:443", "2001:db8::7"),
        ("2001:db8:1::2", "192.0.2.7", "192.0.2.7"),
        ("2001:db8:2::2", "192.0.2.7", "2001:db8:2::2"),
        ("::ffff:127.0.0.1", "::ffff:192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "192.0.2.7, unknown", "127.0.0.1"),
        ("127.0.0.1", "192.0.2.7, _hidden, 10.0.0.3", "10.0.0.3"),
        ("127.0.0.1", "192.0.2.7,", "127.0.0.1"),
        ("127.0.0.1", "\x00, ٣.3.3.3", "127.0.0.1"),
        ("fe80::1%eth0", "", "fe80::1"),
        ("", "192.0.2.7", ""),
        ("x", "192.0.2.7", "x"),
    ],
)
def test_the_client_stands_before_the_first_proxy_that_is_trusted(peer: str, forwarded: str, client: str) -> None:
    """faults.md C5: chains, ports, IPv6, and what a stranger wrote into the header."""
    assert client_of(peer, forwarded, TRUSTED) == client


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "10.0.0.3", "192.0.2.9"])
def test_without_the_setting_the_header_says_nothing(peer: str) -> None:
    """faults.md C5."""
    assert client_of(peer, "203.0.113.5", ()) == peer
    assert not is_proxy(peer, ())
