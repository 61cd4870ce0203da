import { afterEach, beforeEach, expect, test } from "vitest";
import { find, leave, mount } from "../testing.ts";
import { theme } from "./theme.ts";

const PAGE = `<div data-controller="theme"><button data-theme-set="light"></button><button data-theme-set="dark"></button><button role="menuitemradio" data-theme-set="auto"></button></div>`;

beforeEach(() => {
  localStorage.clear();
  delete document.documentElement.dataset.theme;
});
afterEach(leave);

test("a chosen theme is applied, marked and kept; 'auto' forgets it", async () => {
  mount(PAGE, { theme });
  expect(find("[data-theme-set=auto]").getAttribute("aria-checked")).toBe("true");
  find("[data-theme-set=dark]").click();
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(localStorage.getItem("fw:theme")).toBe("dark");
  expect(find("[data-theme-set=dark]").getAttribute("aria-pressed")).toBe("true");
  find("[data-theme-set=auto]").click();
  expect(document.documentElement.dataset.theme).toBeUndefined();
  expect(localStorage.getItem("fw:theme")).toBeNull();
});

test("the early script sets what was kept, and nothing else", async () => {
  localStorage.setItem("fw:theme", "dark");
  await import("../theme-early.ts?kept" as string);
  expect(document.documentElement.dataset.theme).toBe("dark");
  delete document.documentElement.dataset.theme;
  localStorage.setItem("fw:theme", "x onload=1");
  await import("../theme-early.ts?odd" as string);
  expect(document.documentElement.dataset.theme).toBeUndefined();
});
