"""One document in a process of its own, which may be killed: `python -m fieldwork.documents.render_worker MEGABYTES`.

Reads {"paper": JSON text, "timestamp": Unix seconds} from standard input, writes the PDF to standard output.
"""

import json
import sys

from fieldwork.documents.typst_engine import compile_pdf

try:
    import resource
except ImportError:  # Windows has no such limit; the time limit holds there too.
    resource = None  # type: ignore[assignment]


def limit_memory(megabytes: int) -> None:
    """Limits this process's address space (RLIMIT_AS), where the platform has `resource`.

    An allocation beyond it ends this process, and nothing else.
    """
    if resource is not None:
        most = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    """Reads, prints, ends; a refused document ends with a traceback and a status that is not 0."""
    limit_memory(int(sys.argv[1]))
    job = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(compile_pdf(job["paper"], job["timestamp"]))


if __name__ == "__main__":
    main()
