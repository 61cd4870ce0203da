"""The rules of the code, each with a control: a text that breaks the rule and must be caught."""

import re
from collections.abc import Callable
from io import StringIO
from statistics import median

import pytest
from django.core.management import call_command

from tests.architecture.python_rules import PYTHON_RULES, functions, length
from tests.architecture.record_rules import RECORD_RULES, all_state_assignments, order_models
from tests.architecture.source_tree import ROOT, Rule, Source, product, repository
from tests.architecture.template_rules import TEMPLATE_RULES
from tests.architecture.text_rules import TEXT_RULES
from tests.architecture.word_rules import WORD_RULES

RULES = [*PYTHON_RULES, *RECORD_RULES, *TEXT_RULES, *TEMPLATE_RULES, *WORD_RULES]
PINNED = re.compile(r"^(\S+==\S+)", re.MULTILINE)
A_HOST = re.compile(r"://|^--?(?!hash)\w", re.MULTILINE)

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@every_rule
def test_the_code_keeps_the_rule(rule: Rule) -> None:
    faults = [
        f"{source.path}:{fault}"
        for source in repository()
        if rule.applies(source.path)
        for fault in rule.faults(source)
    ]
    assert not faults, "\n".join(["", f"Rule: {rule.name}.", *faults])


@every_rule
def test_the_rule_catches_what_breaks_it(rule: Rule) -> None:
    missed = [bad for bad in rule.bad if not rule.applies(bad.path) or not list(rule.faults(bad))]
    assert rule.bad
    assert not missed


@every_rule
def test_the_rule_lets_the_rest_pass(rule: Rule) -> None:
    wronged = [good for good in rule.good if rule.applies(good.path) and list(rule.faults(good))]
    assert not wronged


def test_the_rules_see_the_repository() -> None:
    paths = {source.path for source in repository()}
    assert {"pyproject.toml", "tests/test_architecture.py", "fieldwork/__init__.py"} <= paths
    assert {"Order", "Entry"} <= order_models()


def test_a_state_is_assigned_in_one_place() -> None:
    places = all_state_assignments(source for source in repository() if product(source.path))
    assert len(places) <= 1, "\n".join(places)


def test_a_second_place_that_assigns_a_state_is_seen() -> None:
    one = Source("fieldwork/orders/actions/transaction.py", "order.state = target")
    two = Source("fieldwork/orders/actions/release.py", "order.version, order.state = 1, 2\norder.state = 3")
    assert len(all_state_assignments([one])) == 1
    assert len(all_state_assignments([one, two])) > 1


def test_the_length_of_functions_is_told(record_property: Callable[[str, object], None]) -> None:
    lengths = [
        length(function)
        for source in repository()
        if product(source.path)
        for function in functions(source)
    ]  # fmt: skip
    told = f"{len(lengths)} functions, median {median(lengths):g} lines, longest {max(lengths)}"
    record_property("Length of functions", told)
    assert lengths


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_host_and_has_a_hash_for_each_package(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not A_HOST.findall(text)
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", text.strip()))


def test_what_the_tests_run_on_is_what_people_run_on() -> None:
    pinned = {lock: set(PINNED.findall((ROOT / lock).read_text("utf-8"))) for lock in (
        "requirements.lock", "requirements-dev.lock",
    )}  # fmt: skip
    assert pinned["requirements.lock"]
    assert pinned["requirements.lock"] <= pinned["requirements-dev.lock"]


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    told = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told)
    except SystemExit:
        pytest.fail(f"makemigrations has something to write:\n{told.getvalue()}")
