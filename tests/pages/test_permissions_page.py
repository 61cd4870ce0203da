"""The page of roles and rights says what the program does."""

import re

from fieldwork.orders.transitions import TRANSITIONS, is_permitted
from fieldwork.people.roles import RIGHTS, ROLE_NAMES
from tests.pages.company import Nadiya


def test_every_line_says_what_the_tables_decide(company: Nadiya) -> None:
    page = company.noor.get("/rights").content.decode()
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', page)
    told = [(words, re.findall(r'<span class="visually-hidden">(yes|no)</span>', cells)) for words, cells in rows]
    wanted = [(str(words), [bool(roles & role) for role in ROLE_NAMES]) for roles, words in RIGHTS.values()]
    steps = [step for step in TRANSITIONS.values() if not step.by_client]
    wanted += [(str(one.label), [is_permitted(one, role, is_assigned=True) for role in ROLE_NAMES]) for one in steps]
    assert told == [(words, ["yes" if may else "no" for may in each]) for words, each in wanted]
