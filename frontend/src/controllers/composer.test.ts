import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { discard, flush } from "../outbox.ts";
import { loadMessages, saveMessage } from "../storage.ts";
import {
  all,
  find,
  forgetAll,
  html,
  leave,
  message,
  mount,
  press,
  receipt,
  sentFields,
  serve,
  settle,
  type,
} from "../testing.ts";
import { composer } from "./composer.ts";

const PAGE = `<div data-timeline data-order="4"></div><form data-controller="composer" data-order="4" data-most="10" data-draft="message:4" action="/orders/4/messages"><p data-composer="problem" hidden></p><textarea name="text" data-composer="text"></textarea><button>Send</button></form>`;

beforeEach(() => forgetAll());
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
  type("textarea", "<b>ok</b>");
  press(find("textarea"), "Enter", { shiftKey: true });
  await settle();
  expect(fetched).not.toHaveBeenCalled();
  press(find("textarea"), "Enter");
  await settle();
  expect(find(".msg--wait p").textContent).toBe("<b>ok</b>");
  expect(find<HTMLTextAreaElement>("textarea").value).toBe("");
  answer(receipt());
  await settle();
  expect(find(".msg--wait").textContent).not.toContain("Not sent");
});

test("a message that did not arrive stays, and is tried again as the same submission", async () => {
  const fetched = serve(new Error("offline"), html("", 503), receipt());
  mount(PAGE, { composer });
  type("textarea", "Second");
  find<HTMLFormElement>("form").requestSubmit();
  await settle();
  expect(find(".msg--wait").textContent).toContain("kept on this device");
  find(".msg--wait button").click();
  await settle();
  find(".msg--wait button").click();
  await settle();
  expect(fetched).toHaveBeenCalledTimes(3);
  expect(new Set([0, 1, 2].map((index) => sentFields(fetched, index).submission_id)).size).toBe(1);
  expect(find(".msg--wait").textContent).not.toContain("Not sent");
});

test("two messages are two submissions, an empty one is none", async () => {
  const fetched = serve(receipt());
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
  await settle();
  expect(all(".msg--wait")).toHaveLength(0);
  expect(await loadMessages()).toEqual([]);
});

test("what waits is drawn again at the next load, in the order of its writing, and only its own order's", async () => {
  serve(new Error("offline"));
  await saveMessage(message("b", { at: 2, text: "second", quote: ["Diego", "Which cable?"] }));
  await saveMessage(message("a", { at: 1, text: "first" }));
  await saveMessage(message("c", { at: 3, order: "5" }));
  await saveMessage(message("d", { at: 4, refusal: "You are not on this order." }));
  mount(PAGE, { composer });
  await settle();
  expect(all("[data-pending]").map(({ dataset }) => dataset.pending)).toEqual(["a", "b", "d"]);
  expect(all(".quote")[0]?.textContent).toBe("DiegoWhich cable?");
  expect(all("[data-pending]")[2]?.textContent).toContain("Not sent: You are not on this order.");
  expect(all("[data-pending]")[2]?.classList.contains("is-refused")).toBe(true);
});

test("one whose entry stands there already is not drawn twice", async () => {
  serve(new Error("offline"));
  await saveMessage(message("a"));
  mount(PAGE.replace('data-order="4"></div>', 'data-order="4"><article data-submission="a"></article></div>'), {
    composer,
  });
  await settle();
  expect(all("[data-pending]")).toHaveLength(0);
});

test("one that another tab has sent or removed goes from this one", async () => {
  serve(new Error("offline"));
  await saveMessage(message("a"));
  mount(PAGE, { composer });
  await settle();
  await discard("a");
  await settle();
  expect(all("[data-pending]")).toHaveLength(0);
});

test("a button that has the focus keeps it when the same is said again", async () => {
  serve(new Error("offline"));
  await saveMessage(message("a"));
  mount(PAGE, { composer });
  await flush();
  await settle();
  find("[data-pending-act=remove]").focus();
  await flush();
  await settle();
  expect((document.activeElement as HTMLElement | null)?.dataset.pendingAct).toBe("remove");
});

test("more than fits is kept, counted and said, and goes when it was shortened", async () => {
  const fetched = serve(receipt());
  mount(PAGE, { composer });
  type("textarea", "12345678901");
  expect(find("[data-composer=problem]").textContent).toContain("11 characters, 1 more than fit");
  find<HTMLFormElement>("form").requestSubmit();
  await settle();
  expect([fetched.mock.calls.length, find<HTMLTextAreaElement>("textarea").value]).toEqual([0, "12345678901"]);
  // Ten letters of two halves each are ten.
  type("textarea", "😀".repeat(10));
  expect(find("[data-composer=problem]").hidden).toBe(true);
  find<HTMLFormElement>("form").requestSubmit();
  await settle();
  expect(fetched).toHaveBeenCalledOnce();
});

test("a message whose files are on the way takes their places along", async () => {
  const fetched = serve(receipt());
  const chip =
    '<span data-uploads="item" data-place="1"><input type="hidden" name="files.1" value="12" data-name="a.pdf" data-size="3"></span>';
  mount(PAGE.replace("<button>", `${chip}<button>`), { composer });
  find<HTMLFormElement>("form").requestSubmit();
  await settle();
  expect(sentFields(fetched)).toMatchObject({ "files.1": "12", text: "" });
});
