"""The people of the demo company."""

from typing import NamedTuple

from fieldwork.people.roles import Role

PASSWORD = "fieldwork-demo"  # noqa: S105 (made public: the sign-in page of a demo offers everybody with one click)
DOMAIN = "nadiya.example"


class Somebody(NamedTuple):
    """`key` is the part of the address before the @."""

    key: str
    name: str
    job_title: str
    roles: Role


ADMINISTRATOR = Somebody("noor", "Noor Haddad", "Office manager", Role.ADMINISTRATOR)

PEOPLE = (
    Somebody("layla", "Layla Nassar", "Coordinator", Role.COORDINATOR),
    Somebody("ogechi", "Ogechi Adeola", "Supervisor", Role.SUPERVISOR),
    Somebody("diego", "Diego González", "IT technician", Role.FIELD_WORKER),
    Somebody("amara", "Amara Okafor", "Systems engineer", Role.FIELD_WORKER),
    Somebody("priya", "Priya Raman", "Network engineer", Role.FIELD_WORKER),
    Somebody("tomas", "Tomáš Novák", "Cabling technician", Role.FIELD_WORKER),
    Somebody("yusuf", "Yusuf Karimi", "IT consultant", Role.FIELD_WORKER),
    Somebody("henrik", "Henrik Solberg", "Coordinator", Role.COORDINATOR),
    Somebody("mei", "Mei-Lin Chen", "Head of service", Role.COORDINATOR | Role.SUPERVISOR),
)

COORDINATORS = ("layla", "layla", "layla", "henrik")
"""Who takes the calls, as often as named."""

SUPERVISORS = ("ogechi", "ogechi", "ogechi", "mei")
CREW = ("diego", "amara", "priya", "tomas", "yusuf")


def address(key: str) -> str:
    """The e-mail address of the person with this key."""
    return f"{key}@{DOMAIN}"
