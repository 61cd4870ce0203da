"""The words of the paper, in the language that is active (gettext)."""

from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from fieldwork.documents.snapshot_types import SECTIONS, Accepted, Changes, Confirmation, Content, Line, Photo, Totals

LAYOUT_WITH_EVERYTHING = 4
"""From here on everything that is signed is printed, whole, in every letter that a font here has."""

MAX_NAMED = 8
"""Added lines that are named one by one; the tables show all of them."""


class Formatter(Protocol):
    """How a document writes money and moments."""

    def money(self, minor: int) -> str:
        """Minor units as text."""

    def date_and_time(self, iso: str) -> str:
        """A time as text."""

    def hours(self, minutes: int) -> str:
        """Minutes as hours."""

    def line_summary(self, line: Line) -> str:
        """A line in few words: amount, name, subtotal."""

    def isolated(self, text: str) -> str:
        """Someone's text as a part of a sentence."""


def labels() -> dict[str, str]:
    """Fixed words; `page` keeps {page} and {pages} for the layout to fill."""
    return {
        "made": pgettext("document", "Date"),
        "created": _("Created"),
        "start": _("Estimated start"),
        "end": _("Estimated end"),
        "client": _("Client"),
        "provider": _("Provider"),
        "order": pgettext("document", "Order"),
        "description": _("Description"),
        "confirmations": _("Confirmations"),
        "confirmation": _("Confirmation"),
        "by": _("Confirmed by"),
        "when": _("When"),
        "note": pgettext("confirmation", "Note"),
        "last": _("Last confirmation"),
        "totals": _("Totals"),
        "approved_by": _("Approved by"),
        "simple": _("Simple electronic signature"),
        "accepted_by": _("Accepted by the client"),
        "comment": _("Comment of the client"),
        "plan": _("Planned and confirmed"),
        "planned": _("Planned"),
        "confirmed": _("Confirmed"),
        "difference": _("Difference"),
        "photos": _("Photos of the confirmations"),
        "photo_missing": _("This picture cannot be shown."),
        "typed": _("typed signature"),
        "unsigned": _("Not signed"),
        "none": pgettext("no lines", "None"),
        "not_performed": _("Not performed"),
        "cancelled": _("All costs are cancelled."),
        "page": _("Page {page} of {pages}"),
        "continued": _("… continued in the order's workspace."),
    }


def title(kind: str) -> str:
    """Returns the document's title for its kind."""
    return _("Service order") if kind == "service_order" else _("Service order statement")


def state(name: str) -> str:
    """The state with its number."""
    return {
        "created": _("1. Created"),
        "released": _("2. Released"),
        "partially_confirmed": _("3. Partially confirmed"),
        "finally_confirmed": _("4. Finally confirmed"),
        "not_performed": _("5. Not performed"),
    }.get(name, "")


def headings(content: Content) -> list[str]:
    """Returns the headings, such as "Order 4", "Version 2" and, on a statement, the state."""
    found = [
        _("Order %(number)s") % {"number": content["number"]},
        _("Version %(version)s") % {"version": content["version"]},
    ]
    return found if content["kind"] == "service_order" else [*found, state(content["state"])]


def party_labels() -> dict[str, str]:
    """The words before a client's and a provider's data, in the order of the paper."""
    return {
        "tax_id": _("Tax ID"),
        "contact": _("Contact"),
        "address": _("Address"),
        "phone": _("Phone"),
        "email": _("E-mail"),
    }


def table_heads() -> dict[str, list[str]]:
    """Section, amount, price, subtotal."""
    return {
        "labour": [_("Service performers"), _("Hours"), _("Price per hour"), _("Subtotal")],
        "services": [_("Services"), _("Units"), _("Price"), _("Subtotal")],
        "materials": [_("Materials"), _("Units"), _("Price"), _("Subtotal")],
    }


def total_rows(totals: Totals, *, before: bool) -> list[tuple[str, int, str]]:
    """(label, minor units, weight), weight being row, part or total.

    `before` layout 4, "Services" meant their sum with labour; from there on it means what it means on the screen.
    """
    both, services = (_("Services"), _("Services only")) if before else (_("Services and labour"), _("Services"))
    return [
        (_("Materials"), totals["materials"], "row"),
        (both, totals["services"], "row"),
        (services, totals["services_only"], "part"),
        (_("Labour"), totals["labour"], "part"),
        (total_label(), totals["total"], "total"),
    ]


def total_label() -> str:
    """Returns the label of the last sum."""
    return _("Total")


def confirmation_remark(confirmation: Confirmation) -> str:
    """Returns the remark printed before a confirmation's note: fast and last confirmations; "" for others."""
    remarks = []
    if confirmation["fast"]:
        remarks.append(_("Planned values confirmed as they were."))
    if confirmation["last"]:
        remarks.append(_("Last confirmation."))
    return " ".join(remarks)


def scope(content: Content) -> str:
    """Returns what the signature approves; "" on the order itself, and without a signature."""
    if content["kind"] == "service_order" or content["approved"] is None:
        return ""
    return _("The signature approves version 1, the released service order. It does not approve later changes.")


def accepted_scope(accepted: Accepted) -> str:
    """Returns the sentence that says which version the client's signature covers."""
    return _("The signature accepts version %(version)s of this statement.") % {"version": accepted["version"]}


def photo_caption(photo: Photo) -> str:
    """Under a picture of the appendix."""
    return _("Confirmation %(number)s · %(name)s") % {"number": photo["confirmation"], "name": photo["name"]}


