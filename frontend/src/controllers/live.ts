import { part } from "../dom.ts";
import { announceUpdate } from "../events.ts";
import { SharedLine } from "../live/shared-stream.ts";
import type { Controller } from "../registry.ts";
import { post } from "../requests.ts";
import { personId } from "../session.ts";

const SLOW_MS = 3000;
const BACK_MS = 4000;

type State = "online" | "offline" | "gone";

/** Wake-ups while the page is visible. They say only what is new where; the parts fetch it themselves. */
export const live: Controller = (element, signal) => {
  const url = element.dataset.liveUrl;
  if (url) new Live(url, element, signal);
};

class Live {
  private slow: ReturnType<typeof setTimeout> | undefined;
  private shown: State | null = null;
  private ended = false;
  private isOpen = false;
  private readonly line: SharedLine;

  constructor(
    private readonly url: string,
    private readonly element: HTMLElement,
    signal: AbortSignal,
  ) {
    const told = {
      hello: (data: string) => this.hello(data),
      message: (data: string) => this.heard(data),
      whisper: (kind: string, data: string) => whispered(kind, data),
      lost: () => this.wait(),
      gone: () => this.gone(),
      open: (stream: string, orders: number[]) => this.tellOpen(stream, orders),
    };
    this.line = new SharedLine(url, `fw-live-${personId()}`, told, ordersShown);
    const look = () => (document.visibilityState === "visible" ? this.open() : this.close());
    document.addEventListener("visibilitychange", look, { signal });
    window.addEventListener("pageshow", look, { signal });
    window.addEventListener("online", () => this.line.reopen(), { signal });
    window.addEventListener("pagehide", () => this.close(), { signal });
    signal.addEventListener("abort", () => this.close());
    look();
  }

  private open(): void {
    // `pageshow` may come long after the line is up: it waits for every picture.
    if (this.ended || this.isOpen) return;
    this.isOpen = true;
    this.wait();
    this.line.open();
  }

  private close(): void {
    this.isOpen = false;
    this.stopWaiting();
    this.line.close();
  }

  private wait(): void {
    this.slow ??= setTimeout(() => this.show("offline"), SLOW_MS);
  }

  private stopWaiting(): void {
    clearTimeout(this.slow);
    this.slow = undefined;
  }

  // Somebody else may have signed in meanwhile, in another tab: this page is not theirs.
  private hello(data: string): void {
    const { person } = read(data) as { person?: number };
    if (person !== undefined && String(person) !== personId()) {
      this.gone();
      return;
    }
    this.stopWaiting();
    if (this.shown === "offline") this.back();
    document.dispatchEvent(new CustomEvent("fw:online"));
    announceUpdate(null, null);
  }

  private heard(data: string): void {
    const { order, seq } = read(data) as { order?: number; seq?: number };
    announceUpdate(order ?? null, seq ?? null);
  }

  private tellOpen(stream: string, orders: number[]): void {
    // Without an answer nobody sees this page as present; the next `hello` tells it again.
    void post(`${this.url}/here`, new URLSearchParams({ stream, orders: orders.join(" ") })).catch(() => undefined);
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
    // Who is here is not known any more.
    if (state === "offline" || state === "gone") document.dispatchEvent(new CustomEvent("fw:alone"));
    const bar = part(this.element, "live", "bar");
    if (!bar) return;
    bar.hidden = state === null;
    bar.dataset.state = state ?? "";
    for (const words of bar.querySelectorAll<HTMLElement>("[data-live-show]"))
      words.hidden = words.dataset.liveShow !== state;
  }
}

/** What the workspace of one order wants to hear: `fw:here`, `fw:typing`, `fw:read`. */
function whispered(kind: string, data: string): void {
  document.dispatchEvent(new CustomEvent(`fw:${kind}`, { detail: read(data) }));
}

function ordersShown(): number[] {
  const order = document.querySelector<HTMLElement>("[data-timeline]")?.dataset.order;
  return order ? [Number(order)] : [];
}

function read(data: string): object {
  try {
    return (JSON.parse(data) as object) ?? {};
  } catch {
    return {};
  }
}
