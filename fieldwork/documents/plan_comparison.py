"""Plan and confirmed side by side, line by line, for statements whose order type shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from fieldwork.documents import document_labels
from fieldwork.documents.document_formatter import DocumentFormatter, short_name
from fieldwork.documents.printable_text import clean
from fieldwork.documents.snapshot_types import SECTIONS, Content, Line, Plan, Section

Key = tuple[Section, str]


@dataclass
class Side:
    """What one side holds of an item: thousandths, or minutes of labour; minor units."""

    name: str = ""
    amount: int = 0
    subtotal: int = 0


def comparison_table(content: Content, formatter: DocumentFormatter) -> dict[str, object] | None:
    """The table's heads, rows and sums as text; None if the content does not show the plan."""
    plan = content.get("plan")
    if plan is None:
        return None
    planned, confirmed = _sides(plan), _sides(content)
    rows = [
        _row(key, planned.get(key, Side()), confirmed.get(key, Side()), formatter) for key in items_of(plan, content)
    ]
    before, after = plan["totals"]["total"], content["totals"]["total"]
    labels = document_labels.labels()
    sums = [formatter.money(minor) for minor in (before, after, after - before)]
    return {
        "heads": [clean(labels[name]) for name in ("plan", "planned", "confirmed", "difference")],
        "rows": rows,
        "sums": [clean(document_labels.total_label()), *sums],
    }


def items_of(plan: Plan, content: Content) -> list[Key]:
    """Returns the keys of the table's rows: each item once, those of the plan first in each section."""
    found: dict[Key, None] = {}
    for section in SECTIONS:
        for line in (*plan[section], *content[section]):
            found[section, line["code"]] = None
    return list(found)


def _sides(lines: Plan | Content) -> dict[Key, Side]:
    found: dict[Key, Side] = {}
    for section in SECTIONS:
        _add(found, section, lines[section])
    return found


def _add(found: dict[Key, Side], section: Section, lines: Iterable[Line]) -> None:
    for line in lines:
        side = found.setdefault((section, line["code"]), Side(line["name"]))
        side.amount += line["minutes"] if "minutes" in line else line["quantity"]
        side.subtotal += line["subtotal"]


def _row(key: Key, planned: Side, confirmed: Side, formatter: DocumentFormatter) -> list[str]:
    """Name, amount and money planned, the same confirmed, the difference in money."""
    format_amount = formatter.hours if key[0] == "labour" else formatter.quantity

    def side(one: Side) -> list[str]:
        return [format_amount(one.amount), formatter.money(one.subtotal)] if one.amount else ["–", "–"]

    difference = formatter.money(confirmed.subtotal - planned.subtotal)
    return [short_name(planned.name or confirmed.name), *side(planned), *side(confirmed), difference]
