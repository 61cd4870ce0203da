"""What a person sees in an answer's HTML: its text, the fields of its form, the errors at the fields."""

from html.parser import HTMLParser

VOID = frozenset({"input", "img", "hr", "br", "link", "meta", "use", "path"})
UNSEEN = frozenset({"template", "script", "style"})
Attributes = list[tuple[str, str | None]]


class Shown(HTMLParser):
    """`fields`: what the form would send, by name; `errors`: sentences by error-…; `scripts`: their texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.errors: dict[str, str] = {}
        self.pieces: list[str] = []
        self.scripts: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """All visible text, blanks folded."""
        return " ".join(" ".join(self.pieces).split())

    def between(self, start: str, end: str = "") -> str:
        """The visible text after `start` up to `end`."""
        after = self.text.split(start, 1)[1]
        return after.split(end, 1)[0].strip() if end else after

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Opens an element; a field notes what it would send."""
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and "name" in given and not self._unseen:
            chosen = given.get("type") not in {"radio", "checkbox"} or "checked" in given
            if chosen:
                self.fields[given["name"]] = given.get("value", "")
        if tag == "textarea" and "name" in given and not self._unseen:
            self.fields[given["name"]] = ""
        if tag not in VOID:
            self._open.append((tag, given.get("id", "") if tag != "textarea" else f"name:{given.get('name', '')}"))

    def handle_endtag(self, tag: str) -> None:
        """Closes the element, and what was left open inside it."""
        places = [place for place, (name, _mark) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        """Text, kept for whoever is open around it."""
        if self._open and self._open[-1][0] == "script":
            self.scripts.append(data)
        if self._unseen:
            return
        for _tag, mark in self._open:
            if mark.startswith("error-"):
                self.errors[mark] = self.errors.get(mark, "") + data
            if mark.startswith("name:"):
                name = mark.removeprefix("name:")
                self.fields[name] = self.fields.get(name, "") + data
        self.pieces.append(data)

    @property
    def _unseen(self) -> bool:
        return any(tag in UNSEEN for tag, _mark in self._open)


def shown(answer: object) -> Shown:
    """The page of an answer of Django's test client."""
    content: bytes = getattr(answer, "content")  # noqa: B009 - the client's answers have no type of their own
    return Shown(content.decode())
