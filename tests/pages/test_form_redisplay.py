"""A form that comes back: what was typed without being a choice, the way of signing, all faults at once."""

import re

import pytest

from fieldwork.attachments.actions.store_upload import MAX_BYTES
from tests.pages.browser_client import Fields, Visitor
from tests.pages.company import GOOD_ORDER, Nadiya
from tests.pages.html_view import Shown, shown


def refused(visitor: Visitor, address: str, form: Fields) -> Shown:
    answer = visitor.send(address, form)
    assert answer.status_code == 422, answer.content
    return shown(answer)


def test_a_client_that_was_typed_and_not_chosen_comes_back_and_is_told(company: Nadiya) -> None:
    typed = {"client": "", "client_text": "Nobody Ltd", "staff.0.worker": "", "staff.0.worker_text": "Di"}
    page = refused(company.layla, "/orders", GOOD_ORDER | typed)
    assert (page.fields["client"], page.fields["client_text"]) == ("", "Nobody Ltd")
    assert page.errors["error-client"] == "Choose a client from the list"
    assert page.fields["staff.0.worker_text"] == "Di"
    assert page.errors["error-staff-0-worker"] == "Choose a worker from the list"


def test_a_chosen_client_comes_back_by_its_name_whatever_stood_in_the_field(company: Nadiya) -> None:
    page = refused(company.layla, "/orders", GOOD_ORDER | {"client_text": "acm", "name": ""})
    assert (page.fields["client"], page.fields["client_text"]) == ("acme", "ACME")


def test_missing_lines_are_told_with_everything_else_that_is_wrong(company: Nadiya) -> None:
    confirmations = f"/orders/{company.release().number}/confirmations"
    page = refused(company.diego, confirmations, {"note": "x" * 4001})
    assert set(page.errors) == {"error-lines", "error-last", "error-note"}
    assert page.errors["error-lines"] == "Add at least one product or worker"


def test_a_last_confirmation_without_lines_is_the_actions_to_refuse(company: Nadiya) -> None:
    confirmations = f"/orders/{company.release().number}/confirmations"
    page = refused(company.diego, confirmations, {"last": "yes"})
    assert page.errors["error-lines"].startswith("Nothing was confirmed so far.")


def test_rows_with_faults_are_not_missing_lines(company: Nadiya) -> None:
    confirmations = f"/orders/{company.release().number}/confirmations"
    page = refused(company.diego, confirmations, {"last": "no", "staff.0.worker": "diego", "staff.0.hours": "1:75"})
    assert set(page.errors) == {"error-staff-0-hours"}


@pytest.mark.parametrize(("form", "field"), [("release", "decision"), ("fast-close", "decision")])
def test_a_choice_that_is_missing_is_marked_at_its_buttons(company: Nadiya, form: str, field: str) -> None:
    order = company.create() if form == "release" else company.release()
    visitor = company.ogechi if form == "release" else company.diego
    answer = visitor.send(f"/orders/{order.number}/{form}", {})
    radios = re.findall(rf'<input type="radio" name="{field}"[^>]*>', answer.content.decode())
    assert len(radios) == 2
    assert all(f'aria-invalid="true" aria-describedby="error-{field}"' in radio for radio in radios)


def test_who_chose_to_type_the_signature_types_again(company: Nadiya) -> None:
    address = f"/orders/{company.create().number}/release"
    page = refused(company.ogechi, address, {"decision": "yes", "signature": "", "typed": "", "way": "type"})
    assert (page.fields["way"], page.errors["error-signature"]) == ("type", "Please type your name.")
    page = refused(company.ogechi, address, {"decision": "yes", "signature": "", "way": "draw"})
    assert (page.fields["way"], page.errors["error-signature"]) == ("draw", "Please sign: the box is empty.")


def test_forms_with_a_draft_are_not_filled_by_the_browser_as_well(company: Nadiya) -> None:
    order = company.release()
    pages = ["/orders/new", f"/orders/{order.number}/confirmation", f"/orders/{order.number}/not-performed"]
    for address in pages:
        form = re.search(r'<form [^>]*data-draft="(?!message)[^>]*>', company.layla.get(address).content.decode())
        assert form, address
        assert 'autocomplete="off"' in form[0], address


def test_the_zone_of_the_dates_is_named_and_told_to_the_scripts(company: Nadiya) -> None:
    page = company.layla.get("/orders/new")
    assert "Times: Central European Time (Europe/Madrid)" in shown(page).text
    assert re.search(r'data-zone-offsets="\[\[\d+, (60|120)\]', page.content.decode())


def test_every_page_knows_the_same_limit_of_a_file(company: Nadiya) -> None:
    order = company.release()
    for address in ("/orders/new", f"/orders/{order.number}", f"/orders/{order.number}/confirmation"):
        told = re.findall(r'data-uploads-size="(\d+)"', company.layla.get(address).content.decode())
        assert set(told) == {str(MAX_BYTES)}, address
    assert f"Up to {MAX_BYTES // 1_000_000} MB each" in company.layla.get("/orders/new").content.decode()


def test_a_row_of_the_plan_is_a_card_unless_its_item_is_at_fault(company: Nadiya) -> None:
    confirmations = f"/orders/{company.release().number}/confirmations"
    good = {"last": "no", "note": "x" * 4001, "products.0.kind": "material", "products.0.item": "patch-cable"}
    told = company.diego.send(confirmations, good | {"products.0.quantity": "1"}).content.decode()
    assert told.count(' data-settled="yes"') == 1
    wrong = {"products.0.kind": "gold", "products.1.kind": "material", "products.1.item": "router"}
    assert ' data-settled="yes"' not in company.diego.send(confirmations, good | wrong).content.decode()


def test_the_confirmation_says_in_which_state_the_order_is(company: Nadiya) -> None:
    page = company.diego.get(f"/orders/{company.release().number}/confirmation").content.decode()
    assert re.search(r'<header class="dialog__head">.*<span class="state s2">.*2\. Released</span>', page, re.DOTALL)


def test_a_clients_contact_stands_under_its_name_when_the_form_comes_back(company: Nadiya) -> None:
    page = refused(company.layla, "/orders", GOOD_ORDER | {"name": ""})
    assert "Ana Rivera · 1960 Broadway" in page.text
    options = company.layla.get("/lookup/clients?q=ac").content.decode()
    assert 'data-reach="Ana Rivera · 1960 Broadway"' in options
