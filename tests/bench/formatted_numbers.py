"""Made-up words, as many as a trade uses, for messages and for what is searched in them."""

WORDS = 20_000
_SYLLABLES = ("ka", "ro", "mi", "tel", "son", "vu", "par", "lin", "do", "get", "ñas", "ber")


def word(rank: int) -> str:
    """The word number 1 to WORDS: the lower, the more often it is said."""
    syllables = []
    rest = rank
    while rest:
        rest, place = divmod(rest, len(_SYLLABLES))
        syllables.append(_SYLLABLES[place])
    return "".join(syllables) + ("x" if rank % 7 == 0 else "")


def questions() -> list[str]:
    """What people type: words said always, now and then and hardly ever, beginnings, two at once, and nothing there."""
    ranks = (1, 2, 5, 20, 90, 400, 1500, 6000, 15_000, 19_999)
    single = [word(rank) for rank in ranks]
    begun = [word(rank)[:3] for rank in ranks]
    both = [f"{word(2)} {word(rank)}" for rank in ranks]
    return [*single, *begun, *both, "nowhere", "repair 12"]
