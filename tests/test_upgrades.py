"""A data folder that an earlier version wrote is opened: all of it is there, and its papers are the same bytes."""

import hashlib
import json
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from tests.running.program import PATIENCE_SECONDS, command, started
from tests.running.second_process import SecondProcess

pytestmark = pytest.mark.slow
ARCHIVE = Path(__file__).parent / "upgrades" / "793cea1.zip"
ADDRESSES = {
    "layla": "/orders /orders/table /orders/board /orders/new /clients /profile /notices /search?q=router /keys",
    "noor": "/people /company /company/seal /rules /rules/1 /outgoing /audit-log /order-types /materials/patch-cable",
    "diego": "/orders /orders/3 /orders/4/confirmation",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with zipfile.ZipFile(ARCHIVE) as archive:
        archive.extractall(tmp_path)
    return tmp_path / "data"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, data: Path) -> dict[str, str]:
    """What says where the database is."""
    if request.param == "sqlite":
        return {}
    (data / "fieldwork.sqlite3").unlink()
    address: str = request.getfixturevalue("fresh_postgres_url")
    with psycopg.connect(address, autocommit=True) as empty:
        empty.execute((data.parent / "postgresql.sql").read_text("utf-8").encode())
    return {"FIELDWORK_DATABASE_URL": address}


@pytest.fixture
def facts(data: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((data.parent / "facts.json").read_text("utf-8"))
    return found


@pytest.fixture
def served(data: Path, url: dict[str, str]) -> Iterator[tuple[httpx.Client, SecondProcess]]:
    """The program at its first start on that folder, and a process beside it."""
    with started(data, **url) as program, httpx.Client(base_url=program.address, timeout=60) as client:
        second_process = SecondProcess(data, **url)
        yield client, second_process
        second_process.close()


def test_all_of_it_is_there_and_work_goes_on(served: tuple[httpx.Client, SecondProcess], facts: dict[str, Any]) -> None:
    client, second_process = served
    into = {key: second_process.do("come_in", key=key) for key in ADDRESSES}
    orders = [f"/orders/{number}" for number in facts["orders"]]
    for key, addresses in ADDRESSES.items():
        for address in [*addresses.split(), *(orders if key == "layla" else ())]:
            answer = client.get(address, headers={"Cookie": f"sessionid={into[key]['session']}"})
            assert (answer.status_code, address) == (200, address)
    layla, diego = ({"Authorization": f"Bearer {into[key]['token']}"} for key in ("layla", "diego"))
    for number, state in facts["orders"].items():
        assert client.get(f"/api/v1/orders/{number}", headers=layla).json()["state"] == state
    for document in facts["documents"]:
        address = f"/api/v1/orders/{document['order']}/documents/{document['number']}"
        content = client.get(address, headers=layla).content
        assert hashlib.sha256(content).hexdigest() == document["sha256"], address
        assert "was issued by" in client.get(f"/v/{document['code']}").text
    page = client.get(facts["link"])
    assert (page.status_code, "Ana Rivera" in page.text) == (200, True)
    # Opened and read, no order has a new entry, no paper was made anew, and no mail was promised.
    before = {"entries": facts["entries"], "mails": facts["mails"], "documents": len(facts["documents"])}
    assert second_process.do("counted") == before
    body = {"products": [{"kind": "material", "item": "patch-cable", "quantity": "1"}], "staff": [], "last": True}
    answer = client.post("/api/v1/orders/4/confirmations", json=body, headers=diego)
    assert answer.is_success, answer.text
    patience = time.monotonic() + PATIENCE_SECONDS
    while (told := second_process.do("told", order=4))["documents"] < 3:
        assert time.monotonic() < patience, told
        time.sleep(0.1)
    assert client.get("/api/v1/orders/4/documents/3", headers=layla).content.startswith(b"%PDF")
    assert told["state"] == "finally_confirmed"


def test_its_files_are_sound_and_its_papers_verify(data: Path, url: dict[str, str], facts: dict[str, Any]) -> None:
    with started(data, **url):
        pass
    checked = command(data, "check", "--files", **url)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    for document in facts["documents"]:
        found = command(data, "verify", str(data / "files" / document["stored_as"]), **url)
        assert found.returncode == 0, found.stdout + found.stderr
