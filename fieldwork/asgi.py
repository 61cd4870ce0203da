"""The whole program for an ASGI server: Django in one hop, the live streams beside it, and what starts and stops.

`python -m fieldwork run` serves it; so does `uvicorn fieldwork.asgi:application`, but without the bounds on
connections (fieldwork/connection_limits.py says how to have them there).
"""

import os
import re
import sys

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fieldwork.settings")
try:
    settings.DEBUG  # noqa: B018 (reads them all)
except ValueError as unreadable:  # fieldwork.config's, which is there only once all could be read
    sys.stderr.write(f"{unreadable}\n")
    sys.exit(2)
django.setup()

# Models need Django set up before they are imported: E402.
from asgiref.sync import sync_to_async  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection  # noqa: E402

from fieldwork.attachments.file_responses import MAKE_PARAMETER  # noqa: E402
from fieldwork.commands.single_process import MayNotServe, lock_folder, require_known_migrations  # noqa: E402
from fieldwork.jobs.daily_cleanup import daily_cleanup  # noqa: E402
from fieldwork.jobs.job_worker import worker  # noqa: E402
from fieldwork.known_senders import is_known  # noqa: E402
from fieldwork.live.asgi_response import Receive, Scope, Send  # noqa: E402
from fieldwork.live.event_streams import order_stream, person_stream  # noqa: E402
from fieldwork.live.hub import hub  # noqa: E402
from fieldwork.mailing.mail_sender import mail_sender  # noqa: E402
from fieldwork.notices.notice_loop import notice_loop  # noqa: E402
from fieldwork.wsgi_bridge import WsgiBridge  # noqa: E402

ORDER_STREAM = re.compile(r"/api/v1/orders/([1-9][0-9]{0,17})/live")


def lasts(scope: Scope) -> bool:
    """Whether a picture is decoded before the answer."""
    uploads = scope["method"] == "POST" and scope["path"].endswith(("/files", "/profile/photo", "/company/logo"))
    return bool(uploads or scope["query_string"] == MAKE_PARAMETER.encode())


# More threads than one only slow SQLite down: it has one writer, and Python one interpreter lock.
_pages = WsgiBridge(WSGIHandler(), threads=1 if connection.vendor == "sqlite" else 4, lasts=lasts, is_known=is_known)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Lifespan and HTTP; there are no web sockets."""
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
        return
    if scope["type"] != "http":
        raise ValueError(scope["type"])
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    if scope["method"] == "GET" and path == "/live":
        await person_stream(hub, scope, receive, send)
    elif scope["method"] == "GET" and (match := ORDER_STREAM.fullmatch(path)):
        await order_stream(hub, scope, receive, send, int(match[1]))
    else:
        await _pages(scope, receive, send)


def _refusal() -> str:
    """Returns why this process may not serve, else ""; `fieldwork run` has checked before, another server has not."""
    try:
        lock_folder()
        require_known_migrations()
    except MayNotServe as refused:
        return str(refused)
    finally:
        connection.close()
    return ""


async def lifespan(receive: Receive, send: Send) -> None:
    """Hub, jobs, mail sender, notices and cleanup work from the first request to the last."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            if refusal := await sync_to_async(_refusal)():
                await send({"type": "lifespan.startup.failed", "message": refusal})
                return
            await hub.start()
            worker.start()
            mail_sender.start()
            notice_loop.start()
            daily_cleanup.start()
            await send({"type": "lifespan.startup.complete"})
        else:
            await hub.stop()
            worker.stop()
            mail_sender.stop()
            notice_loop.stop()
            daily_cleanup.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return
