import { element as make } from "../dom.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { getFragment } from "../requests.ts";

const MOST_SHOWN = 5;
const GATHER_MS = 200;

/** How far the others have read: their avatars stand below the last entry that each has seen. */
export const readReceipts: Controller = (element, signal) => {
  const timeline = document.querySelector<HTMLElement>("[data-timeline]");
  if (!timeline) return;
  const added = new MutationObserver(() => place());
  const place = () => {
    placeRows(timeline, element);
    // What was just placed is no news.
    added.takeRecords();
  };
  let waits: ReturnType<typeof setTimeout> | undefined;
  const fetchSoon = () => {
    clearTimeout(waits);
    waits = setTimeout(() => void fetchMarks(element).then(place), GATHER_MS);
  };
  const read = (event: Event) => {
    const { order, person, seq } = (event as CustomEvent).detail;
    if (String(order) !== element.dataset.order || String(person) === document.body.dataset.person) return;
    const reader = element.querySelector<HTMLElement>(`[data-reader="${person}"]`);
    if (!reader) fetchSoon();
    else if (seq > Number(reader.dataset.seq)) reader.dataset.seq = String(seq);
    place();
  };
  const looked = (event: Event) => {
    if ((event as CustomEvent).detail.seq === null) fetchSoon();
  };
  document.addEventListener("fw:read", read, { signal });
  document.addEventListener(`fw:order-${element.dataset.order}`, looked, { signal });
  added.observe(timeline, { childList: true });
  signal.addEventListener("abort", () => {
    clearTimeout(waits);
    added.disconnect();
  });
  place();
};

async function fetchMarks(element: HTMLElement): Promise<void> {
  const response = await getFragment(element.dataset.url ?? "");
  if (!response?.ok) return;
  const holder = document.createElement("template");
  holder.innerHTML = response.html;
  element.replaceChildren(...(holder.content.firstElementChild?.children ?? []));
}

function placeRows(timeline: HTMLElement, marks: HTMLElement): void {
  const entries = [...timeline.children].filter((node) => node instanceof HTMLElement && node.id && node.dataset.seq);
  const readers = new Map<Element, HTMLElement[]>();
  for (const reader of marks.children as HTMLCollectionOf<HTMLElement>) {
    const last = entries.findLast((entry) => seqOf(entry) <= seqOf(reader));
    // Whoever has read only what is not on the page stands nowhere.
    if (last) readers.set(last, [...(readers.get(last) ?? []), reader]);
  }
  const look = JSON.stringify([...readers].map(([entry, found]) => [entry.id, found.map((one) => one.dataset.name)]));
  if (marks.dataset.placed === look) return;
  marks.dataset.placed = look;
  for (const row of timeline.querySelectorAll(":scope > .read")) row.remove();
  for (const [entry, found] of readers) entry.after(rowOf(found));
}

function rowOf(readers: HTMLElement[]): HTMLElement {
  const names = readers.map((reader) => reader.dataset.name ?? "").join(", ");
  const avatars = readers.slice(0, MOST_SHOWN).map((reader) => reader.firstElementChild?.cloneNode(true) as Element);
  const row = make("div", "read", make("span", "avatars", ...avatars));
  if (readers.length > MOST_SHOWN) row.append(make("span", "more-readers", `+${readers.length - MOST_SHOWN}`));
  row.setAttribute("role", "img");
  row.setAttribute("aria-label", word("seen_by", { names }));
  // The timeline is a log: this is not said by itself.
  row.setAttribute("aria-live", "off");
  return row;
}

function seqOf(element: Element): number {
  return Number((element as HTMLElement).dataset.seq);
}
