/** The line to the server: one EventSource, opened again for as long as it is wanted. */

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
const WHISPERS = ["here", "typing", "read"] as const;

/** What comes over the line. `hello` begins each connection, `gone` ends them all: signed out. */
export interface Heard {
  hello: (data: string) => void;
  message: (data: string) => void;
  whisper: (kind: string, data: string) => void;
  lost: () => void;
  gone: () => void;
}

export class Source {
  private source: EventSource | null = null;
  private wait = FIRST_WAIT_MS;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: string,
    private readonly heard: Heard,
  ) {
    this.open();
  }

  /** Tries at once: the network is back. */
  reopen(): void {
    this.close();
    this.open();
  }

  close(): void {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
  }

  private open(): void {
    const source = new EventSource(this.url);
    this.source = source;
    source.addEventListener("hello", (event) => {
      this.wait = FIRST_WAIT_MS;
      this.heard.hello(dataOf(event));
    });
    source.addEventListener("gone", () => {
      this.close();
      this.heard.gone();
    });
    for (const kind of WHISPERS) source.addEventListener(kind, (event) => this.heard.whisper(kind, dataOf(event)));
    source.onmessage = (event) => this.heard.message(dataOf(event));
    source.onerror = () => this.lost();
  }

  // The browser's own retry gives up after an HTTP error; ours does not.
  private lost(): void {
    this.close();
    this.retry = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
    this.heard.lost();
  }
}

function dataOf(event: Event): string {
  return String((event as MessageEvent).data ?? "{}");
}
