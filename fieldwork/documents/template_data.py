"""From the frozen content to finished text: what stands on the paper, ready for the layout."""

import json
from functools import cache
from typing import Literal

from django.utils.translation import override

from fieldwork.documents import document_labels
from fieldwork.documents.document_formatter import DocumentFormatter, short_name
from fieldwork.documents.document_labels import LAYOUT_WITH_EVERYTHING
from fieldwork.documents.document_times import DocumentTimes, document_times
from fieldwork.documents.plan_comparison import comparison_table
from fieldwork.documents.printable_text import all_isolated, clean, clean_line, clean_words, legacy_cleaning
from fieldwork.documents.snapshot_types import (
    SECTIONS,
    Accepted,
    Approved,
    Client,
    Content,
    Line,
    Photo,
    Provider,
    Section,
    currency_of,
)
from fieldwork.documents.svg_pictures import qr_svg, signature_svg
from fieldwork.fonts.coverage import BUNDLED, CIRCLED, installed
from fieldwork.fonts.printable import ISOLATES, needs_more
from fieldwork.signatures.signature import Drawn, parse_signature

MAX_TEXT_LEGACY = 2_000
MAX_TEXT_LINES_LEGACY = 40
"""Characters and lines of one text on paper before layout 4; from there on all of it is printed."""

MAX_RUNNING_TITLE = 60

DATA_FORMAT = "fieldwork-order/1"
"""The shape of the attached data: `shape.Content`. Whole numbers: minor units, thousandths, minutes."""

ROOMY = 10
"""Rows up to which a document is set with more air."""

LAYOUT_WITH_SEAL = 3
"""From here on a statement is always set tight, and a signature says which kind of signature it is."""


def build_template_data(content: Content) -> dict[str, object]:
    """Everything that the layout prints but the logo, cleaned and in the content's language.

    Raises BadSignature for a content whose signature is none, ValueError for a time, zone or language that
    does not exist: such a content was never frozen.
    """
    clock = document_times(
        content["language"], content["time_zone"], content.get("region", ""),
        shows_offsets=content["layout"] >= LAYOUT_WITH_EVERYTHING,
    )  # fmt: skip
    formatter = DocumentFormatter(clock, currency_of(content), content["language"], is_legacy="digits" not in content)
    with override(content["language"]), legacy_cleaning(before=content["layout"] < LAYOUT_WITH_EVERYTHING):
        fixed = _language_labels(content["language"])
        said = {
            **_page_frame(content, clock),
            "facts": _facts(content, clock),
            "parties": [_party(content, one, fixed) for one in ("client", "provider")],
            "order": {"name": short_name(content["name"]), "type": short_name(content["order_type"])},
            "description": _paragraphs(content, content["description"]),
            "reason": None if content["reason"] is None else _paragraphs(content, content["reason"]),
            "changes": _changes(content, formatter),
            "confirmations": _confirmations(content, formatter),
            "sections": [_section(name, content, formatter) for name in SECTIONS],
            "plan": comparison_table(content, formatter),
            "totals": _totals(content, formatter),
            "approved": _signer(content["approved"], document_labels.scope(content), clock),
            "accepted": _acceptance(content, clock),
            "photos": _photos(content),
            "words": fixed,
            "alternatives": {name: clean_words(text) for name, text in document_labels.alternatives(content).items()},
        }
        settings = _settings(content, clock)
    marked = {name: all_isolated(value, right_to_left=clock.right_to_left) for name, value in said.items()}
    if content["layout"] >= LAYOUT_WITH_EVERYTHING and needs_more(set(json.dumps(said, ensure_ascii=False))):
        settings["families"] = [*BUNDLED, *CIRCLED, *(family.name for family in installed())]
    return {**marked, **settings}


@cache
def _language_labels(language: str) -> dict[str, str]:
    """The labels of a language, whichever is active: it is this one."""
    return {name: clean(text) for name, text in document_labels.labels().items()}


