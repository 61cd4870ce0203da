"""The palette and the page of what was found, as people see them."""

from tests.pages.browser_client import Visitor
from tests.pages.company import Nadiya
from tests.pages.html_view import shown


def palette(visitor: Visitor, q: str, order: int = 0) -> str:
    """The palette's lines as text."""
    return shown(visitor.get(f"/search/palette?q={q}&order={order}")).text


def test_the_palette_offers_what_one_may_start(company: Nadiya) -> None:
    order = company.create()
    assert "New order" in palette(company.layla, "new")
    assert "New order" not in palette(company.diego, "new")
    assert "Release service order" in palette(company.ogechi, "rel", order.pk)
    assert "Release service order" not in palette(company.layla, "rel", order.pk)
    assert "Release service order" not in palette(company.diego, "rel", order.pk)
    assert "Company" in palette(company.noor, "comp")
    assert "Company" not in palette(company.layla, "comp")


def test_the_palette_finds_by_number_name_words_client_and_person(company: Nadiya) -> None:
    order = company.create(name="Réseau")
    assert company.layla.send(f"/orders/{order.pk}/messages", {"text": "The <b>cable</b> is blue"}).status_code == 201
    assert f"{order.pk} · ACME · Réseau" in palette(company.layla, str(order.pk))
    assert f"{order.pk} · ACME · Réseau" in palette(company.layla, "reseau")
    assert "Layla Nassar: The <b> cable </b> is blue" in palette(company.layla, "cable")
    assert "Clients ACME" in palette(company.layla, "acme")
    assert "Diego González" in palette(company.layla, "gonzalez")
    assert "cable" not in palette(company.diego, "blue")
    assert "Everything about “blue”" in palette(company.diego, "blue")


def test_the_page_leads_to_the_entries_and_on_to_older_ones(company: Nadiya) -> None:
    order = company.create()
    for place in range(35):
        sent = company.layla.send(f"/orders/{order.pk}/messages", {"text": f"Screw number {place}"})
        assert sent.status_code == 201
    first = company.layla.get("/search?q=screw")
    assert first.content.decode().count(f"/orders/{order.pk}?at=") == 30
    assert "Screw number 34" in shown(first).text
    older = first.content.decode().split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = company.layla.get(older)
    assert second.content.decode().count(f"/orders/{order.pk}?at=") == 5
    assert "Screw number 0" in shown(second).text
    assert "Nothing was found for “nowhere”." in shown(company.layla.get("/search?q=nowhere")).text
    assert "Only in order" in shown(company.layla.get(f"/search?q=screw&order={order.pk}")).text
    assert "Only in order" not in shown(company.diego.get(f"/search?q=screw&order={order.pk}")).text


def test_any_address_is_answered(company: Nadiya) -> None:
    for query in (
        "",
        "q=%00",
        "q=" + "x" * 5000,
        "order=x&before=y",
        "order=99999999999999999999",
        "before=-1",
        "q=%F0",
    ):
        for path in ("/search", "/search/palette"):
            assert company.layla.get(f"{path}?{query}").status_code == 200
