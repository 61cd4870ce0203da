/**
 * One line for all visible tabs of a person. The tab that holds the lock has it and passes on what it hears; when the
 * tab is hidden, closed or dead, the next one gets the lock. Without Web Locks (a page over plain http) each tab has its
 * own line. Whatever falls between two lines each tab fetches by its own cursor, on the next `hello`.
 */
import { uuid } from "../uuid.ts";
import { type Heard, Source } from "./event-source.ts";

export const BEAT_MS = 10_000;
/** A tab that is silent for so long is dead or frozen: a leader loses the lock, a follower is not counted any more. */
export const DEAD_MS = 25_000;

type Said =
  | { say: "event"; kind: string; data: string }
  | { say: "line"; up: boolean; stream: string }
  | { say: "join"; tab: string; orders: number[] }
  | { say: "leave"; tab: string };

export interface Told extends Heard {
  /** Which orders the visible tabs show, for the tab that has the line: said again whenever that has changed. */
  open: (stream: string, orders: number[]) => void;
}

export class SharedLine {
  private readonly tab = uuid();
  private readonly others = new Map<string, { orders: number[]; at: number }>();
  private channel: BroadcastChannel | null = null;
  private turn: AbortController | null = null;
  private source: Source | null = null;
  private beat: ReturnType<typeof setInterval> | undefined;
  private heardAt = 0;
  private up = false;
  private stream = "";
  private opened = "";

  constructor(
    private readonly url: string,
    private readonly name: string,
    private readonly told: Told,
    private readonly orders: () => number[],
  ) {}

  /** This tab takes part. */
  open(): void {
    if (this.turn) return;
    this.heardAt = Date.now();
    this.beat = setInterval(() => this.beats(), BEAT_MS);
    if (!shares()) {
      this.turn = new AbortController();
      this.lead();
      return;
    }
    this.channel = new BroadcastChannel(this.name);
    this.channel.onmessage = (event) => this.hear(event.data as Said);
    void this.contend();
    this.join();
  }

  /** This tab does not: it is hidden, or gone. */
  close(): void {
    this.say({ say: "leave", tab: this.tab });
    clearInterval(this.beat);
    this.follow();
    this.turn?.abort();
    this.turn = null;
    this.channel?.close();
    this.channel = null;
    this.others.clear();
    this.up = false;
  }

  reopen(): void {
    this.source?.reopen();
  }

  private async contend(steal = false): Promise<void> {
    this.turn?.abort();
    const turn = new AbortController();
    this.turn = turn;
    let led = false;
    const held = () =>
      new Promise<void>((done) => {
        if (turn.signal.aborted) return done();
        led = true;
        turn.signal.addEventListener("abort", () => done());
        this.lead();
      });
    try {
      await navigator.locks.request(this.name, steal ? { steal } : { signal: turn.signal }, held);
    } catch {
      // Not wanted any more, or taken by a tab that heard nothing from this one.
    }
    if (turn.signal.aborted) return;
    this.follow();
    // A browser that has locks but gives none: this tab has a line of its own.
    if (led) void this.contend();
    else this.lead();
  }

  private lead(): void {
    this.opened = "";
    this.stream = "";
    this.line(false);
    this.source = new Source(this.url, {
      hello: (data) => this.began(data),
      message: (data) => this.pass("message", data),
      whisper: (kind, data) => this.pass(kind, data),
      lost: () => this.line(false),
      gone: () => this.pass("gone", "{}"),
    });
  }

  private follow(): void {
    this.source?.close();
    this.source = null;
  }

  private began(data: string): void {
    this.stream = streamOf(data);
    this.up = true;
    this.pass("hello", data);
    this.opened = "";
    this.tellOpen();
  }

  private line(up: boolean): void {
    this.up = up;
    this.say({ say: "line", up, stream: this.stream });
    if (!up) this.told.lost();
  }

  private pass(kind: string, data: string): void {
    this.say({ say: "event", kind, data });
    this.give(kind, data);
  }

  private give(kind: string, data: string): void {
    if (kind === "hello") this.told.hello(data);
    else if (kind === "message") this.told.message(data);
    else if (kind === "gone") this.told.gone();
    else this.told.whisper(kind, data);
  }

  private hear(said: Said): void {
    if (said.say === "join") {
      const fresh = !this.others.has(said.tab);
      this.others.set(said.tab, { orders: said.orders, at: Date.now() });
      if (!this.source) return;
      if (fresh) this.say({ say: "line", up: this.up, stream: this.stream });
      this.tellOpen();
    } else if (said.say === "leave") {
      this.others.delete(said.tab);
      this.tellOpen();
    } else if (!this.source) {
      this.heardAt = Date.now();
      if (said.say === "event") this.follows(said.kind, said.data);
      else if (said.up !== this.up) this.followsLine(said.up);
    }
  }

  private follows(kind: string, data: string): void {
    if (kind === "hello") {
      this.up = true;
      this.join();
    }
    this.give(kind, data);
  }

  private followsLine(up: boolean): void {
    this.up = up;
    if (up) this.told.hello("{}");
    else this.told.lost();
  }

  private beats(): void {
    const now = Date.now();
    for (const [tab, { at }] of this.others) if (now - at > DEAD_MS) this.others.delete(tab);
    if (this.source) {
      this.say({ say: "line", up: this.up, stream: this.stream });
      this.tellOpen();
      return;
    }
    this.join();
    if (now - this.heardAt > DEAD_MS) {
      this.heardAt = now;
      void this.contend(true);
    }
  }

  private join(): void {
    this.say({ say: "join", tab: this.tab, orders: this.orders() });
  }

  private tellOpen(): void {
    if (!this.source || !this.up) return;
    const all = [this.orders(), ...[...this.others.values()].map((other) => other.orders)].flat();
    const orders = [...new Set(all)].sort((one, other) => one - other);
    if (this.opened === orders.join(" ")) return;
    // Nothing open is what the server knows of a new stream.
    if (orders.length || this.opened) this.told.open(this.stream, orders);
    this.opened = orders.join(" ");
  }

  private say(said: Said): void {
    this.channel?.postMessage(said);
  }
}

function shares(): boolean {
  return typeof BroadcastChannel !== "undefined" && navigator.locks !== undefined;
}

function streamOf(data: string): string {
  try {
    return String((JSON.parse(data) as { stream?: string }).stream ?? "");
  } catch {
    return "";
  }
}
