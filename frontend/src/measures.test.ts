import { describe, expect, test } from "vitest";
import { formatAmount, formatMoney, type Kind, parse, plainAmount, subtotal } from "./measures.ts";
import vectors from "./measures.vectors.json" with { type: "json" };

describe("texts are read as the server reads them", () => {
  test.each(vectors.parse)('$kind "$text" is $value', ({ kind, text, value }) => {
    expect(parse(kind as Kind, text)).toBe(value === null ? null : BigInt(value));
  });
});

describe("subtotals are rounded half up, exactly", () => {
  test.each(vectors.subtotal)("$kind $amount × $price = $subtotal", (vector) => {
    const result = subtotal(vector.kind as Kind, BigInt(vector.amount), BigInt(vector.price));
    expect(result).toBe(BigInt(vector.subtotal));
  });
});

describe("amounts and money in the language of the page", () => {
  test.each([
    ["quantity", 1500n, "en", "1.5"],
    ["quantity", 1500n, "de", "1,5"],
    ["quantity", 1_234_000n, "en", "1,234"],
    ["hours", 90n, "en", "1.5"],
    ["hours", 75n, "en", "1.25"],
    ["hours", 100n, "en", "1:40"],
    ["hours", 63n, "en", "1.05"],
  ] as const)("%s %s in %s is %s", (kind, amount, language, text) => {
    expect(formatAmount(kind, amount, language)).toBe(text);
  });

  test("money keeps every digit", () => {
    expect(formatMoney(17600n, "USD", 2, "en")).toBe("$176.00");
    expect(formatMoney(5n, "USD", 2, "en")).toBe("$0.05");
    expect(formatMoney(1500n, "JPY", 0, "en")).toBe("¥1,500");
    expect(formatMoney(1234567n, "KWD", 3, "en")).toContain("1,234.567");
    expect(formatMoney(900_719_925_474_099_399n, "USD", 2, "en")).toBe("$9,007,199,254,740,993.99");
  });

  test("a stepper writes plain digits with the sign that was typed", () => {
    expect(plainAmount("quantity", 1_234_500n, ",")).toBe("1234,5");
    expect(plainAmount("hours", 75n, ".")).toBe("1.25");
  });
});
