import { showBadge } from "../badges.ts";
import type { Controller } from "../registry.ts";
import { personId } from "../session.ts";

/** The list of orders: remembers which groups are open, moves by keys, carries unread counts to the menu. */
export const orderList: Controller = (element, signal) => {
  const swapped = () => {
    openAsLeft(element);
    showBadges(element);
  };
  element.addEventListener("toggle", (event) => remember(event.target as HTMLElement), { signal, capture: true });
  element.addEventListener("keydown", (event) => moved(element, event), { signal });
  // htmx morphs the inside; the observer sees every way of change.
  const observer = new MutationObserver(swapped);
  observer.observe(element, { childList: true });
  signal.addEventListener("abort", () => observer.disconnect());
  element.addEventListener("htmx:after:swap", swapped, { signal });
  document.addEventListener(
    "htmx:after:swap",
    (event) => {
      const target: unknown = (event as CustomEvent).detail?.ctx?.target;
      if (target === element || target === `#${element.id}`) swapped();
    },
    { signal },
  );
  swapped();
};

function stateKey(): string {
  return `fw:groups:${personId()}`;
}

function closedGroups(): Set<string> {
  try {
    return new Set(JSON.parse(localStorage.getItem(stateKey()) ?? "[]") as string[]);
  } catch {
    return new Set();
  }
}

function remember(details: HTMLElement): void {
  const group = details.dataset.group;
  if (!(details instanceof HTMLDetailsElement) || !group) return;
  const closed = closedGroups();
  if (details.open) closed.delete(group);
  else closed.add(group);
  try {
    localStorage.setItem(stateKey(), JSON.stringify([...closed]));
  } catch {
    // Without storage the groups are open again on the next page.
  }
}

function openAsLeft(element: HTMLElement): void {
  const closed = closedGroups();
  for (const details of element.querySelectorAll<HTMLDetailsElement>("details[data-group]")) {
    const open = !closed.has(details.dataset.group ?? "");
    if (details.open !== open) details.open = open;
  }
}

function moved(element: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const now = (event.target as Element).closest("a.order-item");
  const items = [...element.querySelectorAll<HTMLElement>("a.order-item")].filter(
    (item) => !item.closest("details:not([open])"),
  );
  const at = now ? items.indexOf(now as HTMLElement) : -1;
  if (at < 0) return;
  event.preventDefault();
  items[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
}

function showBadges(element: HTMLElement): void {
  const counts = element.querySelector<HTMLElement>("[data-badges]")?.dataset ?? {};
  for (const [name, count = "0"] of Object.entries(counts)) if (name !== "badges") showBadge(name, count);
}
