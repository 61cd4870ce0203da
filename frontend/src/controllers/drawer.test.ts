import { afterEach, expect, test, vi } from "vitest";
import { find, leave, mount, press } from "../testing.ts";
import { drawer } from "./drawer.ts";

const PAGE = `<div class="app" data-controller="drawer"><button data-drawer-toggle="menu"></button><div class="orders"><button data-drawer-toggle="details"></button><aside><button data-drawer-close="details"></button></aside></div></div>`;

afterEach(() => {
  leave();
  vi.restoreAllMocks();
});

function open(wide: boolean): void {
  vi.spyOn(window, "matchMedia").mockImplementation(() => ({ matches: wide }) as MediaQueryList);
  mount(PAGE, { drawer });
}

const details = () => find("[data-drawer-toggle=details]");

test("on a wide screen the details are there and can be put away", () => {
  open(true);
  expect(details().getAttribute("aria-expanded")).toBe("true");
  details().click();
  expect([find(".orders").className, details().getAttribute("aria-expanded")]).toEqual(["orders no-details", "false"]);
});

test("on a small one they lie over the page; closing goes back to the button", () => {
  open(false);
  details().click();
  expect(find(".orders").className).toBe("orders show-details");
  expect(document.activeElement).toBe(find("[data-drawer-close=details]"));
  press(document.body, "Escape");
  expect(find(".orders").className).toBe("orders");
  expect(document.activeElement).toBe(details());
});

test("the menu is a pane of its own", () => {
  open(false);
  find("[data-drawer-toggle=menu]").click();
  expect(find(".app").classList.contains("app--menu")).toBe(true);
});
