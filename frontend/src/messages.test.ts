import { afterEach, expect, test } from "vitest";
import { word } from "./messages.ts";

afterEach(() => {
  document.body.innerHTML = "";
});

test("the page's words win, a missing one is English", () => {
  document.body.innerHTML = '<script type="application/json" id="words">{"undo": "Rückgängig"}</script>';
  expect(word("undo")).toBe("Rückgängig");
  expect(word("close")).toBe("Close");
});

test("values are put in, and only those", () => {
  expect(word("rest_over", { planned: "4", confirmed: "3", over: "1" })).toBe(
    "Planned 4 · confirmed before 3 · 1 over the plan",
  );
  expect(word("new_entries")).toBe("{n} new");
});
