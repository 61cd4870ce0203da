"""How long to wait before a failed step is tried again."""

FIRST_SECONDS = 5
LONGEST_SECONDS = 3600


def wait_seconds(attempts: int) -> int:
    """Seconds after so many attempts (1, 2, 3 …) have failed: 5, 10, 20 … 3600."""
    return int(min(FIRST_SECONDS * 2 ** min(max(attempts, 1) - 1, 20), LONGEST_SECONDS))
