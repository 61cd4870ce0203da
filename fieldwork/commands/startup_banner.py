"""The first words on the terminal: where to click, and as whom."""

from fieldwork.commands.terminal_language import _
from fieldwork.config import ALLOWED_HOSTS, HOST, PUBLIC_URL, PUBLIC_URL_GIVEN
from fieldwork.masterdata.company import find_company
from fieldwork.masterdata.setup_code import start_word
from fieldwork.people.models import Person
from fieldwork.people.roles import ROLE_NAMES, Role

DEMO_ROLES = (Role.COORDINATOR, Role.SUPERVISOR, Role.FIELD_WORKER)


def startup_banner(address: str) -> list[str]:
    """The lines for this installation: a demo, a company, or none yet."""
    company = find_company()
    if company is None:
        lines = [
            _("Open %(address)s/start to set up your company.") % {"address": address},
            _("From another machine, or through a proxy, that page asks for this word: %(word)s")
            % {"word": start_word()},
        ]
    elif company.is_demo:
        words = {"address": address, "people": ", ".join(_cast())}
        lines = [_("Open %(address)s — sign in with one click as %(people)s") % words]
    else:
        lines = [_("%(company)s is open at %(address)s") % {"company": company.name, "address": address}]
    if company is not None and not company.is_demo and not PUBLIC_URL_GIVEN:
        text = _(
            "Documents carry the address %(address)s for verifying them. Set FIELDWORK_URL to the one clients reach."
        )
        lines.append(text % {"address": PUBLIC_URL})
    if HOST not in ("127.0.0.1", "localhost", "::1") and not ALLOWED_HOSTS:
        lines.append(_("Other machines are refused until FIELDWORK_ALLOWED_HOSTS names the addresses they may use."))
    return [*lines, _("Ctrl-C stops it.")]


def _cast() -> list[str]:
    """Layla (coordinator), Ogechi (supervisor), Diego (field worker): the first of each role."""
    people = list(Person.objects.filter(is_active=True).order_by("pk"))
    lines = []
    for role in DEMO_ROLES:
        found = next((person for person in people if person.roles == role), None)
        if found is not None:
            lines.append(f"{found.name.split()[0]} ({str(ROLE_NAMES[role]).lower()})")
    return lines
