"""Line subtotals in whole numbers, rounded half up to the minor unit (product.md §5)."""

ROUNDING = "half_up"
"""How subtotals are rounded; documents say it, so that a later rule cannot be mistaken for theirs."""

THOUSANDTHS = 1000
MINUTES_PER_HOUR = 60


def product_subtotal(quantity: int, price: int) -> int:
    """Minor units for `quantity` thousandths at `price` minor units each; both zero or more."""
    return _half_up(quantity * price, THOUSANDTHS)


def labour_subtotal(minutes: int, price: int) -> int:
    """Minor units for `minutes` of work at `price` minor units per hour; both zero or more."""
    return _half_up(minutes * price, MINUTES_PER_HOUR)


def _half_up(product: int, divisor: int) -> int:
    return (product + divisor // 2) // divisor
