"""`fieldwork setup`: a real company and its first administrator, by flags or by questions."""

from argparse import Namespace

from fieldwork.commands.migrate import migrate
from fieldwork.commands.terminal import print_error, print_line, read_password
from fieldwork.commands.terminal_language import _
from fieldwork.masterdata.actions.set_up_company import Beginning, set_up_company
from fieldwork.masterdata.company import find_company
from fieldwork.masterdata.forms.company import SetupForm
from fieldwork.rest.errors import Conflict, Invalid

TAKEN = _("This installation has a company already.")


def run(options: Namespace) -> int:
    """0 when the company is there, 1 if something is wrong with it, 2 if something is missing and nobody to ask."""
    migrate()
    if find_company() is not None:
        print_error(TAKEN)
        return 1
    try:
        answers = _answers(options)
    except EOFError:
        print_error(_("Something is missing and there is nobody to ask. See: fieldwork setup --help"))
        return 2
    except UnicodeDecodeError:
        print_error(_("What was typed is in letters that this terminal does not tell. Set PYTHONUTF8=1 and try again."))
        return 2
    form = SetupForm({**answers, "password_again": answers["password"]})
    errors = {field: str(words[0]) for field, words in form.errors.items()}
    if not errors:
        errors = _start({name: form.cleaned_data[name] for name in answers})
    for field, error in errors.items():
        print_error(f"{field}: {error}")
    if errors:
        return 1
    print_line(_("%(company)s is ready. Start it: fieldwork run") % {"company": answers["company_name"]})
    return 0


def _start(answers: dict[str, str]) -> dict[str, str]:
    """Faults by field; none when the company is there."""
    try:
        set_up_company(
            Beginning(
                company_name=answers["company_name"],
                currency=answers["currency"],
                language=answers["language"],
                time_zone=answers["time_zone"],
                name=answers["name"],
                email=answers["email"],
                password=answers["password"],
            )
        )
    except Invalid as invalid:
        return invalid.errors
    except Conflict:
        return {"company": TAKEN}
    return {}


def _answers(options: Namespace) -> dict[str, str]:
    """Raises EOFError when a question finds nobody."""
    return {
        "company_name": options.company or input(_("Company: ")),
        "currency": options.currency or input(_("Currency, such as USD or EUR: ")).upper(),
        "language": options.language or "en",
        "time_zone": options.time_zone or input(_("Time zone, such as Europe/Madrid: ")),
        "name": options.name or input(_("Your name: ")),
        "email": options.email or input(_("Your e-mail: ")),
        "password": read_password(from_standard_input=options.password_stdin),
    }
