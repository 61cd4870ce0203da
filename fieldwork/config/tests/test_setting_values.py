"""Settings in the spellings that people use; what cannot be meant is refused with the setting's name."""

import pytest

from fieldwork.config.setting_values import InvalidSetting, read_hosts, read_port, read_switch, setting


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("a.example, b.example", ["a.example", "b.example"]),
        (" a.example ,\tb.example,", ["a.example", "b.example"]),
        ("a.example b.example;c.example", ["a.example", "b.example", "c.example"]),
        ("Orders.Example.com:8443", ["orders.example.com"]),
        (".example.com", [".example.com"]),
        ("example.com.", ["example.com"]),
        ("*", ["*"]),
        ("192.0.2.7:80", ["192.0.2.7"]),
        ("::1", ["[::1]"]),
        ("[2001:DB8::1]:8000", ["[2001:db8::1]"]),
        (" , ", []),
    ],
)
def test_hosts_are_read_as_they_are_meant(text: str, hosts: list[str]) -> None:
    """faults.md C11."""
    assert read_hosts("FIELDWORK_ALLOWED_HOSTS", text) == hosts


@pytest.mark.parametrize(
    "text", ["https://a.example", "a.example/orders", '"a.example"', "bücher.example", "*.example.com", "a..example"]
)
def test_a_host_that_no_browser_sends_is_refused(text: str) -> None:
    """faults.md C11."""
    with pytest.raises(InvalidSetting, match="FIELDWORK_ALLOWED_HOSTS"):
        read_hosts("FIELDWORK_ALLOWED_HOSTS", text)


@pytest.mark.parametrize("text", ["1", "true", "True", "TRUE", "yes", "Yes", "on", "ON"])
def test_a_switch_is_on_in_any_spelling(text: str) -> None:
    """faults.md C11."""
    assert read_switch("FIELDWORK_HTTPS", text)


@pytest.mark.parametrize("text", ["0", "false", "False", "no", "NO", "off"])
def test_a_switch_is_off_in_any_spelling(text: str) -> None:
    """faults.md C11."""
    assert not read_switch("FIELDWORK_HTTPS", text)


@pytest.mark.parametrize("text", ["2", "ja", "https", '"1"', "tru"])
def test_any_other_word_is_no_switch(text: str) -> None:
    """faults.md C11: half a word must not mean cookies without Secure."""
    with pytest.raises(InvalidSetting, match="FIELDWORK_HTTPS"):
        read_switch("FIELDWORK_HTTPS", text)


@pytest.mark.parametrize("text", ["eighty", "-1", "65536", "8_000", "٨٠", "8000/tcp"])
def test_a_port_is_a_number_that_can_be_listened_at(text: str) -> None:
    """faults.md C11."""
    with pytest.raises(InvalidSetting, match="PORT"):
        read_port("PORT", text)


@pytest.mark.parametrize("text", ["", " "])
def test_a_setting_set_to_nothing_is_not_set(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md C11: a compose file sets what it has no value for to nothing."""
    monkeypatch.setenv("PORT", text)
    assert setting("PORT", read_port, 8000) == 8000
    monkeypatch.setenv("PORT", " 80 ")
    assert setting("PORT", read_port, 8000) == 80
