"""The order of names in each language."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.collation.sort_keys import MAX_KEY, sort_alike, sort_key

ORDERS = {
    "en": "aardvark Ábaco Ångström co-op coop Éclair Łódź Lund Ñandú nube resume Resume résumé Straße Strasser Zebra",
    "es": "Ábaco canto chico dado llave luz nube Ñandú oso",
    "de": "Adam Ähre Ast Mueller Muller Müller Ofen Öl Zug",
    "sv": "Adam Zebra Ångström Æble Ähre Öl",
    "fi": "Adam Zebra Åbo Äänekoski Öljy",
    "nb": "Abel Zebra Ærlig Ørsted Ås Aasen",
    "da": "Abel Zebra Ærø Østerbro Aalborg Århus",
    "pl": "Ala luty łan Łódź mak źle żaba",
    "cs": "auto cena čas dub hrad chata ipsum řeka",
    "sk": "auto cena čas hora chata ihla ol os ôl",
    "hr": "cvijet čamac ćuk dan džep đak lopta ljubav nada njuška",
    "hu": "cukor család dal gaz gyár oszt öt sas szél",
    "et": "saba šokk zoo žanr tamm vesi õun öö üks",
    "tr": "cam çam dal hız Irmak ıslak ilk İzmir kar",
    "ru": "ёж ежа жук игра йод кот",
    "is": "api ár banki dúfa ðe þing ær öl",
}


@pytest.mark.parametrize("language", ORDERS)
def test_names_stand_where_the_language_puts_them(language: str) -> None:
    """faults.md A8."""
    wanted = ORDERS[language].split()
    mixed = random.Random(8).sample(wanted, len(wanted))
    assert sorted(mixed, key=lambda name: sort_key(name, language)) == wanted


def test_a_letter_in_two_signs_is_the_same_as_in_one() -> None:
    assert sort_key("A\u0301baco", "en") == sort_key("Ábaco", "en")
    assert sort_key("A\u030angström", "sv") == sort_key("Ångström", "sv")


def test_blanks_and_digits_stand_before_letters() -> None:
    names = ["(x)", "1st", "10", "2", "a b", "a-b", "a1", "ab"]
    assert sorted(names, key=lambda name: sort_key(name, "en")) == ["(x)", "10", "1st", "2", "a b", "a-b", "a1", "ab"]


def test_a_dialect_sorts_as_its_language_and_an_unknown_one_as_most_do() -> None:
    assert sort_alike("es-mx", "es")
    assert sort_alike("xx", "en")
    assert not sort_alike("es", "en")


@given(st.text(max_size=300), st.sampled_from([*ORDERS, "xx"]))
def test_every_text_has_a_key_that_a_database_keeps(text: str, language: str) -> None:
    key = sort_key(text, language)
    assert len(key) <= MAX_KEY
    assert "\0" not in key
