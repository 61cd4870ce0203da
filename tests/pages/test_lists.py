"""The table of orders as people see it: rows, heads, filters, columns of one's own, exports."""

import re
import uuid

import pytest

from fieldwork.orders.models import Order, ReadReceipt
from tests.pages.browser_client import Visitor
from tests.pages.company import Nadiya
from tests.pages.html_view import shown
from tests.pages.test_queries import cost, grow_orders, same_cost


def rows(html: str) -> list[int]:
    """The numbers of the rows, from the top."""
    return [int(number) for number in re.findall(r'id="row-(\d+)"', html)]


def test_the_table_shows_what_one_may_see(company: Nadiya) -> None:
    company.create()
    order = company.release()
    page = company.layla.get("/orders/table").content.decode()
    assert rows(page) == [2, 1]
    text = shown(company.layla.get("/orders/table")).text
    for words in ("Fix network", "ACME · Computer repair", "2. Released", "Diego González", "$176.00", "Orders: 2"):
        assert words in text
    assert rows(company.diego.get("/orders/table").content.decode()) == [order.pk]
    assert rows(company.outsider.get("/orders/table").content.decode()) == []
    assert "No order fits" in shown(company.layla.get("/orders/table?client=nobody")).text


def test_heads_sort_and_groups_have_headings(company: Nadiya) -> None:
    company.create()
    company.release()
    page = company.layla.get("/orders/table?sort=number").content.decode()
    assert rows(page) == [1, 2]
    assert 'aria-sort="ascending"' in page
    text = shown(company.layla.get("/orders/table?sort=worker&grouped=1")).text
    assert "Nobody assigned" in text.split("Diego González")[-1]
    assert "June 2026" in shown(company.layla.get("/orders/table?sort=due&grouped=1")).text


def test_chosen_columns_are_kept_for_oneself_and_shape_the_export(company: Nadiya) -> None:
    company.create()
    assert company.layla.send("/orders/table/columns", {"columns.by": "1", "columns.nonsense": "1"}).status_code == 204
    heads = [visitor.get("/orders/table").content.decode() for visitor in (company.layla, company.ogechi)]
    assert ["Created by" in page.split("<thead>")[1].split("</thead>")[0] for page in heads] == [True, False]
    head = b"".join(company.layla.get("/orders/export.csv").streaming_content).decode("utf-8-sig").splitlines()[0]
    assert head == "No.,Client and order,Client,Order type,Created by"


