"""What a page says first is for people; digests stand one tap away; faults.md D12."""

import re

from tests.pages.company import Nadiya
from tests.pages.html_view import shown


def outside_details(page: str) -> str:
    """What stands on the page before anything is opened."""
    return re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)


def test_no_digest_stands_in_the_timeline_before_it_is_asked_for(company: Nadiya) -> None:
    order = company.release()
    page = company.layla.client.get(f"/orders/{order.number}").content.decode()
    assert order.release.digest in page
    assert order.release.digest[:8] not in outside_details(page)
    assert "SHA-256" not in outside_details(page)


def test_a_documents_page_says_that_it_is_intact_before_its_digest(company: Nadiya) -> None:
    order = company.release()
    company.layla.client.get(f"/orders/{order.number}/documents/1")
    answer = company.layla.client.get(f"/orders/{order.number}/documents/1/page")
    page = answer.content.decode()
    assert "The file is as it was issued" in shown(answer).text
    assert not re.search(r"\b[0-9a-f]{64}\b", outside_details(page))
    assert re.search(r"\b[0-9a-f]{64}\b", page)
