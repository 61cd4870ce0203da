import { afterEach, expect, test } from "vitest";
import { word } from "./words.ts";

afterEach(() => {
  document.body.innerHTML = "";
});

test("the page's words win, a missing one is English", () => {
  document.body.innerHTML = '<script type="application/json" id="words">{"undo": "Rückgängig"}</script>';
  expect(word("undo")).toBe("Rückgängig");
  expect(word("close")).toBe("Close");
});

test("values are put in, and only those", () => {
  expect(word("rest_left", { left: "2", planned: "4" })).toBe("2 of 4 left");
  expect(word("new_entries")).toBe("{n} new");
});
