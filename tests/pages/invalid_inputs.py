"""What is wrong with a form's fields, and the sentence that must stand at the field."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.pages.browser_client import Fields

REQUIRED = "This is required"
CHOOSE_ITEM = "Choose an item from the list"
CHOOSE_WORKER = "Choose a worker from the list"
AFTER = "Completion must be after the start"
WHEN = "Enter a date and time"

QUANTITIES = {
    "missing": ("", REQUIRED),
    "blank": ("   ", REQUIRED),
    "signs that nobody sees": ("\u200e\u3164", REQUIRED),
    "words": ("many", "Enter a number"),
    "NaN": ("NaN", "Enter a number"),
    "exponent": ("1e3", "Enter a number"),
    "formula": ("1+1", "Enter a number"),
    "zero": ("0", "Must be greater than zero"),
    "negative": ("-1", "Must be greater than zero"),
    "too precise": ("0.0001", "Too many decimals"),
    "too large": ("1000000.001", "This number is too large"),
    "endless": ("1" * 41, "At most 40 characters"),
}
HOURS = {
    "missing": ("", REQUIRED),
    "words": ("all day", "Enter a number"),
    "minutes past 59": ("1:75", "Minutes go up to 59"),
    "zero": ("0:00", "Must be greater than zero"),
    "negative": ("-0:30", "Must be greater than zero"),
    "part of a minute": ("0.001", "Use whole minutes, such as 1:20"),
    "too large": ("10001", "This number is too large"),
}


@dataclass(frozen=True)
class Faulty:
    """A form that differs from a good one by `changes`; None takes a field out. `message` stands at `field`."""

    name: str
    changes: dict[str, str | None]
    field: str
    message: str

    def form(self, good: Fields) -> Fields:
        """The whole form."""
        merged: dict[str, str | None] = {**good, **self.changes}
        return {field: value for field, value in merged.items() if value is not None}

    def __str__(self) -> str:
        return f"{self.field} {self.name}"


def text(field: str, longest: int, *, required: bool) -> Iterator[Faulty]:
    """A text field."""
    yield Faulty("too long", {field: "ä" * (longest + 1)}, field, f"At most {longest} characters")
    endless = "a" + "\u0323\u0300" * 60_000
    yield Faulty("marks without end", {field: endless}, field, f"At most {longest} characters, this has {len(endless)}")
    if required:
        yield Faulty("missing", {field: None}, field, REQUIRED)
        yield Faulty("empty", {field: ""}, field, REQUIRED)
        yield Faulty("blank", {field: " \t "}, field, REQUIRED)
        yield Faulty("control characters only", {field: "\x00\x07"}, field, REQUIRED)
        yield Faulty("signs that nobody sees", {field: "\u3164\u2800\u115f\u200b"}, field, REQUIRED)


def choice(field: str, sentence: str, old: str) -> Iterator[Faulty]:
    """A field that names a row of master data; `old` is one that is no longer offered."""
    yield Faulty("missing", {field: None}, field, REQUIRED)
    yield Faulty("empty", {field: ""}, field, REQUIRED)
    yield Faulty("unknown", {field: "nowhere"}, field, sentence)
    yield Faulty("deactivated", {field: old}, field, sentence)
    yield Faulty("HTML", {field: "<b>acme</b>"}, field, sentence)
    yield Faulty("another alphabet", {field: "شركة"}, field, sentence)
    yield Faulty("too long", {field: "x" * 51}, field, "At most 50 characters")


def moments() -> Iterator[Faulty]:
    """Work start and completion."""
    for field in ("work_start", "work_completion"):
        yield Faulty("missing", {field: None}, field, REQUIRED)
        for value in ("tomorrow", "2026-13-01T00:00", "2026-06-31T00:00", "0001-01-01T00:00", "9999-12-31T23:59"):
            yield Faulty(value, {field: value}, field, WHEN)
    yield Faulty("before the start", {"work_completion": "2026-06-02T11:59"}, "work_completion", AFTER)
    yield Faulty("at the start", {"work_completion": "2026-06-02T12:00"}, "work_completion", AFTER)


def rows() -> Iterator[Faulty]:
    """Products and staff, in the create form and in a confirmation."""
    yield from choice("products.0.item", CHOOSE_ITEM, "old-cable")
    yield from choice("staff.0.worker", CHOOSE_WORKER, "old-worker")
    yield Faulty("a material as a service", {"products.1.kind": "service"}, "products.1.item", CHOOSE_ITEM)
    yield Faulty("missing", {"products.0.kind": None}, "products.0.kind", "Choose material or service")
    yield Faulty("wrong", {"products.0.kind": "gold"}, "products.0.kind", "Choose material or service")
    for name, (value, sentence) in QUANTITIES.items():
        yield Faulty(name, {"products.1.quantity": value}, "products.1.quantity", sentence)
    for name, (value, sentence) in HOURS.items():
        yield Faulty(name, {"staff.0.hours": value}, "staff.0.hours", sentence)
    yield Faulty("no list", {"staff": "diego", "staff.0.worker": None, "staff.0.hours": None}, "staff", "Expected a")


CREATE = [
    *choice("order_type", "Choose an order type from the list", "old-type"),
    *choice("client", "Choose a client from the list", "old-client"),
    *text("name", 120, required=True),
    *text("description", 10_000, required=True),
    *moments(),
    *rows(),
]
CONFIRMATION = [
    *rows(),
    *text("note", 4_000, required=False),
    *text("office_note", 4_000, required=False),
    Faulty("missing", {"last": None}, "last", "Choose yes or no"),
    Faulty("wrong", {"last": "perhaps"}, "last", "Choose yes or no"),
]
RELEASE = [
    Faulty("missing", {"decision": None}, "decision", "Choose yes or no"),
    Faulty("wrong", {"decision": "1"}, "decision", "Choose yes or no"),
    *text("note", 4_000, required=False),
    Faulty("missing", {"signature": None}, "signature", "Please sign: the box is empty."),
    Faulty("empty", {"signature": ""}, "signature", "Please sign: the box is empty."),
    Faulty("without ink", {"signature": '{"width":600,"height":200,"strokes":[]}'}, "signature", "Please sign"),
    Faulty("a dot", {"signature": '{"width":9,"height":9,"strokes":[[[1,1,0]]]}'}, "signature", "too short"),
    Faulty("broken", {"signature": '{"width":600,"hei'}, "signature", "did not arrive whole"),
    Faulty("nested without end", {"signature": "[" * 200_000}, "signature", "did not arrive whole"),
    Faulty("a number without end", {"signature": "9" * 10_000}, "signature", "did not arrive whole"),
    Faulty("no object", {"signature": "[]"}, "signature", "either drawn"),
    Faulty("not a number", {"signature": '{"width":NaN,"height":9,"strokes":[]}'}, "signature", "numbers from 1"),
    Faulty("an image", {"signature": "data:image/png;base64,AAAA"}, "signature", "did not arrive whole"),
    Faulty("typed too long", {"signature": "", "typed": "x" * 101}, "signature", "longer than 100"),
    Faulty("typed blank", {"signature": "", "typed": "  "}, "signature", "Please type your name."),
    Faulty("typed as signs that nobody sees", {"signature": "", "typed": "\u3164\u115f"}, "signature", "Please type"),
    Faulty("typed with NUL", {"signature": "", "typed": "Oge\x00chi"}, "signature", "cannot be printed"),
]
REASON = list(text("reason", 2_000, required=True))
DECISION = RELEASE[:2]
MESSAGE = [
    *text("text", 20_000, required=False),
    Faulty("missing", {"text": None}, "text", "Write something or add a file"),
    Faulty("signs that nobody sees", {"text": "\u3164\u2800"}, "text", "Write something or add a file"),
    Faulty("blank", {"text": " \n "}, "text", "Write something or add a file"),
    Faulty("control characters only", {"text": "\x00"}, "text", "Write something or add a file"),
]
