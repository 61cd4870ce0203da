import { afterEach, expect, test } from "vitest";
import { find, leave, mount, press } from "../testing.ts";
import { detailsPopover } from "./details-popover.ts";

const PAGE = `<p id="elsewhere">x</p><details data-controller="details-popover" open><summary tabindex="0">Filter</summary><input id="inside"></details>`;
const isOpen = () => find<HTMLDetailsElement>("details").open;

afterEach(leave);

test("a press elsewhere closes the panel, one inside does not", () => {
  mount(PAGE, { "details-popover": detailsPopover });
  find("#inside").click();
  expect(isOpen()).toBe(true);
  find("#elsewhere").click();
  expect(isOpen()).toBe(false);
});

test("Esc closes it and gives the focus back to what opened it", () => {
  mount(PAGE, { "details-popover": detailsPopover });
  find("#inside").focus();
  press(find("#inside"), "Escape");
  expect([isOpen(), document.activeElement]).toEqual([false, find("summary")]);
});
