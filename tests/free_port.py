"""A loopback port nobody listens on."""

import socket


def free_port() -> int:
    """The port; somebody else may take it before you do, which is rare enough for tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
