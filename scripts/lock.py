"""Pins every package with its hashes into the two lock files: `make lock`.

The locks name no index and no host. Whoever installs uses the index of their own machine.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {"requirements.lock": "build", "requirements-dev.lock": "dev"}
AN_ADDRESS = re.compile(r"://|^-", re.MULTILINE)
# What a machine sets for its own index must not reach the locks.
OF_THIS_MACHINE = re.compile(r"^(UV|PIP)_.*(INDEX|LINKS|CONFIG|CONSTRAINT|OVERRIDE)", re.IGNORECASE)


def main() -> int:
    """Exit status 0 when both locks were written, else that of uv, or 1 when an address got in."""
    environment = {name: value for name, value in os.environ.items() if not OF_THIS_MACHINE.match(name)}
    for lock, group in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--no-config"]
        command += ["--group", group, "--universal", "--generate-hashes", "--upgrade"]
        command += ["--no-annotate", "--no-header", "--output-file", lock]
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if status:
            return status
        if AN_ADDRESS.search((ROOT / lock).read_text("utf-8")):
            print(f"{lock} names an address.", file=sys.stderr)
            return 1
        print(f"{lock} is written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
