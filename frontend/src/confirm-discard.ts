/** The bar that asks before typed text is thrown away. */

import { element, parts } from "./dom.ts";
import { word } from "./messages.ts";

/** Shows the question at the end of `place`, above its foot; `discard` runs on yes. */
export function askToDiscard(place: HTMLElement, foot: Element | null, discard: () => void): void {
  for (const bar of parts(place, "dialog", "ask")) bar.remove();
  const keep = button("btn btn--sm", word("keep_editing"), () => bar.remove());
  const yes = button("btn btn--sm btn--danger", word("discard"), discard);
  const bar = element("div", "dialog__ask", element("p", "", word("discard_question")), keep, yes);
  bar.dataset.dialog = "ask";
  bar.setAttribute("role", "alertdialog");
  bar.setAttribute("aria-label", word("discard_question"));
  if (foot) foot.before(bar);
  else place.append(bar);
  keep.focus();
}

function button(className: string, label: string, act: () => void): HTMLButtonElement {
  const made = element("button", className, label);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
