"""One document in a process of its own, which may be killed: `python -m fieldwork.documents.child`.

Reads {"paper": JSON text, "timestamp": Unix seconds} from standard input, writes the PDF to standard output.
"""

import json
import sys

from fieldwork.documents.press import print_paper


def main() -> None:
    """Reads, prints, ends; a refused document ends with a traceback and a status that is not 0."""
    job = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(print_paper(job["paper"], job["timestamp"]))


if __name__ == "__main__":
    main()
