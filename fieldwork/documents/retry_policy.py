"""What is kept of a step that failed: why, and how long to wait before it is tried again."""

FIRST_WAIT_SECONDS = 5
MAX_WAIT_SECONDS = 3600
MAX_ERROR = 2000


def error_text(error: BaseException) -> str:
    """Returns the error's message for an administrator, else its type's name; at most MAX_ERROR characters."""
    return (str(error) or type(error).__name__)[:MAX_ERROR]


def wait_seconds(attempts: int) -> int:
    """Seconds after so many attempts (1, 2, 3 …) have failed: 5, 10, 20 … 3600."""
    return int(min(FIRST_WAIT_SECONDS * 2 ** min(max(attempts, 1) - 1, 20), MAX_WAIT_SECONDS))
