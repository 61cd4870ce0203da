"""The timeline's page and what it catches up with: quotes, signs, edits, deletions, places in a long journal."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import Entry, EntryFile, Order, ReadReceipt
from fieldwork.people.models import Person
from tests.pages.browser_client import Visitor
from tests.pages.company import Nadiya
from tests.pages.html_view import shown


def say(visitor: Visitor, order: Order, text: str, **more: str) -> int:
    """The seq of a new message."""
    answer = visitor.send(f"/orders/{order.number}/messages", {"text": text, **more})
    assert answer.status_code == 201, answer.content
    return Entry.objects.filter(order=order, kind=EntryKind.MESSAGE).latest("seq").seq


def after(visitor: Visitor, order: Order, seq: int) -> str:
    """What a page that knows `seq` catches up with."""
    found: str = visitor.get(f"/orders/{order.number}/entries?after={seq}").content.decode()
    return found


def ids(html: str) -> list[int]:
    """The entries in a piece of timeline, in their order."""
    return [int(seq) for seq in re.findall(r'id="e(\d+)"', html)]


def test_a_change_brings_its_entry_and_what_quotes_it_again(company: Nadiya) -> None:
    order = company.release()
    asked = say(company.diego, order, "Which cable?")
    answered = say(company.layla, order, "The blue one", answers=str(asked))
    other = say(company.layla, order, "Nothing to do with it")
    sent = company.diego.send(f"/orders/{order.number}/messages/{asked}", {"text": "Which <b>router</b>?"})
    assert sent.status_code == 201
    html = after(company.layla, order, other)
    assert ids(html) == [asked, answered]
    assert "data-timeline-changed" in html
    assert unescape(html).count("Which <b>router</b>?") == 2
    assert "Which cable?" not in html
    last = company.layla.get(f"/orders/{order.number}/entries?after={other}")["X-Seq"]
    assert int(last) == Order.objects.get(pk=order.pk).last_seq == other + 1
    assert ids(after(company.layla, order, int(last))) == []


def test_what_is_deleted_is_nowhere_to_be_read(company: Nadiya) -> None:
    order = company.release()
    file = company.diego.upload(SimpleUploadedFile("gate-code.txt", b"4711")).json()
    asked = say(company.diego, order, "The code is 4711", **{"files.0": file["id"]})
    say(company.layla, order, "Thanks", answers=str(asked))
    address = f"/orders/{order.number}/files/{EntryFile.objects.get().file_id}"
    assert company.layla.get(address).status_code == 200
    assert company.diego.send(f"/orders/{order.number}/messages/{asked}/removal", {}).status_code == 201
    for visitor in (company.layla, company.diego):
        for path in (f"/orders/{order.number}", f"/orders/{order.number}/entries?after=0", "/orders/groups"):
            html = visitor.get(path).content.decode()
            assert "4711" not in html
            assert "gate-code" not in html
        assert visitor.get(address).status_code == 404
        assert visitor.get(f"/orders/{order.number}/messages/{asked}/wordings").status_code == 404
    assert "This message was deleted" in shown(company.layla.get(f"/orders/{order.number}")).text


def test_deleting_twice_is_once(company: Nadiya) -> None:
    order = company.release()
    seq, key = say(company.diego, order, "x"), "6f0f7d2e-8a34-4c5c-9d56-0a7a7b0f9b11"
    for _time in range(2):
        sent = company.diego.send(f"/orders/{order.number}/messages/{seq}/removal", {}, submission=key)
        assert sent.status_code == 201
    assert Entry.objects.filter(kind=EntryKind.DELETED).count() == 1


def test_a_sign_on_nothing_is_not_found(company: Nadiya) -> None:
    order = company.release()
    for seq in (99, 0, 999999999):
        answer = company.layla.send(f"/orders/{order.number}/entries/{seq}/reactions", {"sign": "heart", "on": "yes"})
        assert answer.status_code == 404


def test_whom_one_can_name_is_who_sees_the_order(company: Nadiya) -> None:
    order = company.release()
    html = company.layla.get(f"/orders/{order.number}/mentionable").content.decode()
    names = re.findall(r'data-name="([^"]+)"', html)
    assert any(name.startswith("Diego") for name in names)
    assert not any(name.startswith(("Layla", "Otto")) for name in names)


def long_journal(order: Order, count: int) -> None:
    """`count` messages of Diego's more, hours old."""
    order.refresh_from_db()
    by, at = Person.objects.get(email="diego@nadiya.example"), timezone.now() - timedelta(hours=3)
    first = order.last_seq + 1
    Entry.objects.bulk_create(
        Entry(
            order=order, seq=seq, news_count=seq, kind=EntryKind.MESSAGE, author=by, created_at=at, text=f"Number {seq}"
        )
        for seq in range(first, first + count)
    )
    last = first + count - 1
    Order.objects.filter(pk=order.pk).update(last_seq=last, news_count=last, last_news_seq=last)


def test_a_long_journal_opens_at_any_entry_and_goes_on_both_ways(company: Nadiya) -> None:
    order = company.release()
    long_journal(order, 300)
    page = company.layla.get(f"/orders/{order.number}?at=150").content.decode()
    assert ids(page) == list(range(110, 190))
    assert "data-past" in page
    assert 'data-seq="189"' in page
    later = company.layla.get(f"/orders/{order.number}/entries?after=189&few=1").content.decode()
    assert ids(later)[0] == 190
    assert 'data-timeline-later="269"' in later
    earlier = company.layla.get(f"/orders/{order.number}/entries?before=110").content.decode()
    assert ids(earlier) == list(range(30, 110))
    end = company.layla.get(f"/orders/{order.number}").content.decode()
    assert "data-past" not in end


@pytest.mark.parametrize("at", ["0", "-1", "x", "999999999", "9" * 30, "1' OR 1=1"])
def test_a_strange_place_opens_the_end(company: Nadiya, at: str) -> None:
    order = company.release()
    assert ids(company.layla.get(f"/orders/{order.number}?at={at}").content.decode())[0] == 1


def test_unread_ones_further_up_are_told_with_a_way_there(company: Nadiya) -> None:
    order = company.release()
    layla = company.layla.person
    assert layla
    long_journal(order, 200)
    ReadReceipt.objects.filter(order=order, person=layla).update(seq=20, news_count=20)
    page = company.layla.get(f"/orders/{order.number}").content.decode()
    assert "?at=21#new" in page
    assert "data-timeline-start" not in page
    there = company.layla.get(f"/orders/{order.number}?at=21").content.decode()
    assert "data-timeline-start" in there
    assert there.index("data-timeline-start") < there.index('id="e21"')
