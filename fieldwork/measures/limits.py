"""The largest numbers a line may carry: their product still fits a 64-bit database column."""

MAX_QUANTITY = 1_000_000_000
"""Thousandths: one million units."""

MAX_MINUTES = 600_000
"""Ten thousand hours."""

MAX_PRICE = 1_000_000_000
"""Minor units."""
