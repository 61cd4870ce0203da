"""`fieldwork reindex`: what can be found is made anew from what was written; people may work meanwhile."""

from argparse import Namespace

from fieldwork.commands.check import migrations, problems
from fieldwork.commands.migrate import make_index
from fieldwork.commands.terminal import print_error, print_line
from fieldwork.commands.terminal_language import _


def run(options: Namespace) -> int:
    """0 when it is made, 1 if this database is not ready for it."""
    if wrong := list(problems([migrations])):
        print_error("\n".join(wrong))
        return 1
    print_line(_("%(entries)s entries can be found.") % {"entries": make_index()})
    return 0
