import { expect, test } from "vitest";
import { mayChange } from "./morph.ts";

test("a refreshed part never folds a group and never writes into the field that has the focus", () => {
  document.body.innerHTML = "<details></details><input id='a'><input id='b'>";
  const [details, a, b] = [...document.body.children] as [Element, HTMLInputElement, HTMLInputElement];
  a.focus();
  expect(mayChange(details, "open")).toBe(false);
  expect(mayChange(details, "class")).toBe(true);
  expect(mayChange(a, "value")).toBe(false);
  expect(mayChange(b, "value")).toBe(true);
});
