import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { letToastsGo, toast } from "./toast.ts";

beforeEach(() => {
  document.body.innerHTML = '<div id="toasts" role="status"></div>';
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test("a toast goes after six seconds, but not while it is pointed at", () => {
  const shown = toast("Saved");
  vi.advanceTimersByTime(5000);
  shown?.dispatchEvent(new Event("pointerenter"));
  vi.advanceTimersByTime(60_000);
  expect(shown?.isConnected).toBe(true);
  shown?.dispatchEvent(new Event("pointerleave"));
  vi.advanceTimersByTime(6001);
  expect(shown?.isConnected).toBe(false);
});

test("a toast with an action stays until it is used", () => {
  const run = vi.fn();
  const shown = toast("Row removed", { label: "Undo", run });
  vi.advanceTimersByTime(60_000);
  shown?.querySelector("button")?.click();
  expect(run).toHaveBeenCalledOnce();
  expect(shown?.isConnected).toBe(false);
});

test("what the server has put there goes after six seconds, too", () => {
  document.querySelector("#toasts")?.insertAdjacentHTML("beforeend", '<div class="toast"><span>Saved</span></div>');
  letToastsGo();
  vi.advanceTimersByTime(5999);
  expect(document.querySelector(".toast")).not.toBeNull();
  vi.advanceTimersByTime(2);
  expect(document.querySelector(".toast")).toBeNull();
});

test("a typed text is shown as text", () => {
  expect(toast("<b>x</b>")?.querySelector("b")).toBeNull();
});
