"""Rules about words: names are those of Django, HTTP, SQL, the web platform and product.md; no metaphors."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from tests.architecture.source_tree import Rule, Source, ending, product, repository

REFUSED_IN_FILE_NAMES = frozenset(
    [
        "again",
        "aside",
        "asked",
        "backstage",
        "deadly",
        "door",
        "doors",
        "fault",
        "faults",
        "floor",
        "floors",
        "house",
        "ink",
        "keep",
        "keeping",
        "kept",
        "look",
        "looks",
        "mend",
        "moments",
        "paper",
        "papers",
        "patience",
        "poison",
        "postman",
        "press",
        "promise",
        "room",
        "rooms",
        "rounds",
        "said",
        "seen",
        "showing",
        "sight",
        "speaking",
        "spoken",
        "stamped",
        "talk",
        "talking",
        "tell",
        "telling",
        "tick",
        "told",
        "twin",
        "verdicts",
        "wanted",
        "way",
        "ways",
        "wish",
        "wishes",
        "words",
    ]
)
REFUSED_IN_NAMES = frozenset(
    {
        *("again", "asking", "door", "doors", "floors", "house", "ink", "keeping", "keeps", "lookback"),
        *("mend", "mended", "menders", "postman", "promised", "rhythm", "rooms", "said", "saw", "speaker"),
        *("speaking", "spoken", "tell", "teller", "telling", "tells", "tick", "ticks", "told", "twin"),
        *("twins", "unseen", "verdict", "verdicts", "whisper", "wire", "wish", "wishes"),
    }
)
"""Words that nothing in the product is called any more; it grows until it is the list above."""
REFUSED_CLASSES = frozenset(
    {
        *("av", "bub", "citem", "dlg", "docket", "err", "fsec", "ibtn", "kan", "kept", "mini", "netbar", "oi", "paper"),
        *("pick", "popt", "pvc", "rrow", "seen", "side", "sig", "tbl", "tblwrap", "tl", "vh", "way", "ws"),
    }
)
CLASS = re.compile(r"\.(-?[A-Za-z][\w-]*)(?=[^{}]*\{)")
PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
DEFINED = re.compile(r"\b(?:def|class)\s+(\w+)|^(\w+)\s*(?::[^=\n]+)?=", re.MULTILINE)


def pieces(name: str) -> set[str]:
    """The words of a name: `_KeptCache` and `kept_cache` are both kept and cache."""
    return {piece.lower() for piece in PIECE.findall(name)}


def refused_file_names(source: Source) -> Iterator[str]:
    """Modules and test modules named with a word of no standard."""
    for part in PurePosixPath(source.path).parts:
        for word in sorted(pieces(part.split(".")[0]) & REFUSED_IN_FILE_NAMES):
            yield f"a file or folder named {word}: {part}"


def verbs_in_ing(source: Source) -> Iterator[str]:
    """Modules are nouns. The apps `mailing` and `sharing` are folders; `settings` is Django's own."""
    name = PurePosixPath(source.path).stem
    if name.endswith("ing"):
        yield f"a module that ends in -ing: {name}"


def refused_names(source: Source) -> Iterator[str]:
    """Functions, classes and constants named with a refused word."""
    for found in DEFINED.finditer(source.text):
        name = found[1] or found[2]
        for word in sorted(pieces(name) & REFUSED_IN_NAMES):
            yield f"{source.text.count(chr(10), 0, found.start()) + 1}: {name}: {word}"


def refused_classes(source: Source) -> Iterator[str]:
    """Classes of the page that are abbreviations, or words of no standard."""
    for found in CLASS.finditer(source.text):
        block = re.split("--|__", found[1])[0]
        if block in REFUSED_CLASSES:
            yield f"{source.text.count(chr(10), 0, found.start()) + 1}: .{found[1]}"


NAME = r"[A-Z]\w*(?:\.\w+)*"
RAISES = re.compile(rf"[Rr]aises (?:also )?{NAME}(?:(?:[,;]| and| or)(?: also)? {NAME})*")


@lru_cache(maxsize=1)
def known_names() -> frozenset[str]:
    """Every name that the product's code uses, docstrings and comments left out."""
    trees = [source.tree for source in repository() if product(source.path)]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    return frozenset(
        {node.id for node in nodes if isinstance(node, ast.Name)}
        | {node.name for node in nodes if isinstance(node, ast.ClassDef)}
        | {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    )


def unknown_exceptions(source: Source) -> Iterator[str]:
    """Docstrings that tell of an exception whose name nothing has."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            for found in RAISES.finditer(ast.get_docstring(node) or ""):
                for name in re.findall(NAME, found[0].partition(" ")[2]):
                    if name.split(".")[-1] not in known_names():
                        yield f"{getattr(node, 'lineno', 1)}: raises {name}, which is nothing"


WORD_RULES = [
    Rule(
        "files are named with plain words",
        ending(".py", ".html", ".ts", ".css", ".typ"),
        refused_file_names,
        bad=(
            Source("fieldwork/orders/telling.py", ""),
            Source("tests/pages/test_kept.py", ""),
            Source("fieldwork/workspace/templates/workspace/papers.html", ""),
            Source("frontend/src/styles/talk.css", ""),
        ),
        good=(Source("fieldwork/orders/serializers.py", ""), Source("tests/test_keyboard.py", "")),
    ),
    Rule(
        "modules are nouns",
        product,
        verbs_in_ing,
        bad=(Source("fieldwork/documents/sealing.py", ""),),
        good=(Source("fieldwork/mailing/smtp.py", ""), Source("fieldwork/settings.py", "")),
    ),
    Rule(
        "what is defined is named with plain words",
        product,
        refused_names,
        bad=(
            Source("fieldwork/live/hub.py", "class LookbackCursor:\n    pass\n"),
            Source("fieldwork/live/hub.py", "def _mend_some() -> None: ...\n"),
            Source("fieldwork/live/hub.py", "WISHES = 3\n"),
        ),
        good=(Source("fieldwork/live/hub.py", "class SafeCursor:\n    pass\n"),),
    ),
    Rule(
        "classes of the page are whole and plain words",
        ending(".css"),
        refused_classes,
        bad=(
            Source("frontend/src/styles/made-up.css", ".dlg__body {\n}\n"),
            Source("frontend/src/styles/made-up.css", ".list > .oi.is-new,\n.list {\n}\n"),
        ),
        good=(Source("frontend/src/styles/made-up.css", ".dialog__body {\n  inline-size: 1.5em;\n}\n"),),
    ),
    Rule(
        "an exception that a docstring tells of exists",
        product,
        unknown_exceptions,
        bad=(Source("fieldwork/made_up.py", 'def act():\n    """Raises Forbidden, Declined."""\n'),),
        good=(
            Source("fieldwork/made_up.py", 'def act():\n    """Raises Forbidden, Conflict, Order.DoesNotExist."""\n'),
        ),
    ),
]
