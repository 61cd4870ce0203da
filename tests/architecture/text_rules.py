"""Rules for any text: length, names, unfinished work, addresses of one machine, dead links."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from tests.architecture.source_tree import ROOT, Rule, Source, ending, generated

LONGEST_FILE = 300
NAMES_THAT_SAY_NOTHING = {
    *("util", "utils", "helper", "helpers", "common", "commons", "misc", "base", "bases", "core", "cores"),
    *("lib", "libs", "manager", "managers", "service", "services"),
}
# scripts/services.py starts PostgreSQL and Redis: the word means that, not a layer.
MEANT = {"scripts/services.py"}

# Written so that this file does not break its own rules.
UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b|NotImplemented[E]rror")
MACHINE = re.compile(
    r"(^|[^a-z])/(?:work|farm|tmp/bash_jobs|root)/|/(?:home|Users)/\w+/"
    r"|\"resolved\":|index-(?:url)|https?://[^ ]*/(?:simple)(/|$)|_registry *="
    r"|\b(?:pypi)\.org|\b(?:npmjs)\.org"
    r"|\b(?:pythonhosted)\.org",
    re.MULTILINE,
)
A_PATH = re.compile(r"`((?:fieldwork|frontend|tests|docs|scripts)/[\w./-]*)`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def anything(path: str) -> bool:
    """Every text of the repository."""
    return bool(path)


def too_long(source: Source) -> Iterator[str]:
    """Files past the limit."""
    lines = source.text.count("\n")
    if lines > LONGEST_FILE:
        yield f"{lines} lines"


def empty_names(source: Source) -> Iterator[str]:
    """Folders and files whose name says nothing."""
    if source.path in MEANT:
        return
    for part in PurePosixPath(source.path).parts:
        if part.lstrip(".").split(".")[0].lower() in NAMES_THAT_SAY_NOTHING:
            yield f"a name that says nothing: {part}"


def matching(pattern: re.Pattern[str]) -> Callable[[Source], Iterator[str]]:
    """A rule's faults: the places where the pattern is found."""

    def faults(source: Source) -> Iterator[str]:
        for found in pattern.finditer(source.text):
            yield f"{source.text.count(chr(10), 0, found.start()) + 1}: {found[0].strip()}"

    return faults


def dead_links(source: Source) -> Iterator[str]:
    """Links and paths in a Markdown page to files that are not there."""
    folder = (ROOT / source.path).parent
    for found in LINK.finditer(source.text):
        if not (folder / found[1]).exists():
            yield f"{source.text.count(chr(10), 0, found.start()) + 1}: {found[1]} is not there"
    for found in A_PATH.finditer(source.text):
        if not (ROOT / found[1]).exists():
            yield f"{source.text.count(chr(10), 0, found.start()) + 1}: {found[1]} is not there"


def joined(*pieces: str) -> str:
    """A text that must not stand here in one piece, because this file keeps the rules too."""
    return "".join(pieces)


def page(text: str) -> tuple[Source, ...]:
    """The text as a Markdown page of the repository."""
    return (Source("docs/made-up.md", text),)


TEXT_RULES = [
    Rule(
        "files have 300 lines at most",
        ending(".py", ".ts", ".css", ".html", ".typ"),
        too_long,
        bad=(Source("frontend/src/long.ts", "\n" * (LONGEST_FILE + 1)),),
        good=(
            Source("frontend/src/fits.ts", "\n" * LONGEST_FILE),
            Source("fieldwork/room/migrations/0001_initial.py", "\n" * (LONGEST_FILE + 1)),
        ),
    ),
    Rule(
        "a name says what is inside",
        lambda path: not generated(path),
        empty_names,
        bad=(
            Source("fieldwork/orders/utils.py", ""),
            Source("fieldwork/core/__init__.py", ""),
            Source("frontend/src/helpers/money.ts", ""),
        ),
        good=(Source("fieldwork/orders/totals.py", ""),),
    ),
    Rule(
        "nothing is left unfinished",
        ending(".py", ".ts", ".css", ".html", ".typ", ".md"),
        matching(UNFINISHED),
        bad=(
            Source("fieldwork/made_up.py", joined("# TO", "DO later")),
            Source("fieldwork/made_up.py", joined("raise NotImplemented", "Error")),
        ),
        good=(Source("fieldwork/made_up.py", "# The list of things to do."),),
    ),
    Rule(
        "no file names a machine or a package registry",
        anything,
        matching(MACHINE),
        bad=page(joined("see /wo", "rk/main/docs"))
        + page(joined("/ho", "me/layla/fieldwork"))
        + page(joined("--index", "-url https://packages.example/sim", "ple/"))
        + page(joined("https://py", "pi.org/project/django")),
        good=page("see docs/architecture.md, served at /orders/4/workspace"),
    ),
    Rule(
        "every link and path of a page leads somewhere",
        lambda path: path.endswith(".md") and path != "CHANGELOG.md",
        dead_links,
        bad=page("[gone](nowhere.md)")
        + page("![gone](screenshots/never-made.png)")
        + page("see `fieldwork/orders/nowhere.py`"),
        good=page("[here](../pyproject.toml), [there](https://fieldwork.example/x), [below](#words)"),
    ),
]
