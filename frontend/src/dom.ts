/** Finds and makes elements. */

/** The part of a controller: `part(form, "form", "problem")` is `[data-form="problem"]`. */
export function part<T extends Element = HTMLElement>(element: ParentNode, name: string, value: string): T | null {
  return element.querySelector<T>(`[data-${name}="${value}"]`);
}

export function parts<T extends Element = HTMLElement>(element: ParentNode, name: string, value: string): T[] {
  return [...element.querySelectorAll<T>(`[data-${name}="${value}"]`)];
}

export function icon(name: string, size = ""): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", `i ${size}`.trim());
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  const sprite = document.querySelector<HTMLMetaElement>('meta[name="sprite"]')?.content ?? "";
  use.setAttribute("href", `${sprite}#i-${name}`);
  svg.append(use);
  return svg;
}

/** `element("p", "note", "Hello")`. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}
