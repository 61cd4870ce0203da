"""Names sort as the browser's own collation sorts them (faults.md A8): our tailorings against Chromium's CLDR."""

import pytest
from playwright.sync_api import Browser, Page

from fieldwork.collation.sort_keys import sort_key
from fieldwork.collation.tailorings import TAILORINGS

PLAIN = ("ca", "de", "en", "fr", "it", "nl", "pt")
"""Languages that place no letter of their own."""

# What Chromium calls equal at the first level may stand in any order here: only letters are compared, not accents.
SORTED = """([language, words]) => {
    const whole = new Intl.Collator(language).compare;
    const base = new Intl.Collator(language, { sensitivity: "base" }).compare;
    const sorted = [...words].sort(whole);
    const groups = [];
    sorted.forEach((word, at) => {
        if (at > 0 && base(sorted[at - 1], word) === 0) groups.at(-1).push(word);
        else groups.push([word]);
    });
    return groups;
}"""
# Chromium sorts Serbian as it is written in Cyrillic; ours is the Latin alphabet of the same language.
NAMES = {"sr": "sr-Latn", "nn": "nn", "no": "no"}


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Page:
    found = chromium.new_page()
    found.goto("about:blank")
    return found


def words_of(language: str) -> list[str]:
    """Short words with each letter of the language, at the beginning and inside."""
    own = TAILORINGS.get(language, "")
    letters = {one for one in own.replace(":", " ").replace(";", " ").replace("=", " ").split() if one}
    letters |= set("abcdefghijklmnopqrstuvwxyz") | set("áéíóúàèìòùâêîôûäëïöüñç")
    return sorted({word for letter in letters for word in (f"{letter}a", f"{letter}v", f"m{letter}o")})


def test_letters_stand_where_the_browser_has_them(page: Page) -> None:
    """faults.md A8. Chromium carries the alphabets of most languages; of the others it says so."""
    asked = [NAMES.get(language, language) for language in (*TAILORINGS, *PLAIN)]
    known = page.evaluate("(asked) => Intl.Collator.supportedLocalesOf(asked)", asked)
    assert len(known) >= 25
    wrong = []
    for language, name in zip((*TAILORINGS, *PLAIN), asked, strict=True):
        if name not in known:
            continue
        groups = page.evaluate(SORTED, [name, words_of(language)])
        keys = [[sort_key(word, language) for word in group] for group in groups]
        wrong += [
            (language, groups[at], groups[at + 1]) for at in range(len(keys) - 1) if max(keys[at]) > min(keys[at + 1])
        ]
    assert wrong == []


def test_names_of_the_fault_stand_in_order(page: Page) -> None:
    """faults.md A8."""
    names = ["Zebra", "aardvark", "Łódź", "Éclair", "Ångström", "Ábaco", "Zürich", "zulu", "Ñandú", "Nz", "O"]
    for language in ("en", "de", "es", "sv", "pl"):
        theirs = page.evaluate("([l, names]) => names.sort(new Intl.Collator(l).compare)", [language, names])
        assert sorted(names, key=lambda name: sort_key(name, language)) == theirs, language
