import { element, icon } from "./dom.ts";
import { word } from "./messages.ts";

const SHOWN_MS = 6000;

export interface ToastAction {
  label: string;
  run: () => void;
}

/** Shows a sentence for 6 s (longer while pointed at or focused); with an action until it is used or `closed`. */
export function toast(text: string, action?: ToastAction, closed: () => void = () => {}): HTMLElement | null {
  const region = document.getElementById("toasts");
  if (!region) return null;
  const shown = element("div", "toast", element("span", "grow", text));
  const remove = () => shown.remove();
  if (action) shown.append(actionButton(action, remove), closeButton(remove, closed));
  else removeLater(shown, remove);
  raise(region);
  region.append(shown);
  return shown;
}

/** What the server has put there goes like all others. */
export function letToastsGo(): void {
  for (const shown of document.querySelectorAll<HTMLElement>("#toasts > .toast"))
    removeLater(shown, () => shown.remove());
}

function actionButton(action: ToastAction, remove: () => void): HTMLElement {
  const button = element("button", "btn btn--sm", action.label);
  button.type = "button";
  button.addEventListener("click", () => {
    remove();
    action.run();
  });
  return button;
}

function closeButton(remove: () => void, closed: () => void): HTMLElement {
  const button = element("button", "icon-button icon-button--sm", icon("x"));
  button.type = "button";
  button.setAttribute("aria-label", word("close"));
  button.addEventListener("click", () => {
    remove();
    closed();
  });
  return button;
}

function removeLater(shown: HTMLElement, remove: () => void): void {
  let timer = setTimeout(remove, SHOWN_MS);
  const hold = () => clearTimeout(timer);
  const go = () => {
    clearTimeout(timer);
    timer = setTimeout(remove, SHOWN_MS);
  };
  shown.addEventListener("pointerenter", hold);
  shown.addEventListener("focusin", hold);
  shown.addEventListener("pointerleave", go);
  shown.addEventListener("focusout", go);
}

// An open modal dialog makes the rest of the page inert; inside it a toast stays visible and usable.
function raise(region: HTMLElement): void {
  const modal = document.querySelector("dialog[open]");
  const place = modal ?? document.body;
  if (region.parentElement !== place) place.append(region);
}
