"""`fieldwork token`: a new API token for somebody, or theirs taken back."""

from argparse import Namespace

from fieldwork.commands.check import faults, migrations
from fieldwork.commands.terminal import complain, say
from fieldwork.commands.words import _
from fieldwork.people.actions.tokens import give_token, revoke_token
from fieldwork.people.models import Person


def run(options: Namespace) -> int:
    """Prints the token, and nothing else, on standard output; 1 if there is no such active person, or token."""
    if wrong := list(faults([migrations])):
        complain("\n".join(wrong))
        return 1
    person = Person.objects.filter(email=options.email.strip().lower(), is_active=True).first()
    if person is None:
        complain(_("Nobody with the address %(email)s can sign in.") % {"email": options.email})
        return 1
    if options.revoke:
        return _take_back(person, options.name)
    say(give_token(person, name=options.name))
    complain(_("This token acts for %(name)s. It is shown only now; keep it safe.") % {"name": person.name})
    return 0


def _take_back(person: Person, name: str) -> int:
    words = {"name": person.name, "token": name}
    tokens = list(person.tokens.filter(name=name, revoked_at=None))
    for token in tokens:
        revoke_token(token)
    if not tokens:
        complain(_("%(name)s has no token named “%(token)s”.") % words)
        return 1
    complain(_("No token named “%(token)s” acts for %(name)s any more.") % words)
    return 0
