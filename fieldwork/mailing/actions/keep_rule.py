"""Add, edit or remove a rule by which documents are mailed."""

import uuid

from django.utils.translation import gettext as _

from fieldwork.mailing.models import RULE_FIELDS, Rule
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.problems import Forbidden


def add_rule(rule: Rule, *, by: Person, submission_id: uuid.UUID | None = None) -> Rule:
    """The new rule, or the one that `submission_id` added before. Raises Forbidden."""
    may_keep_rules(by)
    rule.submission_id = submission_id or uuid.uuid4()
    Rule.objects.bulk_create([rule], ignore_conflicts=True)
    return Rule.objects.get(submission_id=rule.submission_id)


def edit_rule(rule: Rule, *, by: Person) -> Rule:
    """Writes the rule as it is now. Raises Forbidden."""
    may_keep_rules(by)
    rule.save(update_fields=[*RULE_FIELDS, "order_type", "client"])
    return rule


def remove_rule(rule: Rule, *, by: Person) -> None:
    """Nothing is mailed by it from now on; mails that it called for stay. Raises Forbidden."""
    may_keep_rules(by)
    rule.delete()


def may_keep_rules(by: Person) -> None:
    """Raises Forbidden unless this person keeps the rules."""
    if not by.may(Right.KEEP_MAIL):
        raise Forbidden(_("Only an administrator keeps the mail rules."))
