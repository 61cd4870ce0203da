/** What is wrong with a form, said at its fields: found, shown, and forgotten where it was mended. */
import { element, icon, part } from "./dom.ts";

const INVALID = '[aria-invalid="true"]:is(input, select, textarea, button, [tabindex])';
const ROWS = "[data-controller~=repeatable-rows]";
const SENTENCE = ".field-error:not([hidden], [data-uploads], [data-chip])";

/** Says in `place` what went wrong, drawn as the server draws it; "" takes it away. */
export function showError(place: HTMLElement | null, sentence: string): void {
  if (!place || (place.textContent === sentence && place.hidden === (sentence === ""))) return;
  const mark = icon("circle-alert", place.matches(".note") ? "" : "i-sm");
  place.hidden = sentence === "";
  place.replaceChildren(...(sentence ? [mark, element("span", "", sentence)] : []));
}

/** Puts the focus on the first field that has a fault, else on the sentence about it, else on the one above all. */
export function focusFirstError(form: HTMLElement): void {
  const found = [...form.querySelectorAll<HTMLElement>(`${INVALID}, ${SENTENCE}`)];
  const first =
    found.find((place) => !place.closest("[hidden]")) ??
    part(form, "form", "overtaken") ??
    part(form, "form", "problem");
  if (!first) return;
  if (!first.matches("input, select, textarea, button")) first.tabIndex = -1;
  first.focus();
  if (first.matches("[tabindex], [type=radio]")) first.scrollIntoView?.({ block: "nearest" });
}

/** A field that was touched is not the field of which the sentence spoke. */
export function clearError(touched: EventTarget | null): void {
  if (!(touched instanceof HTMLElement)) return;
  const lists = `${ROWS}, [data-controller~=uploads]:not(form)`;
  const list = touched.matches(lists) ? touched : null;
  for (let place = list ?? touched.closest<HTMLElement>(".field"); place; place = above(place)) removeSentences(place);
  // One sentence speaks of products and workers alike, and stands at the first of them.
  if (touched.matches(ROWS)) for (const rows of rowsBeside(touched)) removeSentences(rows, "#error-lines");
  // The sentence about files stands beside their list.
  if (list?.parentElement) removeSentences(list.parentElement);
  if (touched instanceof HTMLInputElement && touched.type === "radio") {
    for (const radio of touched.form?.querySelectorAll<HTMLInputElement>("[type=radio][aria-invalid]") ?? [])
      if (radio.name === touched.name) mended(radio);
  } else if (touched.hasAttribute("aria-invalid") && !list) {
    mended(touched);
  }
}

function above(place: HTMLElement): HTMLElement | null {
  return place.matches(".field") ? (place.parentElement?.closest<HTMLElement>(".field") ?? null) : null;
}

function rowsBeside(list: HTMLElement): HTMLElement[] {
  return [...(list.closest("form")?.querySelectorAll<HTMLElement>(ROWS) ?? [])];
}

function removeSentences(place: HTMLElement, which = "*"): void {
  for (const sentence of [...place.children])
    if (sentence.matches(SENTENCE) && sentence.matches(which)) sentence.remove();
}

function mended(field: HTMLElement): void {
  field.removeAttribute("aria-invalid");
  const said = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => document.getElementById(id));
  if (said.length) field.setAttribute("aria-describedby", said.join(" "));
  else field.removeAttribute("aria-describedby");
}
