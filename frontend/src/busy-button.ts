import { element } from "./dom.ts";
import { word } from "./messages.ts";

/** Shows on a button that it works, its width kept. Returns what puts it back. */
export function busy(button: HTMLElement | null): () => void {
  if (!button) return () => {};
  const before = [...button.childNodes];
  button.style.minInlineSize = `${button.offsetWidth}px`;
  button.setAttribute("aria-disabled", "true");
  button.classList.add("is-busy");
  const label = element("span", button.classList.contains("icon-button") ? "visually-hidden" : "", word("sending"));
  button.replaceChildren(element("span", "spin"), label);
  return () => {
    button.style.minInlineSize = "";
    button.removeAttribute("aria-disabled");
    button.classList.remove("is-busy");
    button.replaceChildren(...before);
  };
}
