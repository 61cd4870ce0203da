import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { all, find, html, leave, mount, press, sentFields, serve, settle, type } from "../testing.ts";
import { presence } from "./presence.ts";
import { readReceipts } from "./read-receipts.ts";
import { typingIndicator } from "./typing-indicator.ts";

const tell = (kind: string, detail: object) => document.dispatchEvent(new CustomEvent(`fw:${kind}`, { detail }));
const one = (id: number, name: string) => ({ id, name, initials: name.slice(0, 2).toUpperCase(), shade: "b" });

beforeEach(() => {
  document.body.dataset.person = "1";
});
afterEach(() => {
  leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const HEAD = `<section id="ws" data-controller="presence" data-order="4"><span data-presence="line" hidden></span><div class="avatars"><span class="avatar" data-person="2"></span><span class="avatars" data-presence="guests"></span></div></section><span data-presence-words="2"></span>`;

test("who is here has a dot, who takes no part gets an avatar, and oneself is not counted", () => {
  mount(HEAD, { presence });
  tell("here", { order: 4, people: [one(1, "Layla"), one(2, "Diego"), one(3, "Ogechi")] });
  expect(find("[data-person='2']").dataset.on).toBe("");
  expect(all("[data-presence=guests] .avatar").map((avatar) => avatar.title)).toEqual(["Ogechi"]);
  expect(find("[data-presence=line]").textContent).toBe("Diego and Ogechi are here");
  expect(find("[data-presence-words]").textContent).toContain("is here now");
  tell("here", { order: 5, people: [] });
  expect(find("[data-presence=line]").hidden).toBe(false);
  tell("here", { order: 4, people: [one(1, "Layla")] });
  expect(find("[data-presence=line]").hidden).toBe(true);
  expect(find("[data-person='2']").dataset.on).toBeUndefined();
});

test("without a connection nobody is said to be here", () => {
  mount(HEAD, { presence });
  tell("here", { order: 4, people: [one(2, "Diego")] });
  document.dispatchEvent(new CustomEvent("fw:alone"));
  expect(find("[data-presence=line]").hidden).toBe(true);
  expect(find("[data-person='2']").dataset.on).toBeUndefined();
});

test("a head that came anew shows it again", () => {
  mount(HEAD, { presence });
  tell("here", { order: 4, people: [one(2, "Diego")] });
  find("[data-person='2']").removeAttribute("data-on");
  document.dispatchEvent(new CustomEvent("htmx:after:swap"));
  expect(find("[data-person='2']").dataset.on).toBe("");
});

const FRAME = `<div data-controller="typing-indicator" data-order="4" data-url="/orders/4/typing"><p data-typing-indicator="line"></p><form><textarea data-composer="text"></textarea></form></div>`;
const line = () => find("[data-typing-indicator=line]").textContent;

test("others who write are named, until they stop or nothing is heard of them", () => {
  vi.useFakeTimers();
  mount(FRAME, { "typing-indicator": typingIndicator });
  tell("typing", { order: 4, person: 2, name: "Diego", on: true });
  tell("typing", { order: 4, person: 1, name: "Layla", on: true });
  tell("typing", { order: 9, person: 3, name: "Ogechi", on: true });
  expect(line()).toBe("Diego is typing …");
  tell("typing", { order: 4, person: 3, name: "Ogechi", on: true });
  expect(line()).toBe("Diego and Ogechi are typing …");
  tell("typing", { order: 4, person: 2, name: "Diego", on: false });
  expect(line()).toBe("Ogechi is typing …");
  vi.advanceTimersByTime(7000);
  expect(line()).toBe("");
});

test("writing is told at most every three seconds, and its end at once", () => {
  vi.useFakeTimers();
  const sent = serve(html("", 204));
  mount(FRAME, { "typing-indicator": typingIndicator });
  find("textarea").focus();
  type("textarea", "H");
  type("textarea", "He");
  expect(sent).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(3001);
  type("textarea", "Hel");
  expect(sent).toHaveBeenCalledTimes(2);
  type("textarea", "");
  expect(sentFields(sent, 2)).toEqual({ on: "no" });
  find("textarea").blur();
  type("textarea", "A draft that came back");
  expect(sent).toHaveBeenCalledTimes(3);
  press(find("textarea"), "a");
});

const LOG = `<div data-timeline><article id="e16" data-seq="16"></article><article id="e18" data-seq="18"></article></div><ul id="readers" data-controller="read-receipts" data-order="4" data-url="/orders/4/readers"><li data-reader="2" data-seq="17" data-name="Diego"><span class="avatar"></span></li><li data-reader="3" data-seq="3" data-name="Ogechi"><span class="avatar"></span></li></ul>`;
const rows = () => all(".read").map((row) => `${row.previousElementSibling?.id} ${row.getAttribute("aria-label")}`);

test("the others stand below the last entry that each has read, and move on", async () => {
  serve(html("<ul></ul>"));
  mount(LOG, { "read-receipts": readReceipts });
  expect(rows()).toEqual(["e16 Seen by Diego"]);
  tell("read", { order: 4, person: 2, seq: 18 });
  tell("read", { order: 4, person: 3, seq: 18 });
  expect(rows()).toEqual(["e18 Seen by Diego, Ogechi"]);
  tell("read", { order: 4, person: 2, seq: 16 });
  expect(rows()).toEqual(["e18 Seen by Diego, Ogechi"]);
});

test("somebody new, and whatever was missed, is asked for", async () => {
  const asked = serve(
    html('<ul><li data-reader="5" data-seq="18" data-name="Noor"><span class="avatar"></span></li></ul>'),
  );
  mount(LOG, { "read-receipts": readReceipts });
  tell("read", { order: 4, person: 5, seq: 18 });
  await new Promise((done) => setTimeout(done, 250));
  await settle();
  expect(asked.mock.calls[0]?.[0]).toBe("/orders/4/readers");
  expect(rows()).toEqual(["e18 Seen by Noor"]);
});
