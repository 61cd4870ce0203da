"""What the rules read: the files of the repository, and the shape of a rule."""

import ast
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
Node = TypeVar("Node", bound=ast.AST)


@dataclass(frozen=True)
class Source:
    """One text file: its path from the root, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The file read as Python."""
        return ast.parse(self.text, self.path)

    def nodes(self, *kinds: type[Node]) -> Iterator[Node]:
        """Every node of these kinds, anywhere in the file."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))


@dataclass(frozen=True)
class Rule:
    """A rule: which files it is for, what breaks it, and texts that must and must not break it."""

    name: str
    applies: Callable[[str], bool]
    faults: Callable[[Source], Iterator[str]]
    bad: tuple[Source, ...]
    good: tuple[Source, ...] = ()


@lru_cache(maxsize=1)
def repository() -> tuple[Source, ...]:
    """Every text file that is in the repository or would be with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = sorted(set(listed.stdout.decode().split("\0")) - {""})
    return tuple(source for name in names if (source := read(name)) is not None)


def read(name: str) -> Source | None:
    """The file, or None when it is gone or no text."""
    try:
        return Source(name, (ROOT / name).read_text("utf-8"))
    except (FileNotFoundError, IsADirectoryError, UnicodeDecodeError):
        return None


def ending(*endings: str) -> Callable[[str], bool]:
    """Files with one of these endings that people write."""
    return lambda path: path.endswith(endings) and not generated(path)


def generated(path: str) -> bool:
    """Migrations: Django's makemigrations writes them, nobody edits them for style."""
    return "/migrations/" in path


def code(path: str) -> bool:
    """Python that people write."""
    return path.endswith(".py") and not generated(path)


def product(path: str) -> bool:
    """Python of the program itself: no test, no script."""
    return code(path) and path.startswith("fieldwork/") and "/tests/" not in path


def template(path: str) -> bool:
    """Pages, parts of pages and HTML mails."""
    return path.endswith(".html") and "/templates/" in path


def fault(node: ast.stmt | ast.expr | ast.excepthandler, words: str) -> str:
    """The line and what is wrong there."""
    return f"{node.lineno}: {words}"
