import { askToDiscard } from "../confirm-discard.ts";
import type { Controller } from "../registry.ts";

/** On a form without a draft: what was typed is not left without a question, by a link, a search or the browser. */
export const unsavedGuard: Controller = (element, signal) => {
  const form = element as HTMLFormElement;
  // A form that came back with faults was typed, too.
  let changed = form.dataset.formAnswered !== undefined;
  const listen = (target: EventTarget, name: string, act: (event: Event) => void, capture = false) =>
    target.addEventListener(name, act, { signal, capture });
  const ask = (go: () => void) =>
    askToDiscard(form, form.querySelector(".formbar"), () => {
      changed = false;
      go();
    });
  listen(form, "input", () => {
    changed = true;
  });
  // What was sent is no loss any more.
  listen(form, "form:arrived", () => {
    changed = false;
  });
  listen(window, "beforeunload", (event) => changed && event.preventDefault());
  listen(document, "click", (event) => changed && stay(event, ask), true);
  listen(document, "htmx:before:request", (event) => changed && stayFromSearch(event, form, ask));
};

type Ask = (go: () => void) => void;

function stay(event: Event, ask: Ask): void {
  const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
  if (!link || link.target || ctrlKey || metaKey || shiftKey || leadsNowhere(link)) return;
  event.preventDefault();
  event.stopPropagation();
  ask(() => location.assign(link.href));
}

function leadsNowhere({ href, protocol }: HTMLAnchorElement): boolean {
  return !/^https?:$/.test(protocol) || href.startsWith(`${location.href.split("#")[0]}#`);
}

// A search puts a new page in place of this one.
function stayFromSearch(event: Event, form: HTMLFormElement, ask: Ask): void {
  const { sourceElement, target } = (event as CustomEvent).detail?.ctx ?? {};
  const place: unknown = typeof target === "string" ? document.querySelector(target) : target;
  if (!(place instanceof Element) || !place.contains(form)) return;
  event.preventDefault();
  ask(() => (sourceElement as HTMLInputElement | undefined)?.form?.requestSubmit());
}
