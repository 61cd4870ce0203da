"""Who is meant by an address that was typed on the command line."""

from fieldwork.people.models import Person


def find_person(email: str) -> Person | None:
    """Returns the person with this address, active or not; None for nobody, and for bytes that are no letters."""
    if not are_letters(email):
        return None
    return Person.objects.filter(email=email.strip().lower()).first()


def are_letters(typed: str) -> bool:
    """Whether a database can be asked for it: Python hands over bytes that it cannot read as lone surrogates."""
    try:
        typed.encode()
    except UnicodeEncodeError:
        return False
    return True
