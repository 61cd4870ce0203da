import type { Controller } from "../registry.ts";

const WIDE = "(width >= 72rem)";

/** Opens and closes the details beside an order and, on a phone, the main menu. */
export const drawer: Controller = (element, signal) => {
  const clicked = (event: Event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-drawer-toggle], [data-drawer-close]");
    if (!button) return;
    const name = button.dataset.drawerToggle ?? button.dataset.drawerClose ?? "";
    show(element, name, button.dataset.drawerToggle !== undefined && !isOpen(element, name));
  };
  const escaped = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], :popover-open"))
      return;
    for (const name of ["menu", "details"]) if (overlays(name) && isOpen(element, name)) show(element, name, false);
  };
  element.addEventListener("click", clicked, { signal });
  document.addEventListener("keydown", escaped, { signal });
  mark(element);
};

function overlays(name: string): boolean {
  return name === "menu" || !window.matchMedia(WIDE).matches;
}

function isOpen(element: HTMLElement, name: string): boolean {
  if (name === "menu") return element.classList.contains("app--menu");
  const orders = element.querySelector(".orders");
  return overlays(name)
    ? orders?.classList.contains("show-details") === true
    : !orders?.classList.contains("no-details");
}

function show(element: HTMLElement, name: string, open: boolean): void {
  if (name === "menu") {
    element.classList.toggle("app--menu", open);
  } else {
    const orders = element.querySelector(".orders");
    if (overlays(name)) orders?.classList.toggle("show-details", open);
    else orders?.classList.toggle("no-details", !open);
  }
  mark(element);
  if (!open) element.querySelector<HTMLElement>(`[data-drawer-toggle="${name}"]`)?.focus();
  else if (overlays(name)) element.querySelector<HTMLElement>(`[data-drawer-close="${name}"]`)?.focus();
}

function mark(element: HTMLElement): void {
  for (const button of element.querySelectorAll<HTMLElement>("[data-drawer-toggle]")) {
    button.setAttribute("aria-expanded", String(isOpen(element, button.dataset.drawerToggle ?? "")));
  }
}
