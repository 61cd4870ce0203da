"""`fieldwork verify FILE`: whether a PDF is a version that this installation issued, unchanged."""

from argparse import Namespace
from pathlib import Path

from fieldwork.commands.check import migrations, problems
from fieldwork.commands.terminal import print_error, print_line
from fieldwork.commands.terminal_language import _
from fieldwork.documents.verification import find_by_file, sha256_of
from fieldwork.documents.verification_messages import label_of, sentences_of

NOT_READ = 2
PIECE = 1024 * 1024


def run(options: Namespace) -> int:
    """0 if it was issued and is unchanged, 1 if not or its record is in doubt, 2 if the file cannot be read."""
    if wrong := list(problems([migrations])):
        print_error("\n".join(wrong))
        return NOT_READ
    try:
        with Path(options.file).open("rb") as file:
            digest = sha256_of(iter(lambda: file.read(PIECE), b""))
    except OSError as refused:
        print_error(_("%(file)s cannot be read: %(reason)s") % {"file": options.file, "reason": refused.strerror})
        return NOT_READ
    found = find_by_file(digest)
    print_line("\n".join([str(label_of(found).heading), *sentences_of(found, file=True)]))
    return 0 if found is not None and found.intact else 1
