"""Makes a fresh clone ready: installs what is pinned, builds the pages' scripts and styles.

    .venv/bin/python scripts/prepare.py          what running needs
    .venv/bin/python scripts/prepare.py --dev    and what the tests need

What is ready already is left alone. Needs the standard library only, on any platform.
"""

import argparse
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"
NODE_MODULES = FRONTEND / "node_modules"
BUILT = ROOT / "fieldwork" / "static" / "built"
BIN = Path(sys.executable).parent
NOT_SOURCES = {"node_modules", "dist", "coverage", ".vite", ".vitest"}
COMPILER = """
import sys
from babel.messages.frontend import CommandLineInterface
for folder in sys.argv[1:]:
    CommandLineInterface().run(["pybabel", "compile", "-d", folder, "-D", "django"])
"""
SPEAK_AGAIN_SECONDS = 10
LINES_SAID = 60


class Unready(Exception):
    """The clone cannot be made ready; says why, in words for the terminal."""


def main() -> int:
    """Exit status 0 when everything is ready, 1 when something is missing."""
    parser = argparse.ArgumentParser(description="Install what is pinned and build the pages' scripts and styles.")
    parser.add_argument("--dev", action="store_true", help="also install what the tests need")
    options = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):
        # The … of a line must not end the first start on a terminal that has no such letter.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        install("requirements-dev.lock" if options.dev else "requirements.lock")
        build_frontend()
        compile_words()
    except Unready as reason:
        print(f"Fieldwork cannot be made ready: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def install(lock: str) -> None:
    """Installs the pinned packages of `lock` (checked by hash) unless this environment has them already."""
    if sys.prefix == sys.base_prefix:
        raise Unready("run it with the Python of a virtual environment: .venv/bin/python scripts/prepare.py")
    stamp = Path(sys.prefix) / "fieldwork-installed.json"
    wanted = {name: key_of(ROOT / name) for name in covered_by(lock)}
    done = read_stamp(stamp)
    if wanted.items() <= done.items():
        return
    if find_spec("pip") is None:
        run([sys.executable, "-m", "ensurepip"], "Putting pip into the environment")
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    packages = sum("==" in line for line in (ROOT / lock).read_text("utf-8").splitlines())
    run([*pip, "--require-hashes", "-r", str(ROOT / lock)], f"Installing {packages} pinned packages")
    stamp.write_text(json.dumps(done | wanted), "utf-8")


def covered_by(lock: str) -> list[str]:
    """The lock files whose packages are all there once `lock` is installed."""
    return ["requirements.lock", lock] if lock != "requirements.lock" else [lock]


def key_of(lock: Path) -> str:
    """What must not have changed for an installation to count: the lock and the Python it was made for."""
    return f"{sys.version_info.major}.{sys.version_info.minor} {hashlib.sha256(lock.read_bytes()).hexdigest()}"


def read_stamp(stamp: Path) -> dict[str, str]:
    """What was installed before; empty when nothing was, or when the note is damaged."""
    try:
        found = json.loads(stamp.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def build_frontend() -> None:
    """Builds `frontend/` into `fieldwork/static/built` unless that was built from the same sources."""
    modules_stamp, built_stamp = NODE_MODULES / ".fieldwork-lock", BUILT / ".fieldwork-sources"
    lock_digest, sources_digest = (
        digest_of(FRONTEND, iter([FRONTEND / "package-lock.json"])),
        digest_of(FRONTEND),
    )
    modules_ready, built = text_of(modules_stamp) == lock_digest, text_of(built_stamp) == sources_digest
    if built and modules_ready:
        return
    npm, environment = find_npm()
    if not modules_ready:
        run([npm, "ci", "--no-audit", "--no-fund"], "Fetching what the pages are built with", environment)
        modules_stamp.write_text(lock_digest, "utf-8")
    if not built:
        run([npm, "run", "build"], "Building the pages' scripts and styles", environment)
        built_stamp.write_text(sources_digest, "utf-8")


def compile_words() -> None:
    """Compiles the translations, unless all that was made of them is younger than they are."""
    sources = sorted((ROOT / "fieldwork").glob("*/locale/*/LC_MESSAGES/django.po"))
    if all(is_younger(words.with_suffix(".mo"), words) for words in sources):
        return
    folders = {words.parents[2] for words in sources}
    compiler = [sys.executable, "-c", COMPILER, *map(str, sorted(folders))]
    run(compiler, "Compiling translations")


def is_younger(made: Path, source: Path) -> bool:
    """Whether `made` exists and is not older than `source`."""
    return made.is_file() and made.stat().st_mtime >= source.stat().st_mtime


def text_of(path: Path) -> str:
    """The file's text, or "" when there is none."""
    return path.read_text("utf-8") if path.is_file() else ""


def digest_of(folder: Path, files: Iterator[Path] | None = None) -> str:
    """One SHA-256 over names and bytes of `files`, by default of all sources in `folder`."""
    digest = hashlib.sha256()
    for file in sorted(files or sources_in(folder)):
        digest.update(f"{file.relative_to(folder).as_posix()}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def sources_in(folder: Path) -> Iterator[Path]:
    """Every file below `folder`, without what was fetched or built there."""
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name not in NOT_SOURCES:
                yield from sources_in(entry)
        elif not entry.name.endswith(".tsbuildinfo"):
            yield entry


def find_npm() -> tuple[str, dict[str, str]]:
    """The npm to use and the environment for it: the machine's Node if new enough, else the installed one."""
    for folders in (os.environ.get("PATH", ""), os.pathsep.join([str(BIN), os.environ.get("PATH", "")])):
        node, npm = shutil.which("node", path=folders), shutil.which("npm", path=folders)
        if node and npm and new_enough(version_of(node)):
            return npm, {**os.environ, "PATH": folders}
    raise Unready("the pages need Node 22.12, 24 or newer, and none was found")


def version_of(node: str) -> tuple[int, ...]:
    """(22, 12, 0) for v22.12.0; (0,) when it does not answer."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=True)
        return tuple(int(part) for part in answer.stdout.strip().removeprefix("v").split("."))
    except (OSError, ValueError, subprocess.SubprocessError):
        return (0,)


def new_enough(version: tuple[int, ...]) -> bool:
    """Whether Vite and Vitest run on this Node: 22.12 or newer, no odd version."""
    return version >= (22, 12) and version[0] % 2 == 0


def run(command: list[str], what: str, environment: dict[str, str] | None = None) -> None:
    """Runs a step and tells how it goes: in `frontend/` with its `environment`, else in the clone.

    Raises `Unready` with the beginning and the end of its output if it fails.
    """
    started = time.monotonic()
    folder = FRONTEND if environment else ROOT
    lines: list[str] = []
    step = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    reader = Thread(target=lines.extend, args=(step.stdout or (),), daemon=True)
    reader.start()
    wait_and_tell(lambda seconds: ended(step, seconds), what, started, lines)
    reader.join(timeout=5)
    if step.returncode:
        said = lines if len(lines) <= LINES_SAID else [*lines[:20], "…\n", *lines[20 - LINES_SAID :]]
        raise Unready(f"{what} failed.\n{''.join(said)}")
    print(f"{what}: done in {time.monotonic() - started:.0f} s", flush=True)


def ended(step: subprocess.Popen[str], seconds: float) -> bool:
    """Whether the step ends within `seconds`."""
    try:
        step.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def wait_and_tell(ended_within: Callable[[float], bool], what: str, started: float, lines: list[str]) -> None:
    """Waits for the end; says what is going on at once and then every ten seconds."""
    print(f"{what} …", flush=True)
    while not ended_within(SPEAK_AGAIN_SECONDS):
        done = sum(line.startswith(("Collecting ", "Requirement already")) for line in lines)
        count = f", {done} fetched" if done else ""
        print(f"{what} … {time.monotonic() - started:.0f} s{count}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
