import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { find, leave, mount } from "../testing.ts";
import { live } from "./live.ts";

class Source extends EventTarget {
  static all: Source[] = [];
  closed = false;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    Source.all.push(this);
  }
  close(): void {
    this.closed = true;
  }
}

const PAGE = `<div id="p" data-controller="live" data-live-url="/live"><div data-order="4"></div><div data-live="bar" hidden><span data-live-show="offline">off</span><span data-live-show="online">on</span><span data-live-show="gone">gone</span></div></div>`;

beforeEach(() => {
  Source.all = [];
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("BroadcastChannel", undefined);
  vi.useFakeTimers();
});
afterEach(() => {
  leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const last = () => Source.all.at(-1) as Source;
const bar = () => find("[data-live=bar]");
const hello = () => last().dispatchEvent(new Event("hello"));

function hear(name: string) {
  const heard = vi.fn((event: Event) => (event as CustomEvent).detail);
  document.addEventListener(name, heard, { once: true });
  return heard;
}

test("a message wakes the page and the order", () => {
  mount(PAGE, { live });
  const [page, order] = [hear("fw:update"), hear("fw:order-4")];
  last().onmessage?.(new MessageEvent("message", { data: '{"order":4,"seq":17}' }));
  expect(page.mock.results[0]?.value).toEqual({ order: 4, seq: 17 });
  expect(order).toHaveBeenCalledOnce();
});

test("each connect asks everybody to look, for what was missed", () => {
  mount(PAGE, { live });
  const [page, order] = [hear("fw:update"), hear("fw:order-4")];
  hello();
  expect(page.mock.results[0]?.value).toEqual({ order: null, seq: null });
  expect(order).toHaveBeenCalledOnce();
});

test("a lost line is tried again, ever more slowly, told after three seconds, and told when it is back", () => {
  mount(PAGE, { live });
  hello();
  last().onerror?.();
  vi.advanceTimersByTime(500);
  expect(Source.all).toHaveLength(2);
  last().onerror?.();
  vi.advanceTimersByTime(999);
  expect(Source.all).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(Source.all).toHaveLength(3);
  expect(bar().hidden).toBe(true);
  const alone = hear("fw:alone");
  vi.advanceTimersByTime(1500);
  expect(alone).toHaveBeenCalledOnce();
  expect([bar().hidden, bar().dataset.state]).toEqual([false, "offline"]);
  hello();
  expect(bar().dataset.state).toBe("online");
  vi.advanceTimersByTime(4000);
  expect(bar().hidden).toBe(true);
});

test("a short gap is not told", () => {
  mount(PAGE, { live });
  hello();
  last().onerror?.();
  vi.advanceTimersByTime(500);
  hello();
  vi.advanceTimersByTime(10_000);
  expect(bar().hidden).toBe(true);
});

test("a page whose last picture comes late does not take its line for lost", () => {
  mount(PAGE, { live });
  hello();
  window.dispatchEvent(new Event("pageshow"));
  vi.advanceTimersByTime(10_000);
  expect([bar().hidden, Source.all.length]).toEqual([true, 1]);
});

test("a page whose browser belongs to somebody else by now is signed out", () => {
  document.body.dataset.person = "3";
  mount(PAGE, { live });
  const data = JSON.stringify({ person: 4, stream: "x" });
  last().dispatchEvent(new MessageEvent("hello", { data }));
  expect([bar().dataset.state, last().closed]).toEqual(["gone", true]);
  delete document.body.dataset.person;
});

test("a hidden page has no stream; signed out it never opens again", () => {
  mount(PAGE, { live });
  const hide = (state: string) => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  };
  hide("hidden");
  expect(last().closed).toBe(true);
  hide("visible");
  expect(Source.all).toHaveLength(2);
  last().dispatchEvent(new Event("gone"));
  expect(bar().dataset.state).toBe("gone");
  hide("hidden");
  hide("visible");
  vi.advanceTimersByTime(60_000);
  expect(Source.all).toHaveLength(2);
});
