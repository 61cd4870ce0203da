"""What goes on beside the requests, in a thread of its own: orders become late, pushes and digests go out."""

from django.utils import timezone

from fieldwork.notices.actions.notify_late import notify_late, seconds_until_late
from fieldwork.notices.daily_digest import mail_digests
from fieldwork.notices.push.push_queue import queue_pushes
from fieldwork.notices.push.push_sender import due_pushes, seconds_until_push, send
from fieldwork.notices.sender_wakeup import wake_me
from fieldwork.orders.background_loop import BackgroundLoop


class NoticeLoop:
    """Woken after each commit that wrote notices. It holds nothing that an ended process could leave behind."""

    def __init__(self) -> None:
        self._rounds = BackgroundLoop("notices", work=self._round, free=lambda: None)

    def start(self) -> None:
        """The first round begins at once."""
        wake_me(self._rounds.wake)
        self._rounds.start()

    def stop(self) -> None:
        """Ends after the round that is running."""
        self._rounds.stop()

    def _round(self) -> float | None:
        now = timezone.now()
        notify_late(now)
        queue_pushes(now)
        mail_digests(now)
        while pushes := due_pushes(timezone.now()):
            for push in pushes:
                if self._rounds.is_ending:
                    return None
                send(push)
        coming = [seconds_until_late(timezone.now()), seconds_until_push(timezone.now())]
        return min((seconds for seconds in coming if seconds is not None), default=None)


notice_loop = NoticeLoop()
"""The watch of this process."""
