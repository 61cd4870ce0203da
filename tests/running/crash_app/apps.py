"""Puts the poison in its place."""

import os
import signal
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.utils import timezone
from django.utils.module_loading import import_string

from fieldwork.config import DATA


class PoisonConfig(AppConfig):
    """The document of the order "Poison" ends its process, and so does a mail to poison@…: POISON says how.

    Before, it notes the process.
    """

    name = "tests.running.crash_app"

    def ready(self) -> None:
        """In every process that has these settings, those that run aside, too."""
        making = import_string("fieldwork.documents.actions.make_pdf.make_pdf").__globals__
        real = making["render_pdf"]

        def render(content: dict[str, Any], **pictures: Any) -> Any:
            if content["name"] == "Poison":
                end()
            return real(content, **pictures)

        making["render_pdf"] = render
        posting = import_string("fieldwork.mailing.actions.deliver.deliver").__globals__
        deliver = posting["send_message"]

        def deliver_or_end(message: EmailMessage) -> None:
            if "poison@" in str(message["To"]):
                end()
            deliver(message)

        posting["send_message"] = deliver_or_end
        if os.environ.get("COUNTED") == "after":
            worker = import_string("fieldwork.jobs.job_worker.Worker").run_due.__globals__
            worker["lease"] = count_after
            import_string("fieldwork.mailing.mail_sender.MailSender").start.__globals__["deliver"] = (
                post_and_count_after
            )


def end() -> None:
    """As a fault of the machine would."""
    with Path(DATA, "tries").open("a") as tries:
        tries.write(f"{os.getpid()}\n")
    if os.environ.get("POISON") == "exit":
        os._exit(0)
    os.kill(os.getpid(), signal.SIGKILL)


def count_after(job: Any, now: Any) -> bool:
    """The lease of a program that counts a try when it has come to its end."""
    job.lease_until = now
    return bool(type(job).objects.filter(pk=job.pk, lease_until=None).update(lease_until=now))


def post_and_count_after(mail: Any) -> None:
    """The post of a program that counts a try when it has come to its end."""
    mail.lease_until = timezone.now()
    if type(mail).objects.filter(pk=mail.pk, lease_until=None).update(lease_until=mail.lease_until):
        import_string("fieldwork.mailing.actions.deliver.deliver_leased")(mail)