def unreadable_photo(photo: Photo) -> str:
    """Returns the text, with the photo's name, in place of a photo that could not be read."""
    return _("The photo %(name)s could not be read.") % {"name": photo["name"]}


def photo_alternative(photo: Photo) -> str:
    """Returns the photo's alternative text for screen readers."""
    return _("Photo %(name)s, sent with confirmation %(number)s") % {
        "name": photo["name"],
        "number": photo["confirmation"],
    }


def zone(name: str) -> str:
    """The zone of every time on the paper."""
    return _("Times: %(zone)s") % {"zone": name}


def alternatives(content: Content) -> dict[str, str]:
    """Returns the alternative text for screen readers of each picture, by its name."""
    client = content.get("accepted")
    signer = content["approved"]["name"] if content["approved"] else ""
    return {
        "logo": _("Logo of %(company)s") % {"company": content["provider"]["name"]},
        "signature": _("Drawn signature of %(name)s") % {"name": signer},
        "accepted": _("Drawn signature of %(name)s") % {"name": client["name"] if client else ""},
        "data": _("The data of this document"),
        "verify": _("QR code of the page that verifies this document: %(address)s")
        % {"address": content.get("verify", "")},
    }


def verify_foot(address: str) -> str:
    """Returns the foot of each page: the address where a holder of the paper can verify it."""
    return _("Verify: %(address)s") % {"address": address.removeprefix("https://").removeprefix("http://")}


def change_title(changes: Changes) -> str:
    """Over the sentences of `change_sentences`."""
    return _("What changed since version %(version)s") % {"version": changes["since"]}


def change_sentences(content: Content, changes: Changes, speech: Formatter) -> list[str]:
    """Returns sentences on what happened, then on how it changed the amounts."""
    about = {"name": speech.isolated(changes["by"]), "when": speech.isolated(speech.date_and_time(changes["at"]))}
    if content.get("accepted"):
        return [_("Accepted by %(name)s, %(when)s. No line and no amount has changed.") % about]
    sentences = [
        _events_sentence(content, changes, about),
        _added_sentence(content, changes, speech),
        _hours(changes, speech),
    ]
    return [one for one in (*sentences, _amounts(content, changes, speech)) if one]


def _events_sentence(content: Content, changes: Changes, about: dict[str, str]) -> str:
    number = changes["confirmation"]
    if number is None:
        return _("Set to not performed by %(name)s, %(when)s.") % about
    if any(one["fast"] for one in content["confirmations"] if one["number"] == number):
        return _("Closed by %(name)s, %(when)s: the planned values were confirmed as they were.") % about
    lines = ngettext("%(count)s line", "%(count)s lines", changes["lines"]) % {"count": changes["lines"]}
    happened = _("Confirmation %(number)s by %(name)s, %(when)s, with %(lines)s.") % {
        **about, "number": number, "lines": lines,
    }  # fmt: skip
    effect = (
        _("What was confirmed replaces the planned lines.")
        if changes["replaces_plan"]
        else _("It adds to what was confirmed before.")
    )
    return f"{happened} {effect}"


def _added_sentence(content: Content, changes: Changes, speech: Formatter) -> str:
    """The lines that the newest confirmation brought, from layout 3 on."""
    number = changes["confirmation"]
    if "minutes" not in changes or number is None:
        return ""
    lines = [line for section in SECTIONS for line in content[section] if line["confirmation"] == number]
    if not lines or any(one["fast"] for one in content["confirmations"] if one["number"] == number):
        return ""
    named = "; ".join(speech.isolated(speech.line_summary(line)) for line in lines[:MAX_NAMED])
    more = len(lines) - MAX_NAMED
    if more <= 0:
        return _("Added: %(lines)s.") % {"lines": named}
    return ngettext("Added: %(lines)s; and %(count)s more.", "Added: %(lines)s; and %(count)s more.", more) % {
        "lines": named,
        "count": more,
    }


def _hours(changes: Changes, speech: Formatter) -> str:
    before, after = changes.get("minutes", [0, 0])
    if before == after:
        return ""
    return _("Hours: from %(before)s to %(after)s.") % {
        "before": speech.isolated(speech.hours(before)),
        "after": speech.isolated(speech.hours(after)),
    }


def _amounts(content: Content, changes: Changes, speech: Formatter) -> str:
    before, after = changes["before"], changes["after"]
    old_words = content["layout"] < LAYOUT_WITH_EVERYTHING
    parts = [
        _("%(what)s: from %(before)s to %(after)s.") % {"what": what, **_change(old, new, speech)}
        for (what, old, weight), (_what, new, _weight) in zip(
            total_rows(before, before=old_words), total_rows(after, before=old_words), strict=True
        )
        if old != new and weight == "row"
    ]
    about = _change(before["total"], after["total"], speech)
    if before["total"] == after["total"]:
        return " ".join([*parts, _("The total stays %(after)s.") % about])
    more = _("Total: from %(before)s to %(after)s, %(difference)s more.")
    less = _("Total: from %(before)s to %(after)s, %(difference)s less.")
    return " ".join([*parts, (more if after["total"] > before["total"] else less) % about])


def _change(old: int, new: int, speech: Formatter) -> dict[str, str]:
    amounts = {"before": old, "after": new, "difference": abs(new - old)}
    return {name: speech.isolated(speech.money(minor)) for name, minor in amounts.items()}
