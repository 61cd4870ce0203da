/** Events by which controllers tell each other, and htmx, what changed. */

/** Tells htmx that HTML was added by a controller. */
export function announceAdded(added: Element): void {
  added.dispatchEvent(new CustomEvent("fw:added", { bubbles: true }));
}

/** Tells the list that an order looks different now, without anything new in it. */
export function announceListUpdate(order: number | null, seq: number | null): void {
  document.dispatchEvent(new CustomEvent("fw:update", { detail: { order, seq } }));
}

/** Tells the page that something is new: `order` null means "look yourself". */
export function announceUpdate(order: number | null, seq: number | null): void {
  const detail = { order, seq };
  announceListUpdate(order, seq);
  for (const number of order === null ? ordersOnPage() : [String(order)]) {
    document.dispatchEvent(new CustomEvent(`fw:order-${number}`, { detail }));
  }
}

function ordersOnPage(): Set<string> {
  return new Set([...document.querySelectorAll<HTMLElement>("[data-order]")].map((found) => found.dataset.order ?? ""));
}
