"""`fieldwork run`: serves the program, and says where to click."""

import logging
import socket
from argparse import Namespace
from types import FrameType

import uvicorn

from fieldwork.asgi import application
from fieldwork.commands.check import CHECKS, problems
from fieldwork.commands.demo import fill_if_empty
from fieldwork.commands.listen_socket import CannotListen, address_of, open_socket
from fieldwork.commands.migrate import migrate
from fieldwork.commands.single_process import lock_folder
from fieldwork.commands.startup_banner import startup_banner
from fieldwork.commands.terminal import print_error, print_line
from fieldwork.commands.terminal_language import _
from fieldwork.config import HOST, PORT
from fieldwork.connection_limits import BoundedProtocol, raise_file_limit
from fieldwork.connection_limits import connection_limiter as connections
from fieldwork.live.hub import hub

GRACE_SECONDS = 1
"""How long running requests may take after Ctrl-C; streams are ended at once."""

KEEP_ALIVE_SECONDS = 30


def run(options: Namespace) -> int:
    """Serves until Ctrl-C; 0 after that, 1 if it cannot begin."""
    try:
        listener = open_socket(HOST, PORT)
    except CannotListen as refusal:
        print_error(str(refusal))
        return 1
    if wrong := list(problems(CHECKS)):
        print_error("\n".join([_("Fieldwork does not start:"), *wrong]))
        return 1
    lock_folder()
    migrate()
    if options.demo:
        fill_if_empty()
    Server(listener).run(sockets=[listener])
    print_line(_("Stopped."))
    return 0


class Server(uvicorn.Server):
    """uvicorn, which tells when it is ready and ends the streams when it should stop."""

    def __init__(self, listener: socket.socket) -> None:
        self._address = address_of(listener)
        super().__init__(
            uvicorn.Config(
                application,
                lifespan="on",
                ws="none",
                http=BoundedProtocol,
                backlog=connections.fit(raise_file_limit()),
                access_log=False,
                log_config=None,
                log_level="warning",
                server_header=False,
                # fieldwork.wsgi_bridge asks FIELDWORK_PROXIES who is believed; uvicorn would believe its own list.
                proxy_headers=False,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """The welcome comes when the first click can be answered."""
        await super().startup(sockets)
        if self.started:
            for line in await hub.query(lambda: startup_banner(self._address)):
                print_line(line)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """A stream never ends by itself, so it is told; an upload that is cut off is no news any more."""
        hub.end_streams()
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C or a polite kill ends well; the second one does not wait."""
        self.force_exit = self.should_exit
        self.should_exit = True
