"""What failed or was given up: said where people look for it, and tried again when somebody wants it."""

import re
from html import unescape

import pytest
from django.test import Client as Browser
from django.utils import timezone
from django.utils.html import strip_tags

from fieldwork.documents.actions import make_pdf as make_module
from fieldwork.documents.models import Document
from fieldwork.jobs import job_queue, retry_now
from fieldwork.jobs.job_types import JOB_TYPES, JobType
from fieldwork.jobs.job_worker import Worker
from fieldwork.jobs.models import Job
from fieldwork.orders.models import Entry, Order
from fieldwork.people.models import Person
from fieldwork.sharing.actions.manage_links import make_link
from fieldwork.sharing.link_tokens import link_url
from tests.worked_example import Team, released

pytestmark = pytest.mark.django_db
DOCUMENTS = [row for row in JOB_TYPES if row.name == "document"]


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of its own in which the step comes to no end."""
    monkeypatch.setattr(job_queue, "run_isolated", lambda _what, _key: None)


def ended(order: Order, times: int) -> None:
    """The document's process has ended so often; the last time just now."""
    worker = Worker(DOCUMENTS)
    job_queue.enqueue_missing(DOCUMENTS, worker._cursor)
    Job.objects.filter(entry__order=order).update(crashes=times - 1, attempts=times - 1, next_try_at=timezone.now())
    assert worker.run_due() == 0


def raw(person: Person, path: str) -> str:
    browser = Browser()
    browser.force_login(person)
    return browser.get(path).content.decode()


def come(person: Person | None, path: str) -> tuple[int, str]:
    browser = Browser()
    if person:
        browser.force_login(person)
    answer = browser.get(path)
    read = re.sub(r"<script.*?</script>", "", answer.content.decode(), flags=re.DOTALL)
    return answer.status_code, unescape(" ".join(strip_tags(read).split()))


def press(person: Person, path: str) -> int:
    browser = Browser()
    browser.force_login(person)
    return browser.post(path, headers={"X-Requested-With": "fetch"}).status_code


def page_of(order: Order) -> str:
    return f"/orders/{order.number}/documents/1/page"


@pytest.mark.usefixtures("deadly")
def test_the_page_of_a_document_that_was_given_up_says_so(team: Team) -> None:
    """faults.md C3: it said "is being made" for ever."""
    order = released(team)
    ended(order, 6)
    status, told = come(team.layla, page_of(order))
    assert (status, "could not be made" in told, "is being made" in told) == (503, True, False)
    assert ("only when you say so" in told, "6 times in a row" in told, "Try again" in told) == (True, True, True)
    assert come(team.layla, f"/orders/{order.number}/documents/1") == (status, told)
    assert "could not be made" in come(team.layla, f"/orders/{order.number}/parts/details")[1]
    # Who carries it out is told, too, but not how the program fares.
    status, told = come(team.diego, page_of(order))
    assert (status, "could not be made" in told, "in a row" in told, "Try again" in told) == (503, True, False, False)
    assert "ask the office" in told
    assert come(team.outsider, page_of(order))[0] == 404
    link = make_link(order, by=team.layla)
    path = link_url(link)[link_url(link).index("/c/") :]
    status, told = come(None, f"{path}/documents/1")
    assert (status, "could not be made" in told, "in a row" in told, "Try again" in told) == (503, True, False, False)


@pytest.mark.usefixtures("deadly")
def test_one_that_is_tried_again_says_when_and_is_not_begun_by_who_looks(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """faults.md C3."""
    order = released(team)
    ended(order, 3)
    Document.objects.update(next_try_at=timezone.now())
    begun: list[object] = []
    monkeypatch.setattr(make_module, "render_pdf", lambda *told, **_more: begun.append(told))
    status, told = come(team.ogechi, page_of(order))
    assert (status, "tried again by itself" in told, "Next try:" in told, "3 times" in told) == (503, True, True, True)
    assert begun == []


@pytest.mark.usefixtures("deadly")
def test_tried_again_from_its_page_it_runs_aside_and_is_made(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md C3: said twice it changes nothing more, and the journal knows nothing of it."""
    order = released(team)
    ended(order, 6)
    before = Entry.objects.count()
    path = f"/orders/{order.number}/documents/1/again"
    assert [press(person, path) for person in (team.diego, team.outsider, team.noor)] == [404] * 3
    assert Job.objects.get().given_up_at is not None
    assert [press(team.layla, path) for _time in range(2)] == [200, 200]
    job = Job.objects.get()
    assert (job.given_up_at, job.crashes, job.attempts, Entry.objects.count()) == (None, 2, 6, before)
    aside: list[int] = []

    def run_aside(_what: str, key: int) -> None:
        aside.append(key)
        job_queue.run_in_process(Job.objects.select_related("entry").get(pk=key), JOB_TYPES[0])

    monkeypatch.setattr(job_queue, "run_isolated", run_aside)
    assert Worker(DOCUMENTS).run_due() == 1
    assert (aside, come(team.layla, page_of(order))[0]) == ([job.pk], 200)
    assert Document.objects.values_list("crashes", "error").get() == (0, "")
    assert press(team.layla, path) == 200
    assert Worker(DOCUMENTS).run_due() == 0


@pytest.mark.usefixtures("deadly")
def test_outgoing_offers_it_to_who_keeps_the_mail(team: Team) -> None:
    """faults.md C3: a step that was given up, and a document that could not be made."""
    given_up = released(team)
    ended(given_up, 6)
    late = released(team)
    document = Document.objects.create(version=late.versions.get(), error="No space left on device", attempts=7)
    job = Job.objects.get()
    assert come(team.noor, "/outgoing")[1].count(f"Order {given_up.number}") == 1
    paths = [f"/outgoing/steps/{job.pk}/again", f"/outgoing/documents/{document.pk}/again"]
    page = raw(team.noor, "/outgoing")
    for path in paths:
        assert f'action="{path}"' in page
        assert [press(person, path) for person in (team.layla, team.diego, team.outsider)] == [404] * 3
        assert [press(team.noor, path) for _time in range(2)] == [200, 200]
    job.refresh_from_db()
    document.refresh_from_db()
    assert (job.given_up_at, job.crashes) == (None, 2)
    assert document.next_try_at is not None
    assert document.next_try_at <= timezone.now()
    assert press(team.noor, "/outgoing/steps/0/again") == 404
    browser = Browser()
    browser.force_login(team.noor)
    assert "It is tried again now" in browser.post(paths[0], follow=True).content.decode()


@pytest.mark.usefixtures("deadly")
def test_what_runs_or_is_done_is_left_alone(team: Team) -> None:
    order = released(team)
    ended(order, 3)
    [job] = Job.objects.all()
    assert job_queue.lease(job, timezone.now())
    held = Job.objects.values().get()
    retry_now.retry_job(job)
    assert Job.objects.values().get() == held
    Job.objects.update(done_at=timezone.now(), lease_until=None)
    done = Job.objects.values().get()
    retry_now.retry_job(job)
    assert Job.objects.values().get() == done


def test_control_without_a_word_to_the_document_its_page_says_being_made(team: Team, deadly: None) -> None:
    order = released(team)
    silent = [JobType("document", DOCUMENTS[0].kinds, DOCUMENTS[0].run)]
    worker = Worker(silent)
    job_queue.enqueue_missing(silent, worker._cursor)
    Job.objects.update(crashes=5, attempts=5)
    Document.objects.create(version=order.versions.get(), attempts=6)
    worker.run_due()
    assert Job.objects.get().given_up_at is not None
    assert "is being made" in come(team.layla, page_of(order))[1]
