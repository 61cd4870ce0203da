import { announceAdded, announceUpdate } from "../events.ts";
import type { Controller } from "../registry.ts";
import { getFragment } from "../requests.ts";

const AHEAD = "600px 0px";

/** What lies before and after the entries on the page comes when one scrolls there; the place does not move. */
export const timelineHistory: Controller = (element, signal) => {
  const loading = new Set<string>();
  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) if (isIntersecting) void load(element, target, loading);
    },
    { root: element, rootMargin: AHEAD },
  );
  const watch = () => {
    for (const end of element.querySelectorAll("[data-timeline-earlier], [data-timeline-later]")) near.observe(end);
  };
  watch();
  const added = new MutationObserver(watch);
  added.observe(element, { childList: true });
  const pressed = (event: Event) => {
    const end = (event.target as Element).closest("[data-timeline-earlier], [data-timeline-later]");
    if (!end) return;
    event.preventDefault();
    void load(element, end, loading);
  };
  element.addEventListener("click", pressed, { signal });
  signal.addEventListener("abort", () => {
    near.disconnect();
    added.disconnect();
  });
};

async function load(element: HTMLElement, end: Element, loading: Set<string>): Promise<void> {
  const { timelineEarlier: before, timelineLater: after } = (end as HTMLElement).dataset;
  const question = before ? `before=${before}` : `after=${after}&few=1`;
  if (loading.has(question)) return;
  loading.add(question);
  const response = await getFragment(`${element.dataset.url}?${question}`, { "X-Fragment": "entries" });
  const html = response?.ok ? response.html : null;
  loading.delete(question);
  if (html === null || !end.isConnected) return;
  if (before) above(element, end, html);
  else below(element, end, html, response?.headers.get("X-Seq") ?? "0");
}

function above(element: HTMLElement, end: Element, html: string): void {
  const fromEnd = element.scrollHeight - element.scrollTop;
  const held = document.activeElement === end;
  const added = put(end, html);
  // The browser's own anchoring does nothing at the very top, and one of the browsers has none.
  element.scrollTo({ top: element.scrollHeight - fromEnd, behavior: "instant" });
  if (held) added.find((node) => node.dataset.timelineEarlier)?.focus({ preventScroll: true });
}

function below(element: HTMLElement, end: Element, html: string, seq: string): void {
  const more = put(end, html).some((node) => node.dataset.timelineLater);
  element.dataset.seq = seq;
  if (more) return;
  // Here the page is at its end like any other, and looks for what came meanwhile.
  delete element.dataset.past;
  announceUpdate(null, null);
}

function put(end: Element, html: string): HTMLElement[] {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  holder.content.querySelector("[data-timeline-changed]")?.remove();
  const added = [...holder.content.children] as HTMLElement[];
  for (const node of added) if (node.id) document.getElementById(node.id)?.remove();
  end.replaceWith(...added);
  for (const node of added) announceAdded(node);
  return added;
}
