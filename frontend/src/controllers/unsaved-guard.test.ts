import { afterEach, expect, test, vi } from "vitest";
import { find, leave, mount, type } from "../testing.ts";
import { unsavedGuard } from "./unsaved-guard.ts";

const PAGE = `<main id="main"><form id="search" action="/clients"><input type="search" name="q"></form><a id="other" href="/clients/acme">ACME</a>
  <form id="row-form" data-controller="unsaved-guard"><input name="name"><footer class="formbar"></footer></form></main>`;

afterEach(() => {
  leave();
  vi.restoreAllMocks();
});

const bar = () => document.querySelector("[role=alertdialog]");
const asksOnLeaving = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

function follow(): boolean {
  return !find("#other").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
}

test("a link leads on while nothing was typed, and asks when something was", () => {
  mount(PAGE, { "unsaved-guard": unsavedGuard });
  const went = vi.spyOn(location, "assign").mockImplementation(() => {});
  expect([follow(), asksOnLeaving()]).toEqual([false, false]);
  type("#row-form [name=name]", "ACME Ltd");
  expect([follow(), asksOnLeaving()]).toEqual([true, true]);
  expect(went).not.toHaveBeenCalled();
  find("[role=alertdialog] .btn").click();
  expect([bar(), find<HTMLInputElement>("#row-form [name=name]").value]).toEqual([null, "ACME Ltd"]);
  follow();
  find("[role=alertdialog] .btn--danger").click();
  expect(went.mock.calls[0]?.[0]).toContain("/clients/acme");
  expect(asksOnLeaving()).toBe(false);
});

test("what was sent is no loss, what came back with faults is", () => {
  mount(PAGE, { "unsaved-guard": unsavedGuard });
  type("#row-form [name=name]", "ACME Ltd");
  find("#row-form").dispatchEvent(new CustomEvent("form:arrived"));
  expect(follow()).toBe(false);
  mount(PAGE.replace('data-controller="unsaved-guard"', 'data-controller="unsaved-guard" data-form-answered'), {
    "unsaved-guard": unsavedGuard,
  });
  expect(follow()).toBe(true);
});

test("a search that would put a new page in its place asks first; what else is fetched does not", () => {
  mount(PAGE, { "unsaved-guard": unsavedGuard });
  type("#row-form [name=name]", "ACME Ltd");
  const request = (target: Element | string) => {
    const ctx = { sourceElement: find("[type=search]"), target };
    return !document.dispatchEvent(new CustomEvent("htmx:before:request", { detail: { ctx }, cancelable: true }));
  };
  expect(request("#search")).toBe(false);
  expect(request(find("#main"))).toBe(true);
  const sent = vi.spyOn(HTMLFormElement.prototype, "requestSubmit").mockImplementation(() => {});
  find("[role=alertdialog] .btn--danger").click();
  expect(sent.mock.contexts).toEqual([find("#search")]);
});
