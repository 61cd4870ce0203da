"""`fieldwork token`: a new API token for somebody, or theirs taken back."""

from argparse import Namespace
from datetime import timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from fieldwork.commands.check import migrations, problems
from fieldwork.commands.find_person import are_letters, find_person
from fieldwork.commands.terminal import print_error, print_line
from fieldwork.commands.terminal_language import _
from fieldwork.people.actions.tokens import issue_token, revoke_token
from fieldwork.people.models import Person, Token

MAX_NAME = 100


def run(options: Namespace) -> int:
    """Prints the token, and nothing else, on standard output; 1 if there is no such active person, or token."""
    if wrong := list(problems([migrations])):
        print_error("\n".join(wrong))
        return 1
    person = find_person(options.email)
    if person is None or not person.is_active:
        print_error(_("Nobody with the address %(email)s can sign in.") % {"email": options.email})
        return 1
    if options.revoke and are_letters(options.name):
        return _take_back(person, options.name)
    if not (0 < len(options.name.strip()) <= MAX_NAME and are_letters(options.name)):
        print_error(_("The name of a token has 1 to %(longest)s characters.") % {"longest": MAX_NAME})
        return 1
    lasts = timedelta(days=options.days)
    print_line(issue_token(person, name=options.name.strip(), lasts=lasts))
    words = {"name": person.name, "day": localdate(timezone.now() + lasts).isoformat()}
    print_error(_("This token acts for %(name)s until %(day)s. It is shown only now; keep it safe.") % words)
    return 0


def _take_back(person: Person, name: str) -> int:
    words = {"name": person.name, "token": name}
    tokens = list(Token.objects.living().filter(person=person, name__in={name, name.strip()}))
    for token in tokens:
        revoke_token(token)
    if not tokens:
        print_error(_("%(name)s has no token named “%(token)s”.") % words)
        return 1
    print_error(_("No token named “%(token)s” acts for %(name)s any more.") % words)
    return 0
