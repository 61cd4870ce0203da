"""`fieldwork run`: serves the program, and says where to click."""

import logging
import socket
from argparse import Namespace
from types import FrameType

import uvicorn

from fieldwork.asgi import application
from fieldwork.commands.alone import lock_folder
from fieldwork.commands.check import CHECKS, faults
from fieldwork.commands.demo import fill_if_empty
from fieldwork.commands.door import CannotListen, address_of, open_door
from fieldwork.commands.tables import migrate
from fieldwork.commands.terminal import complain, say
from fieldwork.commands.welcome import welcome
from fieldwork.commands.words import _
from fieldwork.connections import BoundedProtocol, raise_files
from fieldwork.connections import door as connections
from fieldwork.environment import HOST, PORT
from fieldwork.live.hub import hub

GRACE_SECONDS = 1
"""How long running requests may take after Ctrl-C; streams are ended at once."""

KEEP_ALIVE_SECONDS = 30


def run(options: Namespace) -> int:
    """Serves until Ctrl-C; 0 after that, 1 if it cannot begin."""
    try:
        door = open_door(HOST, PORT)
    except CannotListen as refusal:
        complain(str(refusal))
        return 1
    if wrong := list(faults(CHECKS)):
        complain("\n".join([_("Fieldwork does not start:"), *wrong]))
        return 1
    lock_folder()
    migrate()
    if options.demo:
        fill_if_empty()
    Server(door).run(sockets=[door])
    say(_("Stopped."))
    return 0


class Server(uvicorn.Server):
    """uvicorn, which tells when it is ready and ends the streams when it should stop."""

    def __init__(self, door: socket.socket) -> None:
        self._address = address_of(door)
        super().__init__(
            uvicorn.Config(
                application,
                lifespan="on",
                ws="none",
                http=BoundedProtocol,
                backlog=connections.fit(raise_files()),
                access_log=False,
                log_config=None,
                log_level="warning",
                server_header=False,
                # fieldwork.server asks FIELDWORK_PROXIES who is believed; uvicorn would believe its own list.
                proxy_headers=False,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """The welcome comes when the first click can be answered."""
        await super().startup(sockets)
        if self.started:
            for line in await hub.ask(lambda: welcome(self._address)):
                say(line)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """A stream never ends by itself, so it is told; an upload that is cut off is no news any more."""
        hub.end_streams()
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C or a polite kill ends well; the second one does not wait."""
        self.force_exit = self.should_exit
        self.should_exit = True
