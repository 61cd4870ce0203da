import { askToDiscard } from "../confirm-discard.ts";
import { part } from "../dom.ts";
import { firstPlace } from "../first-field.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { toast } from "../toast.ts";

interface HtmxContext {
  sourceElement?: Element;
  target?: Element | string;
  response?: { raw: Response };
}

/** The page's one dialog: opens when htmx has put something in, asks before it throws typed text away. */
export const dialog: Controller = (element, signal) => {
  const dialog = element as HTMLDialogElement;
  let opener: HTMLElement | null = null;
  let dirty = false;
  const listen = (target: EventTarget, name: string, act: (event: Event) => void) =>
    target.addEventListener(name, act, { signal });
  listen(document, "htmx:before:request", (event) => {
    const source = contextOf(event).sourceElement;
    if (aims(event, dialog) && source instanceof HTMLElement) opener = source;
  });
  listen(document, "htmx:after:swap", (event) => {
    if (!aims(event, dialog)) return;
    dirty = false;
    if (!dialog.open) dialog.showModal();
    focusFirst(dialog);
  });
  for (const name of ["htmx:response:error", "htmx:error", "htmx:before:response"]) {
    listen(document, name, (event) => followInstead(event, dialog));
  }
  const ask = () => askToDiscard(dialog, dialog.querySelector(".dialog__foot"), () => dialog.close());
  const close = () => (dirty && !keptAsDraft(dialog) ? ask() : dialog.close());
  listen(dialog, "input", () => {
    dirty = true;
  });
  listen(dialog, "cancel", (event) => {
    if (event.target !== dialog) return;
    event.preventDefault();
    close();
  });
  listen(dialog, "click", (event) => {
    const target = event.target as Element;
    if (target === dialog ? isOutside(dialog, event as MouseEvent) : target.closest('[data-dialog="close"]')) {
      event.preventDefault();
      close();
    }
  });
  listen(dialog, "close", () => {
    dirty = false;
    dialog.replaceChildren();
    dialog.dispatchEvent(new CustomEvent("fw:closed"));
    if (opener?.isConnected) opener.focus();
    opener = null;
  });
};

function contextOf(event: Event): HtmxContext {
  return ((event as CustomEvent).detail?.ctx ?? {}) as HtmxContext;
}

function aims(event: Event, dialog: HTMLElement): boolean {
  const { target } = contextOf(event);
  return target === dialog || target === `#${dialog.id}`;
}

// A refusal or the sign-in page does not belong into the dialog: the link leads there as a page. Without any answer
// it would lead to the browser's own page, and what stands here would be gone.
function followInstead(event: Event, dialog: HTMLElement): void {
  const { sourceElement, response } = contextOf(event);
  if (!aims(event, dialog)) return;
  if (event.type === "htmx:before:response" && !response?.raw.redirected) return;
  event.preventDefault();
  if (event.type === "htmx:error" && !response) {
    toast(word("offline"));
    return;
  }
  const href = sourceElement?.getAttribute("href");
  if (href) location.assign(href);
}

function focusFirst(dialog: HTMLDialogElement): void {
  const wrong = dialog.querySelector<HTMLElement>("[aria-invalid=true]");
  const body = dialog.querySelector<HTMLElement>("form > .dialog__body");
  const first = wrong ?? (body && firstPlace(body)) ?? dialog.querySelector<HTMLElement>("[autofocus]");
  const visible = first && first.offsetParent !== null ? first : null;
  (visible ?? part(dialog, "dialog", "close"))?.focus({ preventScroll: true });
}

function keptAsDraft(dialog: HTMLElement): boolean {
  return dialog.querySelector("form[data-draft]") !== null;
}

function isOutside(dialog: HTMLElement, event: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect();
  const inside =
    event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  return !inside;
}
