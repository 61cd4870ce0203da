"""A list under a name of its own, counted in the menu, and taken along as a file."""

import csv
import io
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.installation import Installation, Windows
from tests.e2e.test_lists import connected, hold


def saved(page: Page, kind: str) -> bytes:
    """The file that the menu offers."""
    page.locator("#list-export > summary").press("Enter")
    with page.expect_download() as given:
        page.get_by_role("link", name=kind).press("Enter")
    page.keyboard.press("Escape")
    return Path(given.value.path()).read_bytes()


def test_a_view_is_kept_shared_counted_and_removed(installation: Installation, windows: Windows) -> None:
    installation.order("Seasonal one"), installation.order("Seasonal two", released=True)
    layla, ogechi = windows.signed_in("Layla"), windows.signed_in("Ogechi")
    connected(layla, "/orders/table?q=seasonal&state=created")
    layla.locator("#list-view > summary").press("Enter")
    layla.get_by_label("Name", exact=True).fill("Season begins")
    layla.get_by_label("For everybody").check()
    hold(layla)
    layla.locator("#view-form").get_by_role("button", name="Save").press("Enter")
    mine = layla.get_by_role("navigation", name="Main").get_by_role("link", name="Season begins")
    expect(mine).to_contain_text("1")
    ogechi.goto("/orders")
    shared = ogechi.get_by_role("link", name="Season begins")
    shared.click()
    expect(ogechi.get_by_role("heading", name="Season begins")).to_be_visible()
    expect(ogechi.locator("#orders-table")).to_contain_text("Seasonal one")
    expect(ogechi.locator("#orders-table")).not_to_contain_text("Seasonal two")
    new = installation.order("Seasonal three")
    expect(shared).to_contain_text("2")
    expect(ogechi.locator(f"#row-{new}")).to_have_count(0)

    layla.locator("#list-view > summary").press("Enter")
    layla.get_by_role("button", name="Remove “Season begins”").press("Enter")
    expect(layla.get_by_role("link", name="Season begins")).to_have_count(0)
    ogechi.reload()
    expect(ogechi.get_by_role("link", name="Season begins")).to_have_count(0)


def test_what_is_shown_is_what_the_files_hold(installation: Installation, windows: Windows) -> None:
    for name in ("Exported one", "Exported =two", "Not in it"):
        installation.order(name)
    layla = windows.signed_in("Layla")
    connected(layla, "/orders/table?q=exported")
    rows = list(csv.reader(io.StringIO(saved(layla, "Text (CSV)").decode("utf-8-sig"))))
    assert len(rows) == 3
    assert all(len(row) == len(rows[0]) for row in rows)
    assert "Exported one" in str(rows)
    assert "Not in it" not in str(rows)
    with zipfile.ZipFile(io.BytesIO(saved(layla, "Workbook (XLSX)"))) as book:
        words = " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "Exported one" in words
    assert "Not in it" not in words
    assert "<f>" not in words
