import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DEAD_MS, SharedLine } from "./shared-stream.ts";

class FakeSource extends EventTarget {
  static open: FakeSource[] = [];
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    FakeSource.open.push(this);
  }
  close(): void {
    FakeSource.open = FakeSource.open.filter((one) => one !== this);
  }
  say(kind: string, data: string): void {
    if (kind === "message") this.onmessage?.(new MessageEvent("message", { data }));
    else this.dispatchEvent(new MessageEvent(kind, { data }));
  }
}

class FakeChannel {
  static all = new Set<FakeChannel>();
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor(readonly name: string) {
    FakeChannel.all.add(this);
  }
  postMessage(data: unknown): void {
    for (const other of FakeChannel.all) if (other !== this) other.onmessage?.({ data });
  }
  close(): void {
    FakeChannel.all.delete(this);
  }
}

type Held = { callback: () => Promise<void>; reject: (why: Error) => void; resolve: () => void };

/** Web Locks as the browser has them: one holder, a queue, `signal` leaves the queue, `steal` takes it. */
class FakeLocks {
  private holder: Held | null = null;
  private queue: Held[] = [];

  request(_name: string, options: { signal?: AbortSignal; steal?: boolean }, callback: () => Promise<void>) {
    return new Promise<void>((resolve, reject) => {
      const one = { callback, reject, resolve };
      if (options.steal) {
        this.holder?.reject(new Error("stolen"));
        this.holder = null;
        this.queue.unshift(one);
      } else {
        this.queue.push(one);
        options.signal?.addEventListener("abort", () => {
          if (!this.queue.includes(one)) return;
          this.queue = this.queue.filter((other) => other !== one);
          reject(new Error("aborted"));
        });
      }
      this.next();
    });
  }

  private next(): void {
    const one = this.holder ? undefined : this.queue.shift();
    if (!one) return;
    this.holder = one;
    void one.callback().then(() => {
      one.resolve();
      if (this.holder === one) this.holder = null;
      this.next();
    });
  }
}

interface Tab {
  line: SharedLine;
  heard: string[];
  opened: string[];
}

function tab(order: number): Tab {
  const heard: string[] = [];
  const opened: string[] = [];
  const note =
    (kind: string) =>
    (data = "") =>
      void heard.push(`${kind} ${data}`.trim());
  const told = {
    hello: () => note("hello")(),
    message: note("message"),
    whisper: (kind: string, data: string) => note(kind)(data),
    lost: () => undefined,
    gone: note("gone"),
    open: (stream: string, orders: number[]) => void opened.push(`${stream}: ${orders.join(" ")}`),
  };
  const line = new SharedLine("/live", "fw-live-3", told, () => [order]);
  line.open();
  return { line, heard, opened };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const hello = (stream = "s1") => FakeSource.open[0]?.say("hello", JSON.stringify({ person: 3, stream }));

beforeEach(() => {
  FakeSource.open = [];
  FakeChannel.all.clear();
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("BroadcastChannel", FakeChannel);
  Object.defineProperty(navigator, "locks", { value: new FakeLocks(), configurable: true });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  Object.defineProperty(navigator, "locks", { value: undefined, configurable: true });
});

test("eight tabs have one stream, and each hears everything once", async () => {
  const tabs = Array.from({ length: 8 }, (_none, place) => tab(place));
  await settle();
  expect(FakeSource.open).toHaveLength(1);
  hello();
  FakeSource.open[0]?.say("message", "17");
  FakeSource.open[0]?.say("typing", "18");
  for (const { heard } of tabs) expect(heard).toEqual(["hello", "message 17", "typing 18"]);
});

test("without Web Locks each tab has a stream of its own", async () => {
  Object.defineProperty(navigator, "locks", { value: undefined, configurable: true });
  for (let place = 0; place < 3; place += 1) tab(place);
  await settle();
  expect(FakeSource.open).toHaveLength(3);
});

test("a browser that refuses its locks gives each tab a stream of its own", async () => {
  const refusing = { request: () => Promise.reject(new Error("refused")) };
  Object.defineProperty(navigator, "locks", { value: refusing, configurable: true });
  for (let place = 0; place < 3; place += 1) tab(place);
  await settle();
  expect(FakeSource.open).toHaveLength(3);
});

test("a tab that comes later is told that the line is up, and looks for itself", async () => {
  tab(4);
  await settle();
  hello();
  const late = tab(5);
  await settle();
  expect(late.heard).toEqual(["hello"]);
  expect(FakeSource.open).toHaveLength(1);
});

test("when the leader is closed the next tab leads, and its hello has everybody look", async () => {
  const [leader, next, other] = [tab(4), tab(5), tab(6)];
  await settle();
  hello();
  leader.line.close();
  await settle();
  expect(FakeSource.open).toHaveLength(1);
  hello("s2");
  expect(next.heard).toEqual(["hello", "hello"]);
  expect(other.heard).toEqual(["hello", "hello"]);
  expect(leader.heard).toEqual(["hello"]);
});

test("the tab with the line says which orders all of them show, again when that changes", async () => {
  const [leader, other] = [tab(4), tab(7)];
  await settle();
  hello();
  expect(leader.opened.at(-1)).toBe("s1: 4 7");
  other.line.close();
  expect(leader.opened.at(-1)).toBe("s1: 4");
  const said = leader.opened.length;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(leader.opened).toHaveLength(said);
  expect(other.opened).toEqual([]);
});

test("a leader that fell silent loses the line to a tab that lives", async () => {
  const leader = tab(4);
  await settle();
  const other = tab(5);
  await settle();
  hello();
  // Its process hangs: it neither speaks nor hears.
  const [frozen] = FakeChannel.all;
  if (frozen) {
    frozen.postMessage = () => undefined;
    frozen.onmessage = null;
  }
  await vi.advanceTimersByTimeAsync(DEAD_MS + 10_000);
  hello("s2");
  expect(other.heard).toEqual(["hello", "hello"]);
  expect(leader.heard).toEqual(["hello"]);
});

test("a twin whose tabs do not share the lock has as many streams as tabs", async () => {
  const alone = { request: (_name: string, _options: object, callback: () => Promise<void>) => callback() };
  Object.defineProperty(navigator, "locks", { value: alone, configurable: true });
  for (let place = 0; place < 8; place += 1) tab(place);
  await settle();
  expect(FakeSource.open).toHaveLength(8);
});
