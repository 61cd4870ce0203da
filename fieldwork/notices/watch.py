"""What goes on beside the requests, in a thread of its own: orders become late, pushes and digests go out."""

from django.utils import timezone

from fieldwork.notices.actions.late import seconds_until_late, tell_late
from fieldwork.notices.digest import mail_digests
from fieldwork.notices.push.handing_out import hand_out
from fieldwork.notices.push.sending import seconds_until_push, send, waiting
from fieldwork.notices.waking import wake_me
from fieldwork.orders.rounds import Rounds


class Watch:
    """Woken after each commit that wrote notices. It holds nothing that an ended process could leave behind."""

    def __init__(self) -> None:
        self._rounds = Rounds("notices", work=self._round, free=lambda: None)

    def start(self) -> None:
        """The first round begins at once."""
        wake_me(self._rounds.wake)
        self._rounds.start()

    def stop(self) -> None:
        """Ends after the round that is running."""
        self._rounds.stop()

    def _round(self) -> float | None:
        now = timezone.now()
        tell_late(now)
        hand_out(now)
        mail_digests(now)
        while pushes := waiting(timezone.now()):
            for push in pushes:
                if self._rounds.is_ending:
                    return None
                send(push)
        coming = [seconds_until_late(timezone.now()), seconds_until_push(timezone.now())]
        return min((seconds for seconds in coming if seconds is not None), default=None)


watch = Watch()
"""The watch of this process."""
