import { expect, test, vi } from "vitest";
import { isKept, mayChange } from "./morph-rules.ts";

test("a refreshed part never folds a group and never writes into the field that has the focus", () => {
  document.body.innerHTML = "<details></details><input id='a'><input id='b'>";
  const [details, a, b] = [...document.body.children] as [Element, HTMLInputElement, HTMLInputElement];
  a.focus();
  expect(mayChange(details, "open")).toBe(false);
  expect(mayChange(details, "class")).toBe(true);
  expect(mayChange(a, "value")).toBe(false);
  expect(mayChange(b, "value")).toBe(true);
});

test("an open menu and what is marked as kept are left alone", () => {
  document.body.innerHTML = "<div popover id='menu'><a></a></div><div data-keep><i></i></div><p></p>";
  const [menu, kept, other] = [...document.body.children] as [Element, Element, Element];
  const open = vi.spyOn(menu, "matches").mockReturnValue(true);
  expect([menu, menu.firstElementChild, kept.firstElementChild, other].map((node) => isKept(node as Element))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  open.mockReturnValue(false);
  expect(isKept(menu)).toBe(false);
});
