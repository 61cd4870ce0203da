"""Draws docs/states.md, docs/rights.md and the layers of docs/architecture.md from the code: `make docs`.

.venv/bin/python scripts/docs.py            write them
.venv/bin/python scripts/docs.py --check    exit 1 if one is stale
"""

import argparse
import os
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fieldwork.settings")

import django  # noqa: E402 - the path and the settings come first

django.setup()

from fieldwork.orders.transitions import TRANSITIONS, State, Transition, is_permitted  # noqa: E402
from fieldwork.people.roles import RIGHTS, ROLE_NAMES, Role  # noqa: E402

NOTE = "Drawn from `{}` by `make docs`; a stale page fails the tests.\n"


def states_page() -> str:
    """docs/states.md: the states and one row per action."""
    lines = ["# States and actions", "", NOTE.format("fieldwork/orders/transitions.py")]
    lines += ["| state | in the API |", "|---|---|"]
    lines += [f"| {state.label} | `{state.value}` |" for state in State]
    lines += ["", "| action | from | to | who | asks for |", "|---|---|---|---|---|"]
    lines += [_row(step) for step in TRANSITIONS.values()]
    return "\n".join([*lines, "", "Nothing else changes a state. A refused action answers with the reason.", ""])


def rights_page() -> str:
    """docs/rights.md: roles against rights, and against actions."""
    heads = [str(name) for name in ROLE_NAMES.values()]
    head = ["| | " + " | ".join(heads) + " |", "|---|" + ":-:|" * len(heads)]
    lines = ["# Rights", "", NOTE.format("fieldwork/people/roles.py` and `fieldwork/orders/transitions.py")]
    lines += ["## Anywhere", "", *head]
    lines += [f"| {words} | {_ticks(roles)} |" for roles, words in RIGHTS.values()]
    lines += ["", "## On an order one may see", "", *head]
    for step in (step for step in TRANSITIONS.values() if not step.by_client):
        marks = ["yes" if is_permitted(step, role, is_assigned=True) else "" for role in ROLE_NAMES]
        lines.append(f"| {step.label} | " + " | ".join(marks) + " |")
    return "\n".join(
        [
            *lines,
            "",
            "A field worker sees exactly the orders they were added to, from the release on, and acts on those only.",
            "Unless the company allows it, nobody releases an order they created. Roles combine.",
            "What one may not see does not exist: list, search, link, file, PDF, live updates and API ask one rule.",
            "",
        ]
    )


def _row(step: Transition) -> str:
    origins = ", ".join(str(state.label) for state in State if state in step.sources) or "–"
    origins = "any state" if step.sources == frozenset(State) else origins
    target = str(step.target.label) if step.target else "same"
    who = [str(name).lower() for role, name in ROLE_NAMES.items() if role & step.roles]
    who += ["field worker on the order"] if step.assigned_workers_too else []
    who += ["the client, by a link"] if step.by_client else []
    return f"| {step.label} | {origins} | {target} | {', '.join(who)} | {step.asks_for} |"


def _ticks(roles: Role) -> str:
    return " | ".join("yes" if role & roles else "" for role in ROLE_NAMES)


def architecture_page() -> str:
    """docs/architecture.md as it is, with the layers of the import contract drawn into it."""
    text = (ROOT / "docs/architecture.md").read_text()
    return LAYERS.sub(lambda found: f"{found[1]}{layers_picture()}{found[2]}", text)


def layers_picture() -> str:
    """The first contract of import-linter as a Mermaid flowchart: the apps of a layer in one box, arrows downwards."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = [re.findall(r"[a-z_]+", layer) for layer in contracts[0]["layers"]]
    boxes = [f'    layer{place}["{" · ".join(apps)}"]' for place, apps in enumerate(layers, 1)]
    arrows = [f"    layer{place} --> layer{place + 1}" for place in range(1, len(layers))]
    return "\n".join(["```mermaid", "flowchart TB", *boxes, *arrows, "```", ""])


LAYERS = re.compile(r"(<!-- layers: [^\n]*\n).*?(<!-- end of layers -->)", re.DOTALL)
PAGES = {
    ROOT / "docs/states.md": states_page,
    ROOT / "docs/rights.md": rights_page,
    ROOT / "docs/architecture.md": architecture_page,
}


def main() -> int:
    """Exit status 1 if `--check` finds a stale page."""
    parser = argparse.ArgumentParser(description="Draw the generated pages of docs/.")
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a page is stale")
    check = parser.parse_args().check
    stale = [path for path, page in PAGES.items() if not path.exists() or path.read_text() != page()]
    for path in stale:
        if not check:
            path.write_text(PAGES[path]())
        print(f"{path.relative_to(ROOT)} {'is stale: make docs' if check else 'written'}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
