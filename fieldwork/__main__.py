"""The command line: `python -m fieldwork`, once installed `fieldwork`."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured

from fieldwork import __version__
from fieldwork.commands.terminal import make_output_safe, print_error
from fieldwork.commands.terminal_language import _

INTERRUPTED = 130
NOT_READ = 2
"""The status where a setting cannot be read."""
MAX_DAYS = 3650
"""No token holds for longer."""


def main(words: list[str] | None = None) -> int:
    """Runs one command; its exit status. Without a command it tells what there is."""
    make_output_safe()
    parser = command_line()
    options = parser.parse_args(words)
    if options.command is None:
        parser.print_help()
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fieldwork.settings")
    try:
        return run(options)
    except KeyboardInterrupt:
        print_error(_("Stopped."))
        return INTERRUPTED


def run(options: Namespace) -> int:
    """Loads the command's own file only now: help needs neither settings nor a database."""
    try:
        django.setup()
    except (OSError, ValueError, ImproperlyConfigured) as refused:
        print_error(_("Fieldwork cannot read its settings: %(reason)s") % {"reason": refused})
        return NOT_READ
    may_not_serve = import_module("fieldwork.commands.single_process").MayNotServe
    try:
        status: int = import_module(f"fieldwork.commands.{options.command.replace('-', '_')}").run(options)
    except may_not_serve as refused:
        print_error(str(refused))
        return 1
    return status


def command_line() -> ArgumentParser:
    """Returns the parser of every command with its flags."""
    parser = ArgumentParser(prog="fieldwork", description=_("Service orders from the office to the client's site."))
    parser.add_argument("--version", action="version", version=f"Fieldwork {__version__}")
    commands = parser.add_subparsers(dest="command", metavar=_("command"), title=_("commands"))

    words = _("serve it; HOST, PORT and FIELDWORK_DATA say where")
    run_it = commands.add_parser("run", help=words, description=words)
    run_it.add_argument("--demo", action="store_true", help=_("fill an empty database with the demo company"))

    words = _("start a real company: asks what no flag says")
    setup = commands.add_parser("setup", help=words, description=words)
    setup.add_argument("--company", help=_("its name"))
    setup.add_argument("--currency", help=_("such as USD or EUR"))
    setup.add_argument("--language", help=_("such as en"))
    setup.add_argument("--time-zone", help=_("such as Europe/Madrid"))
    setup.add_argument("--name", help=_("the first administrator's name"))
    setup.add_argument("--email", help=_("the first administrator's e-mail"))
    setup.add_argument("--password-stdin", action="store_true", help=_("read the password from standard input"))

    words = _("fill an empty database with the demo company")
    commands.add_parser("demo", help=words, description=words)

    words = _("print a new API token")
    token = commands.add_parser("token", help=words, description=words)
    _add_token_arguments(token)

    words = _("give somebody a new password; their sessions and API tokens end")
    password = commands.add_parser("password", help=words, description=words)
    password.add_argument("email", help=_("whose password it is"))
    password.add_argument("--password-stdin", action="store_true", help=_("read the password from standard input"))

    words = _("look whether this installation is sound")
    check = commands.add_parser("check", help=words, description=words)
    check.add_argument("--files", action="store_true", help=_("read every stored file and PDF and compare its digest"))

    words = _("make the index of the search anew")
    commands.add_parser("reindex", help=words, description=words)

    words = _("tell whether a PDF was issued here and is unchanged")
    verify = commands.add_parser("verify", help=words, description=words)
    verify.add_argument("file", help=_("the PDF"))

    # Without words of help it is not listed: the program calls it itself.
    isolated = commands.add_parser("run-isolated")
    isolated.add_argument("what", choices=["job", "mail"])
    isolated.add_argument("key", type=int)
    return parser


def _add_token_arguments(token: ArgumentParser) -> None:
    token.add_argument("email", help=_("whom the token acts for"))
    token.add_argument("--name", default=_("Command line"), help=_("what the token is for"))
    token.add_argument("--days", type=_days, default=365, help=_("for how many days it holds (365)"))
    token.add_argument("--revoke", action="store_true", help=_("take the tokens of that name back instead"))


def _days(typed: str) -> int:
    """Reads for how many days a token is valid, 1 to MAX_DAYS. Raises ArgumentTypeError."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 6 and 0 < int(typed) <= MAX_DAYS):
        raise ArgumentTypeError(_("a number of days from 1 to %(most)s is wanted") % {"most": MAX_DAYS})
    return int(typed)


if __name__ == "__main__":
    sys.exit(main())
