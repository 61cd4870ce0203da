"""How headers are written: names and subjects of any language keep every blank, whichever Python sends them."""

from email.header import Header
from email.headerregistry import Address
from email.policy import EmailPolicy
from typing import Any

ASCII_LINE = 76
"""Characters of a line with encoded words (RFC 2047 §2)."""


class HeaderPolicy(EmailPolicy):
    """SMTP's policy, but for subjects and names that are not ASCII or longer than a line.

    There the folding of `email.policy` loses blanks between encoded words, or adds one at the beginning, in versions
    that we run on. The older `Header` makes one text of all words and loses none.
    """

    def fold(self, name: str, value: Any) -> str:
        """The header in lines."""
        return self._worded(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The same as bytes."""
        return self._worded(name, value).encode("ascii") or super().fold_binary(name, value)

    def _worded(self, name: str, value: Any) -> str:
        """ "" where the usual way does."""
        if self.utf8 or _fits(f"{name}: {value}"):
            return ""
        if name.lower() == "subject":
            return f"{name}: {self._encoded(str(value), name)}{self.linesep}"
        if addresses := getattr(value, "addresses", ()):
            between = f",{self.linesep} "
            return f"{name}: {between.join(self._mailbox(one, name) for one in addresses)}{self.linesep}"
        return ""

    def _mailbox(self, address: Address, name: str) -> str:
        if not address.display_name or _fits(f"{name}: {address}"):
            return str(address)
        return f"{self._encoded(address.display_name, name)}{self.linesep} <{address.addr_spec}>"

    def _encoded(self, text: str, name: str) -> str:
        return Header(text, "utf-8", ASCII_LINE, name).encode(linesep=self.linesep)


def _fits(line: str) -> bool:
    return line.isascii() and len(line) <= ASCII_LINE


HEADER_POLICY = HeaderPolicy(linesep="\r\n")
