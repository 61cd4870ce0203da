"""`fieldwork reindex`: what can be found is made anew from what was written; people may work meanwhile."""

from argparse import Namespace

from fieldwork.commands.check import faults, migrations
from fieldwork.commands.tables import make_index
from fieldwork.commands.terminal import complain, say
from fieldwork.commands.words import _


def run(options: Namespace) -> int:
    """0 when it is made, 1 if this database is not ready for it."""
    if wrong := list(faults([migrations])):
        complain("\n".join(wrong))
        return 1
    say(_("%(entries)s entries can be found.") % {"entries": make_index()})
    return 0
