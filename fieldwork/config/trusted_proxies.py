"""Who a request comes from when proxies stand before the program: the one place that decides it."""

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from fieldwork.config.setting_values import InvalidSetting, _, shown

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))

HOP = re.compile(
    r"\[([0-9a-f:.%a-z]+)\](?::[0-9]{1,5})?|([0-9.]+)(?::[0-9]{1,5})?|([0-9a-f:.]+(?:%[\w.-]+)?)",
    re.IGNORECASE | re.ASCII,
)
"""How proxies write an address: bare, with a port behind it, an IPv6 one in brackets."""


def read_proxies(name: str, text: str) -> tuple[Network, ...]:
    """Addresses or networks, with commas or blanks between.

    Raises InvalidSetting; for a network of everybody, too: then anybody could pass for anybody.
    """
    return tuple(_read_proxy(name, word) for word in re.split(r"[\s,;]+", text) if word)


def is_proxy(address: str, proxies: Sequence[Network]) -> bool:
    """Whether a trusted proxy has this address."""
    read = _address_of(address)
    return read is not None and any(read in network for network in proxies)


def client_of(peer: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """The address of whoever asks: `peer` is who is connected, `forwarded` the X-Forwarded-For header, or "".

    Each proxy writes at the end of the header who was connected to it; so it is read from there, for as long as
    proxies that are trusted wrote it. What cannot be read is nobody's address: the proxy that wrote it stands for it.
    """
    read = _address_of(peer)
    client = str(read) if read else peer
    for hop in reversed(forwarded.split(",")):
        if not is_proxy(client, proxies):
            break
        before = _address_of(hop)
        if before is None:
            break
        client = str(before)
    return client


def _address_of(text: str) -> Address | None:
    parts = HOP.fullmatch(text.strip())
    try:
        read = ip_address(next(filter(None, parts.groups()))) if parts else None
    except ValueError:
        return None
    if isinstance(read, IPv6Address):
        # Without the zone behind a %, which is this machine's own matter and no database takes.
        return read.ipv4_mapped or IPv6Address(int(read))
    return read


def _read_proxy(name: str, word: str) -> Network:
    try:
        read = ip_network(re.sub(r"^\[(.*)\]", r"\1", word), strict=False)
    except ValueError:
        read = None
    if read is None or not read.prefixlen:
        sentence = _(
            "%(name)s is addresses or networks with commas between, such as 127.0.0.1,10.0.0.0/8, not %(given)s."
        )
        raise InvalidSetting(sentence % shown(name, word))
    return read
