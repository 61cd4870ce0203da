"""The worked example of `product.md` §5 as frozen content, in each state that has a document."""

from typing import Any

DOT_AND_LOOPS = [
    [[40 + 4 * i, 100 + 40 * (-1) ** (i // 9), 8 * i] for i in range(90)],
    [[60 + 10 * i, 165 - i, 2000 + 8 * i] for i in range(40)],
    [[400, 30, 3000]],
]
DRAWN = {"width": 600, "height": 200, "strokes": DOT_AND_LOOPS}


def totals(materials: int, services_only: int, labour: int) -> dict[str, int]:
    services = services_only + labour
    return {"materials": materials, "services_only": services_only, "labour": labour,
            "services": services, "total": materials + services}  # fmt: skip


def line(name: str, thousandths: int, price: int, subtotal: int, confirmation: int | None = None) -> dict[str, Any]:
    code = name.lower().replace(" ", "-")
    return {"code": code, "name": name, "unit": "pcs", "quantity": thousandths, "price": price,
            "subtotal": subtotal, "confirmation": confirmation}  # fmt: skip


def diego(minutes: int, subtotal: int, confirmation: int | None = None) -> dict[str, Any]:
    return {"code": "diego", "name": "Diego González", "unit": "IT technician", "minutes": minutes,
            "price": 4500, "subtotal": subtotal, "confirmation": confirmation}  # fmt: skip


def order(**other: Any) -> dict[str, Any]:
    """Version 1, released and signed."""
    content = {
        "layout": 1, "kind": "service_order", "number": 4, "version": 1, "state": "released",
        "made_at": "2026-06-01T12:18:00+00:00", "created_at": "2026-06-01T09:05:00+00:00",
        "language": "en", "time_zone": "Europe/Madrid", "currency": "USD", "paper": "a4",
        "client": {"code": "acme", "name": "ACME", "contact": "Ana Rivera",
                   "address": "1960 Broadway, 2nd floor\nLake Buena Vista, Florida 32830",
                   "phone": "+1 415 111 1010", "email": "ana.rivera@acme.example"},
        "provider": {"name": "Nadiya IT & Consulting", "tax_id": "B-2233-4567",
                     "address": "Calle de Alcalá 42\n28014 Madrid", "phone": "+34 910 555 010",
                     "email": "service@nadiya.example", "logo": None},
        "order_type": "Computer repair", "name": "Fix network",
        "description": "Office computers cannot connect to the internet.",
        "work_start": "2026-06-02T10:00:00+00:00", "work_completion": "2026-06-03T10:00:00+00:00",
        "labour": [diego(120, 9000)],
        "services": [line("Router diagnosis", 1000, 6000, 6000)],
        "materials": [line("Patch cable", 4000, 650, 2600)],
        "totals": totals(2600, 6000, 9000),
        "approved": {"name": "Ogechi Adeola", "job_title": "Supervisor",
                     "at": "2026-06-01T12:18:00+00:00", "signature": DRAWN},
        "confirmations": [], "changes": None, "reason": None,
    }  # fmt: skip
    return content | other


def confirmation(number: int, at: str, **other: Any) -> dict[str, Any]:
    return {
        "number": number,
        "by": "Diego González",
        "at": at,
        "last": False,
        "fast": False,
        "note": "",
    } | other


def statement(**other: Any) -> dict[str, Any]:
    """Version 3, after both confirmations."""
    second = "2026-06-03T15:30:00+00:00"
    content = {
        "kind": "statement", "version": 3, "state": "finally_confirmed", "made_at": second,
        "labour": [diego(90, 6750, 1), diego(75, 5625, 2)],
        "services": [line("Router diagnosis", 1000, 6000, 6000, 1)],
        "materials": [line("Patch cable", 2000, 650, 1300, 1), line("Router", 1000, 12900, 12900, 2),
                      line("Patch cable", 1000, 650, 650, 2)],
        "totals": totals(14850, 6000, 12375),
        "confirmations": [confirmation(1, "2026-06-02T11:40:00+00:00"),
                          confirmation(2, second, last=True, note="Old router left with reception.")],
        "changes": {"since": 2, "confirmation": 2, "by": "Diego González", "at": second, "lines": 3,
                    "replaces_plan": False, "before": totals(1300, 6000, 6750),
                    "after": totals(14850, 6000, 12375)},
    }  # fmt: skip
    return order(**(content | other))


def not_performed() -> dict[str, Any]:
    """Version 2, without work."""
    return order(
        kind="statement", version=2, state="not_performed", labour=[], services=[], materials=[],
        totals=totals(0, 0, 0), reason="The client moved to another office.",
        changes={"since": 1, "confirmation": None, "by": "Ogechi Adeola", "at": "2026-06-02T08:00:00+00:00",
                 "lines": 0, "replaces_plan": True, "before": totals(2600, 6000, 9000),
                 "after": totals(0, 0, 0)},
    )  # fmt: skip
