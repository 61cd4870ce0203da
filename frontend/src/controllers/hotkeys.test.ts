import { afterEach, expect, test, vi } from "vitest";
import { find, leave, mount, press } from "../testing.ts";
import { hotkeys } from "./hotkeys.ts";

const PAGE = `<div data-controller="hotkeys"><input data-order-list="search"><textarea></textarea><a data-key="n" href="#new">New</a></div><dialog></dialog>`;

afterEach(leave);

function opened() {
  mount(PAGE, { hotkeys });
  const clicked = vi.fn((event: Event) => event.preventDefault());
  find("[data-key=n]").addEventListener("click", clicked);
  return clicked;
}

test("slash goes to the search, n to a new order", () => {
  const clicked = opened();
  expect(press(document.body, "/").defaultPrevented).toBe(true);
  expect(document.activeElement).toBe(find("[data-order-list=search]"));
  press(document.body, "n");
  expect(clicked).toHaveBeenCalledOnce();
});

test("a question mark presses what lists the keys, n nothing where no order can be made", () => {
  mount('<div data-controller="hotkeys"><a data-key="?" href="#keys">Keys</a></div>', { hotkeys });
  const clicked = vi.fn((event: Event) => event.preventDefault());
  find("[data-key]").addEventListener("click", clicked);
  press(document.body, "n");
  press(document.body, "?", { shiftKey: true });
  expect(clicked).toHaveBeenCalledOnce();
});

test("not while typing, not with Ctrl, not under a dialog", () => {
  const clicked = opened();
  press(find("textarea"), "n");
  press(document.body, "n", { ctrlKey: true });
  find<HTMLDialogElement>("dialog").setAttribute("open", "");
  press(document.body, "n");
  expect(clicked).not.toHaveBeenCalled();
});
