import re
from html import unescape

import pytest

from fieldwork.shell.text_markup import linked

OPEN = 'target="_blank" rel="noopener noreferrer nofollow"'


def link(address: str) -> str:
    return f'<a class="a" href="{address}" {OPEN}>{address}</a>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See https://a.example/x.", f"See {link('https://a.example/x')}."),
        ("(http://a.example/b_(c))", f"({link('http://a.example/b_(c)')})"),
        ("https://a.example/?q=1&r=2", link("https://a.example/?q=1&amp;r=2")),
        ("HTTPS://A.EXAMPLE!", f"{link('HTTPS://A.EXAMPLE')}!"),
        ("https://", "https://"),
        ("xhttps://a.example", "xhttps://a.example"),
        ("javascript:alert(1) data:text/html,x", "javascript:alert(1) data:text/html,x"),
        ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#x27;"),
        ('https://a.example/"onclick="x', f"{link('https://a.example/')}&quot;onclick=&quot;x"),
        ("https://a.example/\u202egnp.exe", f"{link('https://a.example/')}\u202egnp.exe"),
        ("", ""),
    ],
)
def test_addresses_become_links_and_all_else_stays_text(text: str, shown: str) -> None:
    assert linked(text) == shown


def test_marks_stand_out_and_are_escaped() -> None:
    assert linked("Hi @<b> https://a.example", [(3, 7, True)]) == (
        f'Hi <b class="at at--me">@&lt;b&gt;</b> {link("https://a.example")}'
    )


@pytest.mark.parametrize("text", ["http://" * 3000, "https://a.example/" + ")" * 20_000, "https://a.example/(((" * 999])
def test_a_long_text_of_addresses_loses_nothing(text: str) -> None:
    shown = linked(text)
    assert unescape(re.sub(r"<[^>]*>", "", shown)) == text
