"""`fieldwork demo`: fills an empty database with a believable company."""

from argparse import Namespace

from fieldwork.commands.migrate import migrate
from fieldwork.commands.terminal import ProgressBar, print_error, print_line
from fieldwork.commands.terminal_language import _
from fieldwork.demo.fill_database import fill
from fieldwork.masterdata.company import find_company
from fieldwork.rest.errors import Conflict


def run(options: Namespace) -> int:
    """0 when the demo is there, 1 if there was a company already."""
    migrate()
    try:
        fill_demo()
    except Conflict as refusal:
        print_error(refusal.reason)
        return 1
    print_line(_("The demo company is ready. Start it: fieldwork run"))
    return 0


def fill_if_empty() -> None:
    """Fills the demo unless there is a company."""
    if find_company() is None:
        fill_demo()


def fill_demo() -> None:
    """Fills the demo, with progress. Raises Conflict if there is a company already."""
    bar = ProgressBar(_("Making the demo company"))
    fill(bar)
    bar.done()
