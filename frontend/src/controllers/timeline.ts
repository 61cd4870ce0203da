import { icon } from "../dom.ts";
import { announceAdded, announceListUpdate } from "../events.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { getFragment, post } from "../requests.ts";

const NEAR_END = 80;
const READ_AGAIN_MS = 5000;
const FETCH_AGAIN_MS = 2000;
const LONGEST_WAIT_MS = 60_000;

/** The entries of one order: fetches what came after the cursor, keeps the place, tells what was read. */
export const timeline: Controller = (element, signal) => {
  new Timeline(element, signal);
};

class Timeline {
  private fetching = false;
  private again = false;
  private fresh = 0;
  private read = 0;
  private stuck = true;
  private place = { top: 0, height: 0 };
  private wait = FETCH_AGAIN_MS;
  private refetch: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly element: HTMLElement,
    signal: AbortSignal,
  ) {
    const listen = (target: EventTarget, name: string, act: (event: Event) => void) =>
      target.addEventListener(name, act, { signal });
    listen(document, "fw:update", (event) => this.onUpdate((event as CustomEvent).detail));
    listen(element, "scroll", () => this.scrolled());
    listen(document, "visibilitychange", () => this.seen());
    listen(window, "focus", () => this.seen());
    this.more()?.addEventListener("click", () => this.toLatest(), { signal });
    listen(element, "timeline:away", () => {
      this.stuck = false;
    });
    this.keepEnd(signal);
    signal.addEventListener("abort", () => {
      clearTimeout(this.retry);
      clearTimeout(this.refetch);
    });
    this.start();
  }

  /** A bar above, the keyboard, a growing composer or a loaded picture: the last entry stays in sight. */
  private keepEnd(signal: AbortSignal): void {
    const sizes = new ResizeObserver(() => this.stuck && this.toEnd("instant"));
    const watch = (nodes: Iterable<Node>) => {
      for (const node of nodes) if (node instanceof Element) sizes.observe(node);
    };
    const added = new MutationObserver((records) => {
      for (const record of records) watch(record.addedNodes);
    });
    watch([this.element, ...this.element.children]);
    added.observe(this.element, { childList: true });
    signal.addEventListener("abort", () => {
      sizes.disconnect();
      added.disconnect();
    });
  }

  private start(): void {
    const divider = this.linked() ?? this.element.querySelector("[data-timeline-start]");
    if (divider) {
      // At once: what is fetched above meanwhile would end a gliding scroll half-way.
      divider.scrollIntoView({ block: "center", behavior: "instant" });
      this.stuck = this.nearEnd();
    } else {
      this.toEnd("instant");
    }
    this.seen();
  }

  // Not `:target`: the browser may settle that only after this has run.
  private linked(): HTMLElement | null {
    const entry = /^#e\d+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;
    return entry && this.element.contains(entry) ? entry : null;
  }

  /** Only a person scrolls up; on its own the place moves towards the end, or the content gets shorter. */
  private scrolled(): void {
    const { scrollTop: top, scrollHeight: height } = this.element;
    const before = this.place;
    this.place = { top, height };
    if (this.nearEnd()) {
      this.stuck = true;
      this.seen();
    } else if (top < before.top && height >= before.height) {
      this.stuck = false;
    }
  }

  private onUpdate({ order, seq }: { order: number | null; seq: number | null }): void {
    const mine = order === null || String(order) === this.element.dataset.order;
    // A page that stands in the past goes on from there; see `timeline-history`.
    if (this.element.dataset.past !== undefined) return;
    if (mine && (seq === null || seq > this.cursor())) void this.catchUp();
  }

  private async catchUp(): Promise<void> {
    if (this.fetching) {
      this.again = true;
      return;
    }
    this.fetching = true;
    do {
      this.again = false;
      if (await this.fetchOnce()) this.again = true;
    } while (this.again);
    this.fetching = false;
  }

  /** Whether there is more than came in one answer. */
  private async fetchOnce(): Promise<boolean> {
    const url = new URL(this.element.dataset.url ?? "", location.href);
    url.searchParams.set("after", String(this.cursor()));
    const response = await getFragment(url.href, { "X-Fragment": "entries" });
    if (response) this.wait = FETCH_AGAIN_MS;
    else this.fetchLater();
    if (response?.status === 404) this.gone();
    if (!response?.ok) return false;
    const added = this.append(response.html);
    const next = Number(response.headers.get("X-Seq") ?? "0");
    if (next > this.cursor()) this.element.dataset.seq = String(next);
    if (this.stuck) this.toEnd("instant");
    else this.count(added);
    this.seen();
    return response.headers.has("X-More");
  }

  // A tick that could not be followed must not be the last one: there may be no other.
  private fetchLater(): void {
    clearTimeout(this.refetch);
    this.refetch = setTimeout(() => void this.catchUp(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  /** The order is not this person's any more: nothing of it stays on the screen. What was typed stays as a draft. */
  private gone(): void {
    location.assign("/orders");
  }

  private append(html: string): number {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    let added = 0;
    for (const entry of [...holder.content.children] as HTMLElement[]) {
      if (entry.dataset.timelineChanged !== undefined) {
        for (const changed of [...entry.children] as HTMLElement[]) replaceEntry(changed);
        continue;
      }
      if (entry.id && document.getElementById(entry.id)) continue;
      const { submission, seq } = entry.dataset;
      if (submission) this.element.querySelector(`[data-pending="${CSS.escape(submission)}"]`)?.remove();
      // What still waits stays at the end.
      this.element.insertBefore(entry, this.element.querySelector("[data-pending]"));
      announceAdded(entry);
      if (seq && Number(seq) > this.cursor()) this.element.dataset.seq = seq;
      added += 1;
    }
    return added;
  }

  private seen(): void {
    const cursor = this.cursor();
    const url = this.element.dataset.readUrl;
    if (!url || cursor <= this.read || document.visibilityState !== "visible" || !document.hasFocus()) return;
    if (!this.nearEnd()) return;
    this.read = cursor;
    clearTimeout(this.retry);
    void post(url, new URLSearchParams({ seq: String(cursor) }))
      .then((response) => (response.ok ? this.wasRead(cursor) : this.readLater(cursor)))
      .catch(() => this.readLater(cursor));
  }

  // The list was fetched before the reading was known: it looks again, and its badges with it.
  private wasRead(cursor: number): void {
    announceListUpdate(Number(this.element.dataset.order), cursor);
  }

  private readLater(cursor: number): void {
    this.read = Math.min(this.read, cursor - 1);
    this.retry = setTimeout(() => this.seen(), READ_AGAIN_MS);
  }

  private cursor(): number {
    return Number(this.element.dataset.seq ?? "0");
  }

  private nearEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    const near = scrollHeight - scrollTop - clientHeight <= NEAR_END && this.element.dataset.past === undefined;
    this.count(near ? -this.fresh : 0, near);
    return near;
  }

  private toEnd(behavior: ScrollBehavior): void {
    this.stuck = true;
    this.element.scrollTo?.({ top: this.element.scrollHeight, behavior });
    this.count(-this.fresh, true);
  }

  private toLatest(): void {
    if (this.element.dataset.past === undefined) this.toEnd("smooth");
    else location.assign(location.pathname);
  }

  private count(more: number, near = this.fresh + more === 0): void {
    this.fresh += more;
    const button = this.more();
    if (!button) return;
    button.hidden = near && this.fresh === 0;
    const words = this.fresh ? word("new_entries", { n: this.fresh }) : word("to_latest");
    if (button.textContent !== words) button.replaceChildren(icon("arrow-down", "i-sm"), words);
  }

  private more(): HTMLElement | null {
    return this.element.parentElement?.querySelector<HTMLElement>("[data-timeline-more]") ?? null;
  }
}

/** An entry that looks different now; one that is not on the page yet comes as it is then. */
function replaceEntry(changed: HTMLElement): void {
  const old = document.getElementById(changed.id);
  if (!old) return;
  const held = old.contains(document.activeElement)
    ? (document.activeElement as HTMLElement).dataset.entryActions
    : undefined;
  old.replaceWith(changed);
  announceAdded(changed);
  if (held) changed.querySelector<HTMLElement>(`[data-entry-actions="${held}"]`)?.focus({ preventScroll: true });
}
