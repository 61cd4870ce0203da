/** htmx reads; what it may swap, and what a morph must leave alone. */
import htmx from "htmx.org";
import { isKept, mayChange } from "./morph-rules.ts";

interface MorphAttribute {
  attrName: string;
}

interface Htmx {
  config: { noSwap: (number | string)[]; history: boolean };
  process: (element: Element) => void;
  registerExtension: (name: string, extension: Record<string, unknown>) => void;
}

export function startHypermedia(): void {
  const reader = htmx as unknown as Htmx;
  reader.config.noSwap = [204, 304, "4xx", "5xx"];
  reader.config.history = false;
  reader.registerExtension("fieldwork-morph", {
    htmx_before_morph_node: (node: Element) => !isKept(node),
    htmx_before_morph_attr: (node: Element, { attrName }: MorphAttribute) => mayChange(node, attrName),
  });
  document.addEventListener("fw:added", (event) => reader.process(event.target as Element));
  document.addEventListener("htmx:before:response", dropRedirected);
}

// A read that ends at another address has met the sign-in page.
function dropRedirected(event: Event): void {
  const response: unknown = (event as CustomEvent).detail?.ctx?.response?.raw;
  if (response instanceof Response && response.redirected) event.preventDefault();
}
