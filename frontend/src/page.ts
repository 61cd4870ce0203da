/** What the page tells every script: token, person, language, icons. */

export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

/** A new sign-in in another tab makes the token of this page too old; the new one takes its place. */
export function setCsrfToken(token: string): void {
  document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.setAttribute("content", token);
}

/** Id of the signed-in person; local data is kept apart by it. */
export function personId(): string {
  return document.body.dataset.person ?? "nobody";
}

export function language(): string {
  return document.documentElement.lang || "en";
}

/** The part of a controller: `part(form, "form", "problem")` is `[data-form="problem"]`. */
export function part<T extends Element = HTMLElement>(element: ParentNode, name: string, value: string): T | null {
  return element.querySelector<T>(`[data-${name}="${value}"]`);
}

export function parts<T extends Element = HTMLElement>(element: ParentNode, name: string, value: string): T[] {
  return [...element.querySelectorAll<T>(`[data-${name}="${value}"]`)];
}

/** A moment in the company's time zone and as its region writes it, as all times on the page; with its day if that is not today. */
export function clock(at: number): string {
  const local = moved(at);
  const locale = document.body.dataset.locale || language();
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" }).format(local);
  if (day(local) === day(moved(Date.now()))) return time;
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(local);
  return `${date}, ${time}`;
}

const day = (local: number) => Math.floor(local / 86_400_000);

// The browser's own zone data may be older than the server's, which tells what counts from when.
function moved(at: number): number {
  const told = document.body.dataset.zoneOffsets;
  const offsets: [number, number][] = told ? JSON.parse(told) : [];
  const counts = offsets.findLast(([from]) => from <= at) ?? offsets[0];
  return at + (counts?.[1] ?? -new Date(at).getTimezoneOffset()) * 60_000;
}

export function icon(name: string, size = ""): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", `i ${size}`.trim());
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  const sprite = document.querySelector<HTMLMetaElement>('meta[name="sprite"]')?.content ?? "";
  use.setAttribute("href", `${sprite}#i-${name}`);
  svg.append(use);
  return svg;
}

/** `element("p", "note", "Hello")`. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** A random version 4 UUID, also where the page is not a secure context (plain http in a local network). */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** "340 KB", "1.2 MB" in the page's language, as the server writes them (measures.formatting.format_size). */
export function fileSize(bytes: number): string {
  const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), "KB"] : [bytes / 1_000_000, "MB"];
  return `${new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
}

/** Tells htmx that HTML was added by a controller. */
export function announceAdded(added: Element): void {
  added.dispatchEvent(new CustomEvent("fw:added", { bubbles: true }));
}

/** Tells the list that an order looks different now, without anything new in it. */
export function tickList(order: number | null, seq: number | null): void {
  document.dispatchEvent(new CustomEvent("fw:tick", { detail: { order, seq } }));
}

/** Tells the page that something is new: `order` null means "look yourself". */
export function tick(order: number | null, seq: number | null): void {
  const detail = { order, seq };
  tickList(order, seq);
  for (const number of order === null ? ordersOnPage() : [String(order)]) {
    document.dispatchEvent(new CustomEvent(`fw:order-${number}`, { detail }));
  }
}

function ordersOnPage(): Set<string> {
  return new Set([...document.querySelectorAll<HTMLElement>("[data-order]")].map((found) => found.dataset.order ?? ""));
}
