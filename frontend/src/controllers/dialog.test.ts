import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { find, leave, mount, type } from "../testing.ts";
import { dialog } from "./dialog.ts";

const PAGE =
  '<a id="opener" href="/orders/4/release">Release</a><dialog id="dialog" data-controller="dialog"></dialog>';
const INSIDE =
  '<form><div class="dialog__body"><input name="note"></div><footer class="dialog__foot"><button type="button" data-dialog="close">Cancel</button></footer></form>';

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
});
afterEach(() => {
  leave();
  vi.restoreAllMocks();
});

const box = () => find<HTMLDialogElement>("dialog");

function htmx(name: string, response?: Partial<Response>): Event {
  const ctx = { sourceElement: find("#opener"), target: box(), response: response && { raw: response } };
  const event = new CustomEvent(name, { detail: { ctx }, cancelable: true });
  document.dispatchEvent(event);
  return event;
}

function open(inside = INSIDE): void {
  mount(PAGE, { dialog });
  htmx("htmx:before:request");
  box().innerHTML = inside;
  htmx("htmx:after:swap");
}

test("it opens with what was put in, and gives the focus back when it closes", () => {
  open();
  expect(box().open).toBe(true);
  find("[data-dialog=close]").click();
  expect(box().open).toBe(false);
  expect(box().childElementCount).toBe(0);
  expect(document.activeElement).toBe(find("#opener"));
});

test("typed text is not thrown away without a question", () => {
  open();
  type("[name=note]", "x");
  find("[data-dialog=close]").click();
  expect(box().open).toBe(true);
  expect(find("[role=alertdialog]").textContent).toContain("Discard what you typed?");
  find("[role=alertdialog] .btn--danger").click();
  expect(box().open).toBe(false);
});

test("a form with a draft closes without a question", () => {
  open(INSIDE.replace("<form>", '<form data-draft="release:4">'));
  type("[name=note]", "x");
  box().dispatchEvent(new Event("cancel", { cancelable: true }));
  expect(box().open).toBe(false);
});

test("a refusal or the sign-in page is followed as a page", () => {
  mount(PAGE, { dialog });
  const went = vi.spyOn(location, "assign").mockImplementation(() => {});
  htmx("htmx:response:error", { status: 403 } as Response);
  htmx("htmx:before:response", { redirected: true } as Response);
  expect(went.mock.calls.flat()).toEqual(["/orders/4/release", "/orders/4/release"]);
  expect(htmx("htmx:before:response", { redirected: false } as Response).defaultPrevented).toBe(false);
});

test("without an answer the page stays and says so", () => {
  mount(PAGE, { dialog });
  const went = vi.spyOn(location, "assign").mockImplementation(() => {});
  expect(htmx("htmx:error").defaultPrevented).toBe(true);
  expect(went).not.toHaveBeenCalled();
  expect(find("#toasts").textContent).toContain("No connection");
  htmx("htmx:error", { status: 200 } as Response);
  expect(went).toHaveBeenCalledOnce();
});

test("a form begins in its first field; what is no form, and a form with a fault, where that is", () => {
  vi.spyOn(window, "matchMedia").mockReturnValue({ matches: false } as MediaQueryList);
  open(
    '<form><h2 tabindex="-1" autofocus>Release</h2><div class="dialog__body"><input type="radio" name="a"><input name="b" aria-invalid="true"></div></form>',
  );
  expect(document.activeElement).toBe(find("[name=b]"));
  leave();
  open(INSIDE.replace("<form>", '<form><h2 tabindex="-1" autofocus>Release</h2>'));
  expect(document.activeElement).toBe(find("[name=note]"));
  leave();
  open('<div><h2 tabindex="-1" autofocus>Keys</h2><div class="dialog__body"><a href="#x">x</a></div></div>');
  expect(document.activeElement).toBe(find("h2"));
});
