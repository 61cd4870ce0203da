"""What the details panel says around an order: its history, and what else the client has that one may see."""

from tests.pages.browser_client import Visitor
from tests.pages.company import GOOD_CONFIRMATION, GOOD_ORDER, INK, Nadiya
from tests.pages.html_view import shown


def new_order(company: Nadiya, name: str, *, worker: bool = True) -> int:
    """A released order of the one client; `worker` adds Diego."""
    answer = company.layla.send("/orders", GOOD_ORDER | {"name": name})
    number = int(answer["X-Location"].rsplit("/", 1)[1])
    assert company.ogechi.send(f"/orders/{number}/release", {"decision": "yes", "signature": INK}).status_code == 201
    if worker:
        staff = {"users.0": "diego@nadiya.example"}
        assert company.layla.send(f"/orders/{number}/field-workers", staff).status_code == 201
    return number


def others(visitor: Visitor, number: int) -> str:
    """The part of the panel with the client's other orders."""
    return shown(visitor.get(f"/orders/{number}")).between("Last orders of ACME", "History of changes")


def test_the_last_five_orders_of_the_client_that_one_may_see(company: Nadiya) -> None:
    numbers = [new_order(company, f"Job {place}", worker=place % 2 == 0) for place in range(7)]
    told = others(company.layla, numbers[6])
    assert [name for name in (f"Job {place}" for place in range(7)) if name in told] == [
        f"Job {n}" for n in range(1, 6)
    ]
    diego = others(company.diego, numbers[6])
    assert [name for name in (f"Job {place}" for place in range(7)) if name in diego] == ["Job 0", "Job 2", "Job 4"]


def test_a_first_order_says_that_there_is_no_other(company: Nadiya) -> None:
    assert "There is no other order of this client." in others(company.layla, new_order(company, "Alone"))


def test_the_history_tells_decisions_people_and_mended_words_and_leads_to_them(company: Nadiya) -> None:
    number = new_order(company, "Fix")
    assert company.diego.send(f"/orders/{number}/confirmations", GOOD_CONFIRMATION).status_code == 201
    assert company.diego.send(f"/orders/{number}/messages", {"text": "Wrong"}).status_code == 201
    page = company.diego.get(f"/orders/{number}")
    seq = max(int(part.split('"')[0]) for part in page.content.decode().split('id="e')[1:] if part[0].isdigit())
    mended = company.diego.send(f"/orders/{number}/messages/{seq}", {"text": "Right"})
    assert mended.status_code == 201
    page = company.diego.get(f"/orders/{number}")
    past = shown(page).between("History of changes")
    places = [past.index(line) for line in ("edited a message", "Confirmation 1", "changed the field workers")]
    assert places == sorted(places)
    assert f"/orders/{number}?at={seq}#e{seq}" in page.content.decode()
