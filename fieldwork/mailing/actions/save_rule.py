"""Add, edit or remove a rule by which documents are mailed."""

from django.db import transaction
from django.utils.translation import gettext as _

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record, record_added, recorded_change
from fieldwork.mailing.models import RULE_FIELDS, Rule
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.errors import Forbidden


def add_rule(rule: Rule, *, by: Person) -> Rule:
    """The new rule. Raises Forbidden."""
    require_manage_rules(by)
    with transaction.atomic():
        rule.save(force_insert=True)
        record_added(rule, by=by)
    return rule


def edit_rule(rule: Rule, *, by: Person) -> Rule:
    """Writes the rule as it is now. Raises Forbidden."""
    require_manage_rules(by)
    with recorded_change(rule, by=by):
        rule.save(update_fields=[*RULE_FIELDS, "order_type", "client"])
    return rule


def remove_rule(rule: Rule, *, by: Person) -> None:
    """Removes the rule: nothing is mailed by it from now on; mails that it called for stay. Raises Forbidden."""
    require_manage_rules(by)
    with transaction.atomic():
        record(AuditAction.REMOVED, rule, by=by)
        rule.delete()


def require_manage_rules(by: Person) -> None:
    """Raises Forbidden unless this person keeps the rules."""
    if not by.may(Right.MANAGE_MAIL):
        raise Forbidden(_("Only an administrator keeps the mail rules."))
