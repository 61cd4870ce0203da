import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { all, find, html, leave, mount, press, sentFields, serve, settle, type } from "../testing.ts";
import { composer } from "./composer.ts";

const PAGE = `<div data-timeline></div><form data-controller="composer" data-draft="message:4" action="/orders/4/messages"><textarea name="text" data-composer="text"></textarea><button>Send</button></form>`;

beforeEach(() => localStorage.clear());
afterEach(() => {
  leave();
  vi.unstubAllGlobals();
});

test("Enter sends, Shift and Enter do not, and the text stands in the timeline at once", async () => {
  let answer = (_response: Response) => {};
  const fetched = vi.fn(
    () =>
      new Promise<Response>((resolve) => {
        answer = resolve;
      }),
  );
  vi.stubGlobal("fetch", fetched);
  mount(PAGE, { composer });
  type("textarea", "Go <b>ahead</b>");
  press(find("textarea"), "Enter", { shiftKey: true });
  await settle();
  expect(fetched).not.toHaveBeenCalled();
  press(find("textarea"), "Enter");
  await settle();
  expect(find(".msg--wait p").textContent).toBe("Go <b>ahead</b>");
  expect(find<HTMLTextAreaElement>("textarea").value).toBe("");
  answer(html("", 201));
  await settle();
  expect(find(".msg--wait").textContent).not.toContain("Not sent");
});

test("a message that did not arrive stays, and is tried again as the same submission", async () => {
  const fetched = serve(new Error("offline"), html("", 503), html("", 201));
  mount(PAGE, { composer });
  type("textarea", "Second");
  find<HTMLFormElement>("form").requestSubmit();
  await settle();
  expect(find(".msg--wait").textContent).toContain("Not sent");
  find(".msg--wait button").click();
  await settle();
  find(".msg--wait button").click();
  await settle();
  expect(fetched).toHaveBeenCalledTimes(3);
  expect(new Set([0, 1, 2].map((index) => sentFields(fetched, index).submission_id)).size).toBe(1);
  expect(find(".msg--wait").textContent).not.toContain("Not sent");
});

test("two messages are two submissions, an empty one is none", async () => {
  const fetched = serve(html("", 201));
  mount(PAGE, { composer });
  for (const text of ["one", "two", "   "]) {
    type("textarea", text);
    find<HTMLFormElement>("form").requestSubmit();
    await settle();
  }
  expect(fetched).toHaveBeenCalledTimes(2);
  expect(sentFields(fetched, 0).submission_id).not.toBe(sentFields(fetched, 1).submission_id);
});

test("a message that is not wanted any more can be removed", async () => {
  serve(new Error("offline"));
  mount(PAGE, { composer });
  type("textarea", "oops");
  find<HTMLFormElement>("form").requestSubmit();
  await settle();
  all(".msg--wait button")[1]?.click();
  expect(all(".msg--wait")).toHaveLength(0);
});
