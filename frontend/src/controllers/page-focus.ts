import { firstPlace } from "../first-field.ts";
import type { Controller } from "../registry.ts";

/** A page that was opened for what is in this element begins there: in a form's first field, else at the heading. */
export const pageFocus: Controller = (element) => {
  // An address with a mark leads there, and where the person is already is theirs.
  if (location.hash !== "" || document.activeElement !== document.body) return;
  const place = firstOf(element) ?? element.querySelector<HTMLElement>("h1, h2");
  if (place?.matches("h1, h2")) place.tabIndex = -1;
  place?.focus({ preventScroll: true });
};

function firstOf(element: HTMLElement): HTMLElement | null {
  const forms = element.matches("form")
    ? [element]
    : element.querySelectorAll<HTMLElement>("form[data-controller~=form]");
  for (const form of forms) {
    const place = firstPlace(form.querySelector(".dialog__body, .page__body") ?? form);
    if (place) return place;
  }
  return null;
}
