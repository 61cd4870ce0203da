// @vitest-environment node
import { expect, test } from "vitest";
import { logical } from "./manifest.ts";
import { spriteOf } from "./sprite.ts";

test("each name becomes one symbol that takes its colour and width from the page", () => {
  const svg = spriteOf("minus\nplus\n");
  expect(svg).toContain('<symbol id="i-minus" viewBox="0 0 24 24" fill="none" stroke="currentColor"');
  expect(svg).toContain('<symbol id="i-plus"');
  expect(svg).not.toContain("stroke-width");
});

test("an icon that lucide does not have stops the build", () => {
  expect(() => spriteOf("no-such-icon\n")).toThrow('no icon "no-such-icon"');
});

test("the list stays alphabetical and without doubles", () => {
  expect(() => spriteOf("plus\nminus\n")).toThrow("does not come after");
  expect(() => spriteOf("plus\nplus\n")).toThrow("does not come after");
});

test("a logical name is the file name without its hash", () => {
  expect(logical("ibm-plex-sans-latin-wght-normal-1a2b3c4d.woff2")).toBe("ibm-plex-sans-latin-wght-normal.woff2");
  expect(logical("app-1a2b3c4d.js")).toBe("app.js");
});
