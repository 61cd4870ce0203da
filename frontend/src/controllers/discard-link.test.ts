import { afterEach, expect, test, vi } from "vitest";
import { loadDraft, UNDO_KEY } from "../storage.ts";
import { find, forgetAll, leave, mount, settle } from "../testing.ts";
import { discardLink, offerUndo } from "./discard-link.ts";
import { form } from "./form.ts";

const FORM = `<form data-controller="form" data-draft="create" action="/orders"><input name="name" value="Fix network"><a href="/orders" data-controller="discard-link">Discard</a></form>`;

afterEach(async () => {
  leave();
  vi.restoreAllMocks();
  sessionStorage.clear();
  await forgetAll();
});

async function discard(answer: string): Promise<void> {
  find("a").click();
  await settle();
  find(`dialog button[value=${answer}]`).click();
  await settle();
}

test("nothing is thrown away without a yes", async () => {
  const went = vi.spyOn(location, "assign").mockImplementation(() => {});
  mount(FORM, { form, "discard-link": discardLink });
  await discard("keep");
  expect(went).not.toHaveBeenCalled();
  expect(find<HTMLInputElement>("[name=name]").value).toBe("Fix network");
});

test("what was thrown away is taken back on the next page", async () => {
  const went = vi.spyOn(location, "assign").mockImplementation(() => {});
  mount(FORM, { form, "discard-link": discardLink });
  await discard("discard");
  expect(went.mock.calls[0]?.[0]).toContain("/orders");
  window.dispatchEvent(new Event("pagehide"));
  await settle();
  expect(await loadDraft("create")).toBeNull();
  mount("", {});
  offerUndo();
  find("#toasts .btn").click();
  await settle();
  expect((await loadDraft("create"))?.fields).toEqual([["name", "Fix network"]]);
  expect(went).toHaveBeenCalledTimes(2);
});

test("closing the offer forgets it, and it is made once", async () => {
  vi.spyOn(location, "assign").mockImplementation(() => {});
  mount(FORM, { form, "discard-link": discardLink });
  await discard("discard");
  mount("", {});
  offerUndo();
  offerUndo();
  expect(document.querySelectorAll(".toast")).toHaveLength(1);
  find("#toasts .icon-button").click();
  await settle();
  expect(await loadDraft(UNDO_KEY)).toBeNull();
});
