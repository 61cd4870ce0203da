import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { find, leave, mount } from "../testing.ts";
import { pageFocus } from "./page-focus.ts";

const FORM = `<form data-controller="page-focus"><h2 id="head">New client</h2><input type="hidden" name="token"><input name="code"></form>`;
let coarse = false;

beforeEach(() => {
  coarse = false;
  vi.spyOn(window, "matchMedia").mockImplementation(() => ({ matches: coarse }) as MediaQueryList);
});
afterEach(() => {
  leave();
  location.hash = "";
  vi.restoreAllMocks();
});

const open = (html: string) => mount(html, { "page-focus": pageFocus });

test("a form begins in its first field", () => {
  open(FORM);
  expect(document.activeElement).toBe(find("[name=code]"));
});

test("on a touch screen, and where there is no form, at the heading", () => {
  coarse = true;
  open(FORM);
  expect(document.activeElement).toBe(find("#head"));
  leave();
  coarse = false;
  open(
    `<section data-controller="page-focus"><h1 id="order">4</h1><form class="composer"><textarea></textarea></form></section>`,
  );
  expect(document.activeElement).toBe(find("#order"));
});

test("not where the address has a mark, and not away from where the person is", () => {
  location.hash = "#e6";
  open(FORM);
  expect(document.activeElement).toBe(document.body);
  leave();
  location.hash = "";
  document.body.innerHTML = '<input id="mine">';
  find("#mine").focus();
  find("#mine").insertAdjacentHTML("afterend", FORM);
  pageFocus(find("form"), new AbortController().signal);
  expect(document.activeElement).toBe(find("#mine"));
});
