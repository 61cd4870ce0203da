"""HTTP as it is meant (RFC 9110): HEAD wherever GET answers, ranges, and tags of what is there already."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest

from fieldwork import api
from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.documents.actions.make_pdf import make_pdf
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.models import DocumentVersion
from tests.api_caller import ROOT, Answered, Caller
from tests.pages.browser_client import Visitor
from tests.pages.company import Nadiya
from tests.rights_row import NEVER
from tests.running.program import Program, running
from tests.running.second_process import SecondProcess
from tests.test_rights import TABLE, address, company
from tests.worked_example import Team, message, released

__all__ = ["company"]
LENGTH = "Content-Length"
CALLS = (
    "/healthz", "/me", "/order-types", "/clients", "/materials", "/services", "/workers", "/orders", "/orders/1",
    "/orders/1/timeline", "/orders/1/documents/1", "/search?q=router", "/notices", "/openapi.json", "/docs",
    "/orders/99", "/orders/1/documents/9",
)  # fmt: skip
FILM = b"\x00\x00\x00\x10ftypisom\x00\x00\x00\x00" + bytes(range(256)) * 100


@pytest.fixture
def ogechi(team: Team) -> Caller:
    """Her program; order 1 is released, and its document is made."""
    make_pdf(DocumentVersion.objects.get(order=released(team)))
    return Caller(team.ogechi)


@pytest.mark.parametrize("pattern", [pattern for pattern, row in TABLE.items() if row.get != NEVER])
def test_head_is_get_without_its_body_at_every_page(company: Nadiya, pattern: str) -> None:
    """faults.md B8."""
    where = address(company, pattern, TABLE[pattern])
    for visitor in (company.ogechi, company.stranger):
        whole, head = visitor.get(where), visitor.client.head(where)
        assert (head.status_code, b"".join(head)) == (whole.status_code, b"")
        # What is made while it is sent has no length. One page draws another secret each time.
        if pattern != "profile/app":
            assert head.get(LENGTH) == whole.get(LENGTH)
        assert head.get("Location") == whole.get("Location")


@pytest.mark.parametrize("path", CALLS)
def test_head_is_get_without_its_body_at_every_call(ogechi: Caller, path: str) -> None:
    """faults.md B8: 405 before."""
    whole, head = ogechi.get(path), ogechi.call("HEAD", path)
    assert (head.status, head.raw, head.type) == (whole.status, b"", whole.type)
    assert head.headers[LENGTH] == whole.headers[LENGTH] == str(len(whole.raw))
    assert head.headers.get("ETag") == whole.headers.get("ETag")


def test_head_is_closed_without_a_token_and_refused_where_get_is(ogechi: Caller) -> None:
    """faults.md B8: nothing is open by it."""
    assert Caller().call("HEAD", "/orders/1").status == 401
    refused = ogechi.call("HEAD", "/orders/1/release")
    assert (refused.status, refused.headers["Allow"]) == (405, "POST")
    assert ogechi.call("DELETE", "/orders/1").headers["Allow"] == "GET, HEAD"


def test_a_program_that_has_an_answer_is_not_sent_it_again(ogechi: Caller) -> None:
    """faults.md B8; what is asked for is still decided first, and an act is never refused by a tag."""
    tag, before = (ogechi.get(path).headers["ETag"] for path in ("/orders/1", "/orders/1/timeline"))
    for told in (tag, f"W/{tag}", f'"x", {tag}'):
        again = _with(ogechi, "/orders/1", {"If-None-Match": told})
        assert (again.status, again.raw) == (304, b"")
    assert _with(ogechi, "/orders", {"If-None-Match": tag}).status == 200
    assert _with(Caller(), "/orders/1", {"If-None-Match": tag}).status == 401
    said = ogechi.post("/orders/1/messages", {"text": "Hello"})
    assert said.status == 201
    assert _with(ogechi, "/orders/1/timeline", {"If-None-Match": before}).status == 200
    assert ogechi.call("POST", "/notices/read", {"up_to": 1}, headers={"If-None-Match": "*"}).status == 200


def test_a_part_of_a_document_is_what_was_asked_for_at_page_and_call(ogechi: Caller, team: Team) -> None:
    """faults.md B8: the whole of it before."""
    whole = ogechi.get("/orders/1/documents/1")
    size, tag = len(whole.raw), whole.headers["ETag"]
    for asked, part in (("bytes=0-9", slice(0, 10)), ("bytes=-7", slice(size - 7, size)), ("BYTES=5-", slice(5, size))):
        for answer in (_with(ogechi, "/orders/1/documents/1", {"Range": asked}), _page(team, {"Range": asked})):
            assert (answer.status, answer.raw) == (206, whole.raw[part])
            assert answer.headers["Content-Range"] == f"bytes {part.start}-{part.stop - 1}/{size}"
    beyond = _page(team, {"Range": f"bytes={size}-"})
    assert (beyond.status, beyond.raw, beyond.headers["Content-Range"]) == (416, b"", f"bytes */{size}")
    at = whole.headers["Last-Modified"]
    for since, status in ((tag, 206), (f"W/{tag}", 200), ('"x"', 200), (at, 206)):
        assert _page(team, {"Range": "bytes=0-9", "If-Range": since}).status == status
    for there in ({"If-None-Match": tag}, {"If-None-Match": "*"}, {"If-Modified-Since": at}):
        assert (_page(team, there).status, _page(team, there).raw) == (304, b"")
    assert _page(team, {"If-Match": '"x"'}).status == 412
    assert _with(ogechi, "/orders/1/documents/1", {"Range": "bytes=0-9"}, method="HEAD").headers[LENGTH] == str(size)


def test_control_a_call_without_its_way_refuses_head(monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md B8, the control: the views as Ninja has them."""
    monkeypatch.setattr(api, "_as_http", lambda view: view)
    view = next(one for one in api._patterns() if one.name == "healthz").callback
    request = HttpRequest()
    request.method = "HEAD"
    assert view(request).status_code == 405


