"""Everything that is signed for stands on the client's page, and its pictures are had by the link's own rights."""

import re
import uuid
from typing import Any
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.models import File
from fieldwork.attachments.tests.sample_pictures import photo
from fieldwork.masterdata.models import Client, OrderType
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.models import Order
from fieldwork.sharing.actions.manage_links import make_link, revoke_link
from fieldwork.sharing.models import ClientLink
from fieldwork.sharing.tests.link_client import page_of, path_of, text_of
from fieldwork.sharing.views import client_page
from tests.worked_example import (
    Team,
    again,
    closed_fast,
    ended_without_work,
    finally_confirmed,
    first_confirmation,
    message,
    released,
    second_confirmation,
)

pytestmark = pytest.mark.both


def uploaded(team: Team, name: str) -> File:
    return store_upload(SimpleUploadedFile(name, photo("JPEG")), by=team.diego)


def with_photos(team: Team) -> Order:
    """Finally confirmed; a picture came with each confirmation, one beside a text file, one in a message."""
    order = released(team)
    first = [uploaded(team, "rack.jpg"), store_upload(SimpleUploadedFile("a.txt", b"x"), by=team.diego)]
    post_message(order.number, message("Look", [uploaded(team, "inside.jpg").pk]), by=team.diego)
    fields: dict[str, Any] = {"files": [str(file.pk) for file in first], "note": "Behind the door\n<b>left</b>"}
    confirm(order.number, first_confirmation(order, **fields), by=team.diego)
    second = uploaded(team, "router.jpg")
    confirm(order.number, second_confirmation(order, files=[str(second.pk)], note="All online"), by=team.diego)
    return again(order)


def addresses(page: str) -> list[str]:
    """Those of the pictures on the page."""
    return re.findall(r'<img src="(/c/[^"]+/photos/[^"]+)"', page)


def test_each_line_says_amount_times_price_and_subtotal_and_the_sums_their_words(team: Team) -> None:
    """faults.md D2: on a phone the columns of amounts and prices are hidden, so they stand below the name as well."""
    text = text_of(page_of(make_link(finally_confirmed(team), by=team.layla)))
    assert "Office computers cannot connect to the internet." in text
    for line in (
        "Patch cable patch-cable · Confirmation 1 2 × $6.50",
        "IT technician · Confirmation 2 1.25 h × $45.00",
    ):
        assert line in text, line
    assert "Materials $148.50 Services and labour $183.75 Services $60.00 Labour $123.75 Total $332.25" in text


@pytest.mark.parametrize(
    ("bring", "words"),
    [
        (released, ["Patch cable patch-cable 4 × $6.50", "Labour $90.00 Total $176.00"]),
        (closed_fast, ["Planned values confirmed as they were. Last confirmation.", "Labour $90.00 Total $176.00"]),
        (ended_without_work, ["The client repaired it", "Services $0.00 Labour $0.00 Total $0.00"]),
    ],
)
def test_so_it_does_in_every_state(team: Team, bring: Any, words: list[str]) -> None:
    text = text_of(page_of(make_link(bring(team), by=team.layla)))
    for one in words:
        assert one in text, one


def test_notes_and_pictures_stand_with_their_confirmations_where_the_order_type_appends_them(team: Team) -> None:
    """faults.md D2."""
    OrderType.objects.update(appends_photos=True)
    page = page_of(make_link(with_photos(team), by=team.layla))
    for words in ("Behind the door\n&lt;b&gt;left", "All online", 'alt="rack.jpg"', 'alt="router.jpg"'):
        assert words in page, words
    assert page.index("Behind the door") < page.index("rack.jpg") < page.index("All online") < page.index("router.jpg")
    shown = addresses(page)
    assert (len(shown), "inside.jpg" in page, "a.txt" in page) == (2, False, False)
    for address in shown:
        for size in ("small", "medium", "large"):
            got = Browser().get(f"{address.rpartition('/')[0]}/{size}")
            assert (got.status_code, got["Content-Type"]) == (200, "image/webp")
            assert "no-store" in got["Cache-Control"]
            assert got["Content-Security-Policy"].startswith("sandbox")


def test_where_the_order_type_appends_none_the_notes_stand_alone(team: Team) -> None:
    order = with_photos(team)
    link = make_link(order, by=team.layla)
    page = page_of(link)
    assert ("All online" in page, addresses(page), "lightbox" in page) == (True, [], False)
    for file in File.objects.all():
        assert Browser().get(f"{path_of(link)}/photos/{file.pk}/small").status_code == 404


def test_a_link_gives_out_the_pictures_of_its_own_statement_and_no_other_file(team: Team) -> None:
    """faults.md D2: not those of talk, not another order's, none that is no picture, and nothing once taken back."""
    OrderType.objects.update(appends_photos=True)
    link, other = (make_link(with_photos(team), by=team.layla) for _time in range(2))
    (mine, *_), (theirs, *_) = addresses(page_of(link)), addresses(page_of(other))
    assert (strange_files(link), Browser().get(mine).status_code) == ({404}, 200)
    assert Browser().get(f"{path_of(link)}/photos/{uuid.uuid4()}/small").status_code == 404
    assert Browser().get(mine.replace("/medium", "/huge")).status_code == 404
    assert Browser().post(mine).status_code == 405
    revoke_link(link, by=team.layla)
    assert [Browser().get(address).status_code for address in (mine, theirs)] == [404, 200]


def test_control_without_asking_the_statement_it_gives_out_everything(team: Team) -> None:
    OrderType.objects.update(appends_photos=True)
    link, _other = (make_link(with_photos(team), by=team.layla) for _time in range(2))
    with mock.patch.object(client_page, "picture_of", lambda _content, identity: File.objects.get(pk=identity)):
        assert 200 in strange_files(link)


def strange_files(link: ClientLink) -> set[int]:
    """What the link answers when it is asked for files that its statement does not append."""
    appended = {photo["file"] for photo in link.order.versions.latest("number").content["photos"]}
    strange = File.objects.exclude(pk__in=appended).values_list("pk", flat=True)
    assert len(strange) == 6
    return {Browser().get(f"{path_of(link)}/photos/{key}/small").status_code for key in strange}


def test_a_file_with_other_bytes_than_those_frozen_is_said_and_not_shown(team: Team) -> None:
    OrderType.objects.update(appends_photos=True)
    link = make_link(with_photos(team), by=team.layla)
    shown = addresses(page_of(link))
    File.objects.filter(name="rack.jpg").update(sha256="0" * 64)
    page = page_of(link)
    assert (len(addresses(page)), "rack.jpg : This picture cannot be shown." in text_of(page)) == (1, True)
    assert {Browser().get(address).status_code for address in shown} == {200, 404}


def test_a_spanish_client_reads_it_in_spanish(team: Team) -> None:
    Client.objects.update(language="es")
    text = text_of(page_of(make_link(finally_confirmed(team), by=team.layla)))
    for words in ("Materiales 148,50", "Servicios 60,00", "Mano de obra 123,75", "1,25 h × 45,00", "Confirmación 2"):
        assert words in text, words
