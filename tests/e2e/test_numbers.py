"""Numbers on pages: held against Chromium's own Intl, and the same text in a form, on the page and on the paper."""

import json

from playwright.sync_api import Browser

from tests.money_vectors import AMOUNTS, CURRENCIES, FILE, LANGUAGES

WRITE = """([languages, currencies, amounts]) => {
  const written = {};
  for (const language of languages) for (const [code, digits] of Object.entries(currencies)) {
    // Company software in Arabic or Persian shows 0 to 9 as well: what is typed there is read back.
    const style = { style: "currency", currency: code, minimumFractionDigits: digits, maximumFractionDigits: digits };
    const format = new Intl.NumberFormat(`${language}-u-nu-latn`, style);
    for (const minor of amounts) {
      const whole = String(Math.abs(minor)).padStart(digits + 1, "0");
      const text = digits ? `${whole.slice(0, -digits)}.${whole.slice(-digits)}` : whole;
      written[`${language} ${code} ${minor}`] = format.format(minor < 0 ? `-${text}` : text);
    }
  }
  return written;
}"""


def test_money_is_written_as_chromium_writes_it(chromium: Browser) -> None:
    """faults.md E2: more than 30 languages in 14 currencies."""
    page = chromium.new_page()
    written = page.evaluate(WRITE, [LANGUAGES, CURRENCIES, AMOUNTS])
    page.close()
    vectors = json.loads(FILE.read_text("ascii"))
    ours = {
        f"{language} {code} {minor}": text
        for language, currencies in vectors.items()
        for code, vector in currencies.items()
        for minor, text in vector["texts"].items()
    }
    assert len(ours) == len(LANGUAGES) * len(CURRENCIES) * len(AMOUNTS)
    assert ours == written
