"""The largest numbers a line may carry, so that sums still fit a 64-bit database column."""

MAX_QUANTITY = 1_000_000_000
"""Thousandths: one million units."""

MAX_MINUTES = 600_000
"""Ten thousand hours."""

MAX_PRICE = 100_000_000_000
"""Minor units: a billion rupiah."""

MAX_QUANTITY_TIMES_PRICE = 9_000_000_000_000_000_000
"""Thousandths times minor units of one line; minutes times minor units are always less."""
