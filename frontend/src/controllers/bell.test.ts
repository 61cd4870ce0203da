import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { find, html, leave, mount, serve } from "../testing.ts";
import { bell } from "./bell.ts";

const PAGE = `<div data-controller="bell" data-bell-url="/notices/count"><span class="badge" data-badge="notices" data-badge-label="{n} unread" hidden></span></div>`;
const badge = () => find("[data-badge=notices]");
const announceUpdate = () =>
  document.dispatchEvent(new CustomEvent("fw:update", { detail: { order: null, seq: null } }));

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  leave();
  vi.useRealTimers();
});

test("many ticks ask once, and the count stands on the badge", async () => {
  const asked = serve(html("3"));
  mount(PAGE, { bell });
  for (let time = 0; time < 5; time += 1) announceUpdate();
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toHaveBeenCalledOnce();
  expect([badge().hidden, badge().textContent]).toEqual([false, "33 unread"]);
});

test("nothing unread hides the badge", async () => {
  serve(html("2"), html(""));
  mount(PAGE, { bell });
  announceUpdate();
  await vi.advanceTimersByTimeAsync(500);
  announceUpdate();
  await vi.advanceTimersByTimeAsync(500);
  expect(badge().hidden).toBe(true);
});

test("without an answer, or with one that is no count, the badge stays", async () => {
  serve(html("2"), new Error("offline"), html("<html>", 200), html("", 404));
  mount(PAGE, { bell });
  for (let time = 0; time < 4; time += 1) {
    announceUpdate();
    await vi.advanceTimersByTimeAsync(500);
    expect(badge().textContent).toBe("22 unread");
  }
});