def _settings(content: Content, clock: DocumentTimes) -> dict[str, object]:
    """Returns values that the engine reads besides the printed texts; drawn signature and QR code are SVG."""
    provider = short_name(content["provider"]["name"])
    all_printed = content["layout"] >= LAYOUT_WITH_EVERYTHING
    return {
        "families": [*BUNDLED, *(CIRCLED if all_printed else ())],
        "takes_breaks_out": all_printed,
        "paper": "us-letter" if content["paper"] == "letter" else "a4",
        "lang": clock.locale.language,
        "region": content.get("region") or clock.locale.territory,
        "right_to_left": clock.right_to_left,
        "title": f"{clean_line(document_labels.title(content['kind']))} {content['number']}",
        "author": clean_words(provider) if all_printed else provider,
        "initial": next((letter for letter in provider if letter.isalnum()), "·").upper(),
        "tight": _is_tight(content),
        "names_the_kind_of_signature": content["layout"] >= LAYOUT_WITH_SEAL,
        "drawn": _drawn(content["approved"]),
        "drawn_accepted": _drawn(content.get("accepted")),
        "qr": qr_svg(content["verify"]) if "verify" in content else None,
        "data": embedded_data(content) if "verify" in content else None,
    }


def embedded_data(content: Content) -> str:
    """The order's data as JSON, attached to the file: the content, without the strokes that could forge a signature."""
    unsigned = {
        name: {key: value for key, value in signed.items() if key != "signature"}
        for name, signed in (("approved", content["approved"]), ("accepted", content.get("accepted")))
        if signed is not None
    }
    embedded = {"format": DATA_FORMAT, **content, **unsigned}
    return json.dumps(embedded, ensure_ascii=False, indent=1, sort_keys=True)


def _page_frame(content: Content, clock: DocumentTimes) -> dict[str, object]:
    """Title, head and foot of the paper."""
    title = clean_line(document_labels.title(content["kind"]))
    headings = [clean_line(heading) for heading in document_labels.headings(content)]
    zone = document_labels.zone(clock.zone_name(_times(content)))
    return {
        "heading": title,
        "headings": " · ".join(headings),
        "running": " · ".join([title, *headings[:2], short_name(content["client"]["name"][:MAX_RUNNING_TITLE])]),
        "foot": clean(" · ".join([title, *headings[:2], zone])),
        "foot_verify": clean(document_labels.verify_foot(content["verify"])) if "verify" in content else "",
    }


def _is_tight(content: Content) -> bool:
    statement = content["kind"] == "statement" and content["layout"] >= LAYOUT_WITH_SEAL
    return statement or _much(content) > ROOMY


def _much(content: Content) -> int:
    """Roughly how many rows of the paper this order needs beyond what every order has."""
    lines = sum(len(content[section]) for section in SECTIONS)
    texts = len(content["description"]) // 100 + content["description"].count("\n")
    texts += len(content["reason"] or "") // 100
    return lines + texts + 2 * len(content["confirmations"]) + (3 if content["changes"] else 0)


def _facts(content: Content, clock: DocumentTimes) -> list[list[str]]:
    labels = _language_labels(content["language"])
    times = {"made": "made_at", "created": "created_at", "start": "work_start", "end": "work_completion"}
    isos = {"made_at": content["made_at"], "created_at": content["created_at"],
            "work_start": content["work_start"], "work_completion": content["work_completion"]}  # fmt: skip
    return [[labels[label], clock.date(isos[key]), clock.time(isos[key])] for label, key in times.items()]


def _times(content: Content) -> list[str]:
    times = [content["made_at"], content["created_at"], content["work_start"], content["work_completion"]]
    times += [confirmation["at"] for confirmation in content["confirmations"]]
    return [*times, content["approved"]["at"]] if content["approved"] else times


def _party(content: Content, title: Literal["client", "provider"], labels: dict[str, str]) -> dict[str, object]:
    party: Client | Provider = content[title]
    fields: dict[str, object] = dict(party)
    rows_of_party = document_labels.party_labels().items()
    rows = [[clean(label), _lines(content, str(fields[name]))] for name, label in rows_of_party if fields.get(name)]
    return {"title": labels[title], "name": short_name(party["name"]), "rows": rows}


def _lines(content: Content, text: str) -> list[str]:
    return [line.strip() for line in _long_text(content, text).split("\n") if line.strip()]


