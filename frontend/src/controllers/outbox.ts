import { part } from "../dom.ts";
import { word } from "../messages.ts";
import { flush, OUTBOX_CHANGED, type OutboxChange, outboxState, startOutbox } from "../outbox.ts";
import { drawRefused } from "../refused-messages.ts";
import type { Controller } from "../registry.ts";
import { loadMessages, type Message, prepareStorage, sweepStored } from "../storage.ts";
import { offerUndo } from "./discard-link.ts";

/** Sends what is kept, on every page; says what waits for orders that are not on this page. */
export const outbox: Controller = (element, signal) => {
  const draw = (event?: Event) => void show(element, (event as CustomEvent<OutboxChange> | undefined)?.detail);
  document.addEventListener(OUTBOX_CHANGED, draw, { signal });
  part(element, "outbox", "again")?.addEventListener("click", () => void flush(), { signal });
  void prepareStorage().then(() => {
    if (signal.aborted) return;
    startOutbox(signal);
    draw();
  });
  void sweepStored(Date.now());
  // Bound after this: the toasts.
  queueMicrotask(offerUndo);
};

async function show(element: HTMLElement, change: OutboxChange = outboxState()): Promise<void> {
  const here = document.querySelector<HTMLElement>("[data-timeline]")?.dataset.order;
  const elsewhere = (await loadMessages()).filter(({ order }) => order !== here);
  // What is under way does not bring the bar; nor does a try, every few seconds, take it from under a finger.
  const others = elsewhere.filter(({ id }) => id !== change.sending || !element.hidden);
  element.hidden = others.length === 0;
  const refused = others.filter(({ refusal }) => refusal !== "");
  const [first] = others.filter(({ refusal }) => refusal === "");
  const said = part(element, "outbox", "said");
  const link = part<HTMLAnchorElement>(element, "outbox", "open");
  const again = part(element, "outbox", "again");
  const list = part(element, "outbox", "refused");
  const template = part<HTMLTemplateElement>(element, "outbox", "one");
  if (!said || !link || !again || !list || !template) return;
  const sentence = others.length ? sayOf(others) : "";
  if (said.textContent !== sentence) said.textContent = sentence;
  link.hidden = again.hidden = !first;
  if (first) {
    link.href = `/orders/${first.order}`;
    link.textContent = word("open_order", { order: first.order });
  }
  drawRefused(list, template, refused);
}

function sayOf(messages: Message[]): string {
  const isRefused = messages.some(({ refusal }) => refusal !== "");
  if (messages.length === 1) return word(isRefused ? "outbox_refused_one" : "outbox_one");
  return word(isRefused ? "outbox_refused_many" : "outbox_many", { n: messages.length });
}
