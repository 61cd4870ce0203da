"""`fieldwork demo`: fills an empty database with a believable company."""

from argparse import Namespace

from fieldwork.commands.tables import migrate
from fieldwork.commands.terminal import Bar, complain, say
from fieldwork.commands.words import _
from fieldwork.demo.fill import fill
from fieldwork.masterdata.the_company import find_company
from fieldwork.rest.problems import Refused


def run(options: Namespace) -> int:
    """0 when the demo is there, 1 if there was a company already."""
    migrate()
    try:
        fill_demo()
    except Refused as refusal:
        complain(refusal.reason)
        return 1
    say(_("The demo company is ready. Start it: fieldwork run"))
    return 0


def fill_if_empty() -> None:
    """Fills the demo unless there is a company."""
    if find_company() is None:
        fill_demo()


def fill_demo() -> None:
    """Fills the demo, with progress. Raises Refused if there is a company already."""
    bar = Bar(_("Making the demo company"))
    fill(bar)
    bar.done()
