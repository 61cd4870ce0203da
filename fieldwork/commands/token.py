"""`fieldwork token`: a new API token for somebody."""

from argparse import Namespace

from fieldwork.commands.check import faults, migrations
from fieldwork.commands.terminal import complain, say
from fieldwork.commands.words import _
from fieldwork.people.actions.tokens import give_token
from fieldwork.people.models import Person


def run(options: Namespace) -> int:
    """Prints the token, and nothing else, on standard output; 1 if there is no such active person."""
    if wrong := list(faults([migrations])):
        complain("\n".join(wrong))
        return 1
    person = Person.objects.filter(email=options.email.strip().lower(), is_active=True).first()
    if person is None:
        complain(_("Nobody with the address %(email)s can sign in.") % {"email": options.email})
        return 1
    say(give_token(person, name=options.name))
    complain(_("This token acts for %(name)s. It is shown only now; keep it safe.") % {"name": person.name})
    return 0
