"""Work that follows an entry of the journal, after its transaction."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class JobsConfig(AppConfig):
    """What follows an entry."""

    name = "fieldwork.jobs"
    # The tables keep the name they were made with.
    label = "followups"

    def ready(self) -> None:
        """*Outgoing* shows what failed here. Models can be imported only now."""
        provider = import_string("fieldwork.jobs.job_queue.failed_jobs")
        import_string("fieldwork.mailing.waiting_work.register_waiting_provider")(provider)
