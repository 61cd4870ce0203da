#!/usr/bin/env bash
# A word that is longer than its column: serial numbers, e-mail addresses and codes on a service order.
#
# One expects: a horizontal space of no width between two pieces of a word, h(0pt), lets the line break there, as a
# blank does; and a show rule that puts something in the place of one letter works for any length of text.
# What happens: h(0pt) gives no place to break, the word runs out of its column. U+200B does, but it can be copied out
# of the PDF with the word, so an address that is pasted is another one. An empty box() breaks and is never copied. A
# show rule for one letter nests once for each place where it stands: with 1,250 of them the compiler refuses the text,
# "maximum grouping depth exceeded"; pieces that are joined by box() in code have no such limit.
# Seen on 2026-11-30 with typst 0.15.2 from PyPI, read back with pypdf 7.1.1.
# Why it matters: what a client copies from a signed order has to be what was typed, and every text has to be printed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet "typst==0.15.2" "pypdf==7.1.1" 2>/dev/null
cat >"$folder/try.py" <<'PY'
import io
from importlib.metadata import version

import typst
from pypdf import PdfReader

PIECES = ["Donaudam", "pfschiff", "fahrtsel", "ektrizit", "aetenhau"]
BREAK = "\u200b"


def lines(source: str) -> list[str]:
    pdf = typst.compile(source.encode(), format="pdf")
    return [line for page in PdfReader(io.BytesIO(pdf)).pages for line in page.extract_text().splitlines()]


def in_column(joined: str) -> str:
    return f"#set page(width: 120pt, height: 200pt, margin: 20pt)\n#({joined})"


texts = "(" + ", ".join(f'"{piece}"' for piece in PIECES) + ")"
ways = {
    "h(0pt)": lines(in_column(f"{texts}.map(one => text(one)).join(h(0pt))")),
    "U+200B": lines(in_column(f'text("{BREAK.join(PIECES)}")')),
    "box()": lines(in_column(f"{texts}.map(one => text(one)).join(box())")),
}
print("typst", version("typst"), "pypdf", version("pypdf"))
for way, found in ways.items():
    print(f"{way:8} {len(found)} line(s), U+200B in what is copied: {any(BREAK in one for one in found)}")
assert len(ways["h(0pt)"]) == 1
assert len(ways["box()"]) > 1
assert not any(BREAK in one for one in ways["box()"])
assert any(BREAK in one for one in ways["U+200B"])

long = BREAK.join(["xxxxxxxx"] * 1250)
try:
    lines(f'#show "{BREAK}": box()\n#text("{long}")')
except typst.TypstError as refusal:
    print("show rule, 1250 places:", str(refusal).splitlines()[0])
    assert "depth" in str(refusal)
else:
    raise AssertionError("the show rule takes any length now")
joined = "\n".join(lines(f'#"{long}".split("{BREAK}").map(one => text(one)).join(box())'))
print("joined by box(), 1250 places:", joined.count("x"), "letters")
assert joined.count("x") == 10_000
PY
"$folder/env/bin/python" "$folder/try.py"
