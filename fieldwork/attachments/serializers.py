"""A file as the API and the page's uploads answer it."""

from fieldwork.attachments.models import File
from fieldwork.rest.response_model import ResponseModel


class FileOut(ResponseModel):
    """A kept file; `size` in bytes. `id` is what orders, confirmations and messages name.

    A picture or film is kept without the place where it was made: `size` and `sha256` are of what is kept.
    """

    id: str
    name: str
    size: int
    sha256: str


def serialize_file(file: File) -> FileOut:
    """Returns the file's facts, without its content."""
    return FileOut(id=str(file.id), name=file.name, size=file.size, sha256=file.sha256)