def _paragraphs(content: Content, text: str) -> list[list[str]]:
    """Paragraphs of lines: an empty line parts paragraphs."""
    found: list[list[str]] = [[]]
    for line in _long_text(content, text).strip().split("\n"):
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def _long_text(content: Content, text: str) -> str:
    """`clean` of all of it; before layout 4 of the beginning of a long text, saying so."""
    text = text.strip()
    if content["layout"] >= LAYOUT_WITH_EVERYTHING:
        return clean(text)
    short = "\n".join(text[:MAX_TEXT_LEGACY].splitlines()[:MAX_TEXT_LINES_LEGACY])
    if short == "\n".join(text.splitlines()):
        return clean(short)
    return f"{clean(short).rstrip()}\n{document_labels.labels()['continued']}"


def _changes(content: Content, formatter: DocumentFormatter) -> dict[str, object] | None:
    changes = content["changes"]
    if changes is None:
        return None
    sentences = document_labels.change_sentences(content, changes, formatter)
    return {
        "title": clean(document_labels.change_title(changes)),
        "sentences": [clean_line(one, allowed=ISOLATES) for one in sentences],
    }


def _confirmations(content: Content, formatter: DocumentFormatter) -> list[dict[str, object]]:
    return [
        {
            "number": str(confirmation["number"]),
            "by": short_name(confirmation["by"]),
            "when": formatter.date_and_time(confirmation["at"]),
            "remark": clean(document_labels.confirmation_remark(confirmation)),
            "note": _lines(content, confirmation["note"]),
        }
        for confirmation in content["confirmations"]
    ]


def _section(name: Section, content: Content, formatter: DocumentFormatter) -> dict[str, object]:
    heads = [clean(head) for head in document_labels.table_heads()[name]]
    return {"heads": heads, "rows": [_row(line, formatter) for line in content[name]]}


def _row(line: Line, formatter: DocumentFormatter) -> list[str]:
    """Name, what stands small beside it, confirmation, amount, price, subtotal."""
    beside = line["unit"] if "minutes" in line else line["code"]
    return [
        short_name(line["name"]),
        short_name(beside),
        "" if line["confirmation"] is None else str(line["confirmation"]),
        formatter.amount(line),
        formatter.money(line["price"]),
        formatter.money(line["subtotal"]),
    ]


def _totals(content: Content, formatter: DocumentFormatter) -> list[dict[str, str]]:
    rows = document_labels.total_rows(content["totals"], before=content["layout"] < LAYOUT_WITH_EVERYTHING)
    return [{"label": clean(label), "value": formatter.money(minor), "weight": weight} for label, minor, weight in rows]


def _signer(signed: Approved | Accepted | None, scope: str, clock: DocumentTimes) -> dict[str, object] | None:
    if signed is None:
        return None
    typed = signed["signature"].get("typed")
    return {
        "name": short_name(signed["name"]),
        "title": short_name(signed["job_title"]),
        "at": clock.date_and_time_with_zone(signed["at"]),
        "typed": short_name(str(typed)) if typed is not None else None,
        "scope": clean(scope),
    }


def _acceptance(content: Content, clock: DocumentTimes) -> dict[str, object] | None:
    accepted = content.get("accepted")
    if accepted is None:
        return None
    signed = _signer(accepted, document_labels.accepted_scope(accepted), clock)
    return {**(signed or {}), "comment": _paragraphs(content, accepted["comment"])}


def _drawn(signed: Approved | Accepted | None) -> dict[str, object] | None:
    """The ink; None for a typed name."""
    signature = parse_signature(signed["signature"]) if signed else None
    return signature_svg(signature) if isinstance(signature, Drawn) else None


def _photos(content: Content) -> list[dict[str, str]]:
    """Returns caption, alternative text and substitute text of each photo; the pictures are passed separately."""
    return [
        {
            "caption": clean_line(document_labels.photo_caption(photo)),
            "alternative": clean_words(document_labels.photo_alternative(photo)),
            "missing": clean_line(_missing_photo_text(photo, content)),
        }
        for photo in content.get("photos", [])
    ]


def _missing_photo_text(photo: Photo, content: Content) -> str:
    """Returns the text in place of a photo that cannot be drawn."""
    if photo.get("unreadable") or content["layout"] >= LAYOUT_WITH_EVERYTHING:
        return document_labels.unreadable_photo(photo)
    return document_labels.labels()["photo_missing"]
