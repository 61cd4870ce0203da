"""What follows an entry happens exactly once, whatever dies or fails in between."""

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from fieldwork.documents.actions import make_pdf as make_module
from fieldwork.documents.models import Document
from fieldwork.documents.retry_policy import wait_seconds
from fieldwork.jobs import job_queue
from fieldwork.jobs.job_types import JOB_TYPES, JobType
from fieldwork.jobs.job_worker import Worker
from fieldwork.jobs.models import Job
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import Entry
from tests.concurrent_actors import at_once, told
from tests.running.program import running
from tests.running.second_process import SecondProcess
from tests.worked_example import Team, closed_fast, ended_without_work, finally_confirmed, journal, released

DOCUMENTS = JOB_TYPES[:1]
"""The row that makes documents, alone: mails have tests of their own."""

both = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def with_marks(test: Callable[..., None]) -> Callable[..., None]:
    """On both databases, with real commits: leases are their own affair."""
    for mark in both:
        test = mark(test)
    return test


def documents_told(order: int) -> int:
    return Entry.objects.filter(order=order, kind=EntryKind.DOCUMENT).count()


@with_marks
def test_every_version_gets_its_document(team: Team) -> None:
    orders = [finally_confirmed(team), closed_fast(team), ended_without_work(team)]
    assert Worker(DOCUMENTS).run_due() == 7
    for order in orders:
        versions = order.versions.count()
        assert documents_told(order.number) == versions
        assert Document.objects.filter(version__order=order, ready_at__isnull=False).count() == versions
    assert not Job.objects.filter(done_at=None).exists()
    assert Worker(DOCUMENTS).run_due() == 0


