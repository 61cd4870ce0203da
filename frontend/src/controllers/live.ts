import { part, tick } from "../page.ts";
import type { Controller } from "../registry.ts";

const SLOW_MS = 3000;
const BACK_MS = 4000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

type State = "online" | "offline" | "gone";

/** One stream of wake-ups while the page is visible. It says only what is new where; the parts fetch it themselves. */
export const live: Controller = (element, signal) => {
  const url = element.dataset.liveUrl;
  if (url) new Stream(url, element, signal);
};

class Stream {
  private source: EventSource | null = null;
  private wait = FIRST_WAIT_MS;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private slow: ReturnType<typeof setTimeout> | undefined;
  private shown: State | null = null;
  private ended = false;

  constructor(
    private readonly url: string,
    private readonly element: HTMLElement,
    signal: AbortSignal,
  ) {
    const look = () => (document.visibilityState === "visible" ? this.open() : this.close());
    document.addEventListener("visibilitychange", look, { signal });
    window.addEventListener("pageshow", look, { signal });
    window.addEventListener("online", () => this.reopen(), { signal });
    window.addEventListener("pagehide", () => this.close(), { signal });
    signal.addEventListener("abort", () => this.close());
    look();
  }

  private open(): void {
    if (this.source || this.ended) return;
    this.source = new EventSource(this.url);
    this.source.addEventListener("hello", () => this.connected());
    this.source.addEventListener("gone", () => this.gone());
    this.source.onmessage = (event) => this.heard(String(event.data));
    this.source.onerror = () => this.lost();
    this.slow ??= setTimeout(() => this.show("offline"), SLOW_MS);
  }

  private close(): void {
    clearTimeout(this.retry);
    clearTimeout(this.slow);
    this.slow = undefined;
    this.source?.close();
    this.source = null;
  }

  private reopen(): void {
    if (document.visibilityState !== "visible") return;
    this.source?.close();
    this.source = null;
    clearTimeout(this.retry);
    this.open();
  }

  private connected(): void {
    this.wait = FIRST_WAIT_MS;
    clearTimeout(this.slow);
    this.slow = undefined;
    if (this.shown === "offline") this.back();
    tick(null, null);
  }

  private heard(data: string): void {
    try {
      const { order, seq } = JSON.parse(data) as { order: number; seq: number };
      tick(order ?? null, seq ?? null);
    } catch {
      tick(null, null);
    }
  }

  // The browser's own retry gives up after an HTTP error; ours does not.
  private lost(): void {
    this.source?.close();
    this.source = null;
    clearTimeout(this.retry);
    this.slow ??= setTimeout(() => this.show("offline"), SLOW_MS);
    this.retry = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  private gone(): void {
    this.ended = true;
    this.close();
    this.show("gone");
  }

  private back(): void {
    this.show("online");
    setTimeout(() => this.shown === "online" && this.show(null), BACK_MS);
  }

  private show(state: State | null): void {
    this.shown = state;
    const bar = part(this.element, "live", "bar");
    if (!bar) return;
    bar.hidden = state === null;
    bar.dataset.state = state ?? "";
    for (const words of bar.querySelectorAll<HTMLElement>("[data-live-show]"))
      words.hidden = words.dataset.liveShow !== state;
  }
}