def _with(caller: Caller, path: str, headers: dict[str, str], method: str = "GET") -> Answered:
    return caller.call(method, path, headers=headers)


def _page(team: Team, headers: dict[str, str]) -> Answered:
    response = Visitor(team.ogechi).client.get("/orders/1/documents/1", headers=headers)
    raw = b"".join(response) if response.streaming else response.content
    return Answered(response.status_code, "", raw, dict(response.items()))


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, httpx.Client, SecondProcess]]:
    """The real program, and Ogechi's browser."""
    data: Path = tmp_path_factory.mktemp("http")
    second_process = SecondProcess(data)
    facts = second_process.do("stage")
    with running(data) as program, httpx.Client(base_url=program.address, timeout=30) as browser:
        browser.cookies.set("sessionid", facts["sessions"]["ogechi"])
        browser.headers["Authorization"] = f"Bearer {facts['tokens']['ogechi']}"
        yield program, browser, second_process
    second_process.close()


@pytest.mark.slow
def test_over_the_line_head_has_no_body_and_a_film_comes_in_parts(
    stage: tuple[Program, httpx.Client, SecondProcess],
) -> None:
    """faults.md B8: the next answer on the same connection is not taken for a body."""
    _program, browser, _backstage = stage
    for path in (f"{ROOT}/orders", f"{ROOT}/orders/1/documents/1", "/orders", "/orders/1/documents/1"):
        browser.get(path)
        head = browser.head(path)
        assert (head.status_code, head.content, LENGTH in head.headers) == (200, b"", True)
        assert browser.get(f"{ROOT}/me").json()["name"] == "Ogechi Adeola"
    identity = browser.post(f"{ROOT}/files", files={"file": ("film.mp4", FILM)}).json()["id"]
    assert browser.post(f"{ROOT}/orders/1/messages", json={"text": "", "files": [identity]}).status_code == 201
    part = browser.get(f"/orders/1/files/{identity}", headers={"Range": "bytes=20-29"})
    assert (part.status_code, part.content) == (206, FILM[20:30])
    assert browser.head(f"/orders/1/files/{identity}").headers[LENGTH] == str(len(FILM))


def test_head_of_a_kept_file_counts_its_bytes(team: Team) -> None:
    """faults.md B8."""
    number = released(team).number
    file = store_upload(SimpleUploadedFile("film.mp4", FILM), by=team.ogechi)
    post_message(number, message(files=[file.pk]), by=team.ogechi)
    head = Visitor(team.ogechi).client.head(f"/orders/{number}/files/{file.pk}")
    assert (head.status_code, b"".join(head), head[LENGTH]) == (200, b"", str(file.size))
