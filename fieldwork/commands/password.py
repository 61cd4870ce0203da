"""`fieldwork password`: a new password for somebody, an administrator who has lost theirs, too."""

from argparse import Namespace

from fieldwork.commands.check import migrations, problems
from fieldwork.commands.find_person import are_letters, find_person
from fieldwork.commands.terminal import print_error, print_line, read_password
from fieldwork.commands.terminal_language import _
from fieldwork.masterdata.forms.password_link import NewPasswordForm
from fieldwork.people.actions.set_password import set_password
from fieldwork.people.models import Person

UNREADABLE = "\udcff"


def run(options: Namespace) -> int:
    """0 when it is set; 1 if there is no such active person, or the password will not do; 2 if nobody tells it."""
    if wrong := list(problems([migrations])):
        print_error("\n".join(wrong))
        return 1
    person = find_person(options.email)
    if person is None:
        print_error(_("Nobody here has the address %(email)s.") % {"email": options.email})
        return 1
    if not person.is_active:
        print_error(
            _("%(name)s was deactivated. An administrator has to let them in again first.") % {"name": person.name}
        )
        return 1
    try:
        typed = read_password(from_standard_input=options.password_stdin)
    except EOFError:
        print_error(_("There is nobody to ask for the password. See: fieldwork password --help"))
        return 2
    except UnicodeDecodeError:
        typed = UNREADABLE
    if not are_letters(typed):
        print_error(_("What was typed is in letters that this terminal does not tell. Set PYTHONUTF8=1 and try again."))
        return 2
    return _set(person, typed)


def _set(person: Person, typed: str) -> int:
    form = NewPasswordForm({"password": typed, "password_again": typed})
    if not form.is_valid():
        for sentence in form.errors.get("password", []):
            print_error(str(sentence))
        return 1
    set_password(person, form.cleaned_data["password"])
    print_line(_("%(name)s has a new password. All their sessions and API tokens have ended.") % {"name": person.name})
    return 0
