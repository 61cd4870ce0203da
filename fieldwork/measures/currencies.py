"""Currencies by ISO 4217, and how many digits their minor units have."""

from dataclasses import dataclass

# As CLDR 47 had them. Kept here because CLDR changes them: amounts that are stored in minor units must never be
# read anew because a library was updated. A company keeps the digits it began with (`Company.digits`), and so does
# each content of a document; this table is asked when a company begins, and for contents from before they had them.
_DIGITS = {
    0: "ADP AFN ALL BIF BYR CLP DJF ESP GNF IQD IRR ISK ITL JPY KMF KPW KRW LAK LBP LUF MGA MGF MMK MRO PYG RSD RWF "
    "SLL SOS STD SYP TMM TRL UGX UYI VND VUV XAF XOF XPF YER ZMK ZWD",
    3: "BHD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_BY_CODE = {code: digits for digits, codes in _DIGITS.items() for code in codes.split()}


@dataclass(frozen=True, slots=True)
class Currency:
    """What amounts are in: `code` ISO 4217, `digits` of the minor unit as its owner keeps them (USD 2, JPY 0)."""

    code: str
    digits: int

    @classmethod
    def with_default_digits(cls, code: str) -> "Currency":
        """The currency with its usual digits; two where it is not known."""
        return cls(code, default_digits(code))


def default_digits(code: str) -> int:
    """The digits of the minor unit that a company with this currency begins with: "USD" -> 2, "KWD" -> 3."""
    return _BY_CODE.get(code, 2)
