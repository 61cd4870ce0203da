import { afterEach, expect, test, vi } from "vitest";
import { all, find, leave, mount, press } from "../testing.ts";
import { menu } from "./menu.ts";

const PAGE = `<button popovertarget="m">Actions</button><div popover id="m" role="menu" data-controller="menu">
  <button role="menuitem">One</button><button role="menuitem" aria-disabled="true">Two</button><button role="menuitem">Three</button></div>`;

afterEach(leave);

function open() {
  mount(PAGE, { menu });
  const hide = vi.fn();
  find("#m").hidePopover = hide;
  const event = Object.assign(new Event("toggle"), { newState: "open" });
  find("#m").dispatchEvent(event);
  return hide;
}

test("opening marks the button and puts the focus on the first item", () => {
  mount(PAGE, { menu });
  expect(find("[popovertarget]").getAttribute("aria-expanded")).toBe("false");
  open();
  expect(find("[popovertarget]").getAttribute("aria-expanded")).toBe("true");
  expect(document.activeElement?.textContent).toBe("One");
});

test("arrows go round, Home and End to the ends", () => {
  open();
  const order = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Home", "End"].map((key) => {
    press(document.activeElement as HTMLElement, key);
    return document.activeElement?.textContent;
  });
  expect(order).toEqual(["Two", "Three", "One", "Three", "One", "Three"]);
});

test("Escape closes and goes back to the button; an item that is off does nothing", () => {
  const hide = open();
  const [, two, three] = all("[role=menuitem]");
  const click = new MouseEvent("click", { bubbles: true, cancelable: true });
  two?.dispatchEvent(click);
  expect(click.defaultPrevented).toBe(true);
  expect(hide).not.toHaveBeenCalled();
  three?.click();
  expect(hide).toHaveBeenCalledTimes(1);
  press(find("#m"), "Escape");
  expect(hide).toHaveBeenCalledTimes(2);
  expect(document.activeElement).toBe(find("[popovertarget]"));
});