@with_marks
def test_a_failure_is_told_and_tried_again_and_undoes_nothing(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    order = released(team)
    before = journal(order)

    def broken(content: object, **pictures: object) -> bytes:
        raise ValueError("the ink ran dry")

    with monkeypatch.context() as fault:
        fault.setattr(make_module, "render_pdf", broken)
        began = timezone.now()
        worker = Worker(DOCUMENTS)
        assert worker.run_due() == 0
        assert worker.run_due() == 0
    job, document = Job.objects.get(), Document.objects.get()
    assert (job.attempts, document.attempts) == (1, 1)
    assert "the ink ran dry" in job.error
    assert "the ink ran dry" in document.error
    assert document.next_try_at is not None
    assert timedelta(seconds=4) < document.next_try_at - began < timedelta(seconds=9)
    assert journal(order) == before

    visitor = Client()
    visitor.force_login(team.layla)
    shown = visitor.get(f"/orders/{order.number}/documents/1")
    assert (shown.status_code, int(shown["Retry-After"]) > 0) == (503, True)
    assert b"tried again" in shown.content

    assert job_queue.seconds_until_due(["document"], timezone.now()) is not None
    Job.objects.update(next_try_at=timezone.now())
    assert worker.run_due() == 1
    assert documents_told(order.number) == 1
    assert (Job.objects.get().error, Document.objects.get().error) == ("", "")


@with_marks
def test_one_that_always_fails_holds_up_nobody(team: Team) -> None:
    first, second = released(team), released(team)

    def poisoned(entry: Entry) -> None:
        if entry.order_id == first.number:
            raise RuntimeError("poison")
        JOB_TYPES[0].run(entry)

    assert Worker([JobType("document", JOB_TYPES[0].kinds, poisoned)]).run_due() == 1
    assert (documents_told(first.number), documents_told(second.number)) == (0, 1)


@pytest.mark.django_db
def test_one_that_fails_is_seen_on_outgoing(team: Team) -> None:
    entry = Entry.objects.get(order=released(team), kind=EntryKind.RELEASED)
    Job.objects.create(entry=entry, name="mail", attempts=4, error="value too long", next_try_at=timezone.now())
    browser = Client()
    browser.force_login(team.noor)
    told = " ".join(browser.get("/outgoing").content.decode().split())
    assert f"Order {entry.order_id} · mail · 4 tries" in told
    assert "value too long" in told


def test_the_wait_grows_to_an_hour() -> None:
    assert [wait_seconds(attempt) for attempt in (1, 2, 3, 10, 11, 1000)] == [5, 10, 20, 2560, 3600, 3600]


def run_at_once(workers: list[Worker]) -> None:
    """Each in a thread of its own, all from the same moment."""
    assert told(at_once(*[worker.run_due for worker in workers])) == {"done": len(workers)}


def slow_row(acted: list[int]) -> JobType:
    """The document's row, which notes each run and takes long enough for two to meet."""

    def act(entry: Entry) -> None:
        acted.append(entry.pk)
        time.sleep(0.2)
        JOB_TYPES[0].run(entry)

    return JobType("document", JOB_TYPES[0].kinds, act)


@with_marks
def test_two_workers_make_and_announce_each_document_once(team: Team) -> None:
    orders = [released(team) for _ in range(3)]
    acted: list[int] = []
    run_at_once([Worker([slow_row(acted)]), Worker([slow_row(acted)])])
    assert len(acted) == len(set(acted)) == 3
    assert [documents_told(order.number) for order in orders] == [1, 1, 1]
    assert Document.objects.count() == 3


@with_marks
def test_without_the_lease_two_workers_do_it_twice(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even then a document is announced once: the version says so itself."""
    monkeypatch.setattr("fieldwork.jobs.job_worker.lease", lambda _job, _now: True)
    order = released(team)
    acted: list[int] = []
    run_at_once([Worker([slow_row(acted)]), Worker([slow_row(acted)])])
    assert len(acted) == 2
    assert documents_told(order.number) == 1
    assert Document.objects.filter(ready_at__isnull=False).count() == 1


@with_marks
def test_a_lease_whose_holder_died_is_taken_over(team: Team) -> None:
    released(team)
    job_queue.enqueue_missing(DOCUMENTS, Worker(DOCUMENTS)._cursor)
    [job] = job_queue.due_jobs(["document"], timezone.now())
    assert job_queue.lease(job, timezone.now())
    assert Worker(DOCUMENTS).run_due() == 0
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1), next_try_at=timezone.now())
    assert Worker(DOCUMENTS).run_due() == 1
    assert Job.objects.get().crashes == 0


@with_marks
def test_a_try_counts_before_it_runs_and_the_next_one_waits_longer(team: Team) -> None:
    """faults.md C3: whatever becomes of its process."""
    released(team)
    job_queue.enqueue_missing(DOCUMENTS, Worker(DOCUMENTS)._cursor)
    waits = []
    for _try in range(3):
        Job.objects.update(lease_until=None, next_try_at=timezone.now())
        [job] = job_queue.due_jobs(["document"], timezone.now())
        now = timezone.now()
        assert job_queue.lease(job, now)
        kept = Job.objects.get()
        waits.append((kept.attempts, kept.crashes, (kept.next_try_at - now).total_seconds()))
    assert waits == [(1, 1, 5), (2, 2, 10), (3, 3, 20)]


@with_marks
def test_one_that_leaves_its_thread_is_told_and_holds_up_nobody(team: Team) -> None:
    """faults.md C3: SystemExit is no Exception."""
    first, second = released(team), released(team)

    def leaving(entry: Entry) -> None:
        if entry.order_id == first.number:
            sys.exit("gone")
        JOB_TYPES[0].run(entry)

    assert Worker([JobType("document", JOB_TYPES[0].kinds, leaving)]).run_due() == 1
    assert (documents_told(first.number), documents_told(second.number)) == (0, 1)
    assert Job.objects.get(entry__order=first).error == "gone"


@with_marks
def test_what_was_given_up_is_seen_and_not_tried_again(team: Team) -> None:
    """faults.md C3."""
    order = released(team)
    job_queue.enqueue_missing(DOCUMENTS, Worker(DOCUMENTS)._cursor)
    Job.objects.update(given_up_at=timezone.now(), crashes=6, attempts=6, error="It came to no end")
    assert Worker(DOCUMENTS).run_due() == 0
    assert job_queue.seconds_until_due(["document"], timezone.now()) is None
    browser = Client()
    browser.force_login(team.noor)
    told = " ".join(browser.get("/outgoing").content.decode().split())
    assert f"Order {order.number} · document · 6 tries · given up" in told


@with_marks
def test_whoever_opens_a_document_that_ended_its_process_does_not_begin_it_again(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """faults.md C3: pages and calls of the API would end the program as the follow-up did."""
    order = released(team)

    def deadly(content: object, **pictures: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as fault:
        fault.setattr(make_module, "render_pdf", deadly)
        with pytest.raises(KeyboardInterrupt):
            make_module.make_pdf(order.versions.get())
        visitor = Client()
        visitor.force_login(team.layla)
        assert visitor.get(f"/orders/{order.number}/documents/1").status_code == 503
        assert visitor.get(f"/orders/{order.number}/documents/1/thumbnail").status_code == 404
    assert Worker(DOCUMENTS).run_due() == 1


@with_marks
def test_an_embedded_database_frees_at_the_start_what_a_killed_process_held(team: Team) -> None:
    released(team)
    worker = Worker(DOCUMENTS)
    job_queue.enqueue_missing(JOB_TYPES, worker._cursor)
    [job] = job_queue.due_jobs(["document"], timezone.now())
    assert job_queue.lease(job, timezone.now())
    worker._loop.begin()
    Job.objects.update(next_try_at=timezone.now())
    assert worker.run_due() == (1 if connection.vendor == "sqlite" else 0)


@pytest.mark.slow
def test_killed_between_commit_and_document_it_is_made_after_the_start(tmp_path: Path) -> None:
    second_process = SecondProcess(tmp_path)
    order = second_process.do("stage")["created"]
    with pytest.raises(EOFError, match="-9"):
        second_process.do("release_and_die", order=order)
    witness = SecondProcess(tmp_path)
    told = witness.do("told", order=order)
    assert (told["state"], told["documents"]) == ("released", 0)
    with running(tmp_path):
        patience = time.monotonic() + 10
        while "document" not in (told := witness.do("told", order=order))["kinds"] and time.monotonic() < patience:
            time.sleep(0.1)
    assert (told["documents"], told["kinds"].count("document")) == (1, 1)
    witness.close()


@with_marks
def test_without_reading_the_journal_what_a_dead_process_left_is_lost(team: Team) -> None:
    """The control: a worker that counts on wake-ups alone, as if all before it had been followed up."""
    order = released(team)
    forgetful = Worker(DOCUMENTS)
    forgetful._cursor.position = journal(order)[-1].pk
    assert forgetful.run_due() == 0
    assert Worker(DOCUMENTS).run_due() == 1


@with_marks
def test_it_stops_within_a_second(team: Team) -> None:
    worker = Worker(DOCUMENTS)
    worker.start()
    began = time.monotonic()
    worker.stop()
    assert time.monotonic() - began < 1.2