def test_exports_hold_what_one_may_see_and_what_was_asked(company: Nadiya) -> None:
    company.create()
    order = company.release()
    told = b"".join(company.diego.get("/orders/export.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in told] == ["No.", str(order.pk)]
    told = b"".join(company.layla.get("/orders/export.csv?state=created").streaming_content).decode().splitlines()
    assert [line.split(",")[0] for line in told[1:]] == ["1"]
    book = company.layla.get("/orders/export.xlsx")
    assert b"".join(book.streaming_content).startswith(b"PK")
    assert book["Content-Disposition"].endswith('.xlsx"')


def test_rows_are_told_anew_with_those_that_left_the_page(company: Nadiya) -> None:
    first, second = company.create(), company.release()
    answer = company.layla.get(f"/orders/table/rows?state=created&shown={second.pk},{first.pk},99,x", script=True)
    here, gone = answer.content.decode().split('data-part="gone"')
    assert (rows(here), rows(gone)) == ([first.pk], [second.pk])
    answer = company.diego.get(f"/orders/table/rows?shown={first.pk}", script=True).content.decode()
    assert rows(answer) == [second.pk]


@pytest.mark.parametrize("who", ["layla", "diego"])
def test_lists_cost_the_same_with_any_number_of_orders(company: Nadiya, who: str) -> None:
    first = company.release()
    paths = [
        f"/orders/table?{query}"
        for query in ("", "sort=client&grouped=1", "sort=due&grouped=1", "q=fix", "late=1&sort=worker")
    ]
    paths += ["/orders/board", "/orders/board/columns?q=fix"]
    same_cost(lambda count: grow_orders(company, first, count), *[(getattr(company, who), path) for path in paths])
    assert Order.objects.count() > 50
    assert cost(getattr(company, who), "/orders/table") < 30


def test_the_board_has_a_column_for_each_state(company: Nadiya) -> None:
    company.create()
    order = company.release()
    text = shown(company.layla.get("/orders/board")).text
    assert re.search(r"1\. Created 1 .*2\. Released 1 .*Fix network.*3\. Partially confirmed 0", text)
    own = company.diego.get("/orders/board/columns", script=True).content.decode()
    assert re.findall(r'id="card-(\d+)"', own) == [str(order.pk)]
    narrowed = company.layla.get("/orders/board?state=released").content.decode()
    assert re.findall(r'data-state="(\w+)"', narrowed) == ["released"]


def test_a_move_is_the_form_of_its_step_or_the_reason_why_not(company: Nadiya) -> None:
    created, released = company.create(), company.release()

    def offered(visitor: Visitor, number: int, to: str) -> list[tuple[str, str]]:
        answer = visitor.get(f"/orders/{number}/moves?to={to}", script=True).content.decode()
        return re.findall(r'hx-get="([^"]+)"|data-reason="([^"]+)"', answer)

    def forms(visitor: Visitor, number: int, to: str) -> list[str]:
        return [form for form, _reason in offered(visitor, number, to) if form]

    assert forms(company.ogechi, created.pk, "released") == [f"/orders/{created.pk}/release"]
    assert forms(company.ogechi, created.pk, "not_performed") == [f"/orders/{created.pk}/release"]
    assert forms(company.layla, created.pk, "released") == []
    assert forms(company.layla, released.pk, "partially_confirmed") == [f"/orders/{released.pk}/confirmation"]
    ends = {f"/orders/{released.pk}/confirmation", f"/orders/{released.pk}/fast-close"}
    assert set(forms(company.diego, released.pk, "finally_confirmed")) == ends
    assert forms(company.layla, released.pk, "created") == []
    reasons = [reason for _form, reason in offered(company.layla, released.pk, "created")]
    assert reasons == ["Nothing leads from “2. Released” to there."]
    reasons = [reason for _form, reason in offered(company.layla, created.pk, "finally_confirmed")]
    assert reasons == ["The order is not released yet."] * 2
    # Whatever form is offered, the address of the step itself answers it.
    for form in forms(company.layla, released.pk, ""):
        assert company.layla.get(form, script=True).status_code == 200


def test_people_are_added_to_many_orders_and_who_is_refused_is_told(company: Nadiya) -> None:
    created, first, second = company.create(), company.release(), company.release()
    numbers = f"{created.pk},{first.pk},{second.pk},99"
    body = {"numbers": numbers, "users.0": "outsider@nadiya.example"}
    answer = company.layla.send("/orders/bulk/field-workers", body)
    assert answer.status_code == 422
    page = shown(answer)
    assert "Added to 2 orders. Not to these:" in page.text
    assert f"{created.pk} : The order is not released yet." in page.text
    assert "99 : This does not exist, or you cannot see it." in page.text
    assert page.fields["numbers"] == f"{created.pk},99"
    for order in (first, second):
        names = sorted(row.person.name for row in order.assignments.all())
        assert names == ["Diego González", "Otto Outsider"]
    assert not created.assignments.exists()
    assert (
        "Choose at least one person" in shown(company.layla.send("/orders/bulk/field-workers", {"numbers": "2"})).text
    )


def test_the_same_sending_adds_once(company: Nadiya) -> None:
    order, submission = company.release(), uuid.uuid4()
    body = {"numbers": str(order.pk), "users.0": "outsider@nadiya.example"}
    for _time in range(2):
        answer = company.layla.send("/orders/bulk/field-workers", body, submission=submission)
        assert (answer.status_code, answer["X-Toast"]) == (200, "Added%20to%201%20order.")
    order.refresh_from_db()
    assert order.entries.filter(kind="field_workers").count() == 2


def test_many_orders_are_marked_read_but_only_those_one_sees(company: Nadiya) -> None:
    created, released = company.create(), company.release()
    assert company.ogechi.send(f"/orders/{released.pk}/messages", {"text": "Look"}).status_code == 201
    assert "unread" in company.diego.get("/orders/table").content.decode().split("<tbody>")[1].split("</tbody>")[0]
    answer = company.diego.send("/orders/bulk/read", {"numbers": f"{created.pk},{released.pk},x"})
    assert answer["X-Toast"] == "1%20order%20is%20read."
    assert "unread" not in company.diego.get("/orders/table").content.decode().split("<tbody>")[1].split("</tbody>")[0]
    assert not ReadReceipt.objects.filter(order=created, person=company.diego.person).exists()


def test_a_list_is_kept_under_a_name_and_counted_in_the_menu(company: Nadiya) -> None:
    company.create()
    company.release()
    body = {"name": "To release", "layout": "table", "query": "state=created&sort=client", "shared": "1"}
    kept = company.layla.send("/orders/views", body)
    assert kept.status_code == 201
    assert kept["X-Location"].startswith("/orders/table?state=created&sort=client&view=")
    page = company.ogechi.get(kept["X-Location"]).content.decode()
    assert "<h1><bdi>To release</bdi></h1>" in page
    assert re.search(r'id="view-\d+" href="[^"]+" aria-current="page"', page)
    assert shown(company.ogechi.get("/orders/views", script=True)).text == "To release 1"
    assert shown(company.diego.get("/orders/views", script=True)).text == "To release 0"
    assert company.diego.send("/orders/views", {"name": "Mine", "shared": "1"}).status_code == 403
    assert company.layla.send("/orders/views", {"name": " "}).status_code == 422
    columns = company.layla.send("/orders/table/columns", {"columns.by": "1", "query": "state=created&view=1"})
    assert columns["X-Location"] == "/orders/table?state=created"
