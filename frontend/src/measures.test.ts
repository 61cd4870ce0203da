import { describe, expect, test } from "vitest";
import {
  formatAmount,
  formatMoney,
  type Kind,
  type MoneyStyle,
  type NumberStyle,
  parse,
  plainAmount,
  stylesOf,
  subtotal,
} from "./measures.ts";
import vectors from "./measures.vectors.json" with { type: "json" };
import written from "./money.vectors.json" with { type: "json" };

const ENGLISH: NumberStyle = { decimal: ".", group: ",", first: 3, further: 3, least: 1 };
const SPANISH: NumberStyle = { decimal: ",", group: ".", first: 3, further: 3, least: 2 };

describe("texts are read as the server reads them", () => {
  test.each(vectors.parse as { kind: string; text: string; mark?: string; value: number | null }[])(
    '$kind "$text" with "$mark" is $value',
    ({ kind, text, mark, value }) => {
      expect(parse(kind as Kind, text, mark)).toBe(value === null ? null : BigInt(value));
    },
  );
});

describe("subtotals are rounded half up, exactly", () => {
  test.each(vectors.subtotal)("$kind $amount × $price = $subtotal", (vector) => {
    const result = subtotal(vector.kind as Kind, BigInt(vector.amount), BigInt(vector.price));
    expect(result).toBe(BigInt(vector.subtotal));
  });
});

describe("amounts and money in the language of the page", () => {
  test.each([
    ["quantity", 1500n, ENGLISH, "1.5"],
    ["quantity", 1500n, SPANISH, "1,5"],
    ["quantity", 1_234_000n, ENGLISH, "1,234"],
    ["quantity", 1_234_000n, SPANISH, "1234"],
    ["quantity", 12_345_000n, SPANISH, "12.345"],
    ["hours", 90n, ENGLISH, "1.5"],
    ["hours", 75n, ENGLISH, "1.25"],
    ["hours", 100n, ENGLISH, "1:40"],
    ["hours", 63n, ENGLISH, "1.05"],
  ] as const)("%s %s in %s is %s", (kind, amount, style, text) => {
    expect(formatAmount(kind, amount, style)).toBe(text);
  });

  // faults.md E2: the same texts as pytest and Chromium's Intl.
  test.each(Object.entries(written))("%s writes money as the server does", (_language, currencies) => {
    for (const { style, texts } of Object.values(currencies)) {
      for (const [minor, text] of Object.entries(texts)) {
        expect(formatMoney(BigInt(minor), style as MoneyStyle)).toBe(text);
      }
    }
  });

  test("money keeps every digit", () => {
    const style = stylesOf(document.createElement("form")).money;
    expect(formatMoney(5n, style)).toBe("$0.05");
    expect(formatMoney(900_719_925_474_099_399n, style)).toBe("$9,007,199,254,740,993.99");
  });

  test("a stepper writes plain digits with the sign of the page", () => {
    expect(plainAmount("quantity", 1_234_500n, ",")).toBe("1234,5");
    expect(plainAmount("hours", 75n, ".")).toBe("1.25");
  });
});
