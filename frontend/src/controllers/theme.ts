import type { Controller } from "../registry.ts";

const KEY = "fw:theme";

/** Buttons for light, dark and as the device has it. `theme-early.ts` sets it before the first paint. */
export const theme: Controller = (element, signal) => {
  const clicked = (event: Event) => {
    const wanted = (event.target as Element).closest<HTMLElement>("[data-theme-set]")?.dataset.themeSet;
    if (!wanted) return;
    choose(wanted);
    mark(element);
  };
  element.addEventListener("click", clicked, { signal });
  const elsewhere = (event: StorageEvent) => {
    if (event.key !== KEY) return;
    apply(event.newValue);
    mark(element);
  };
  window.addEventListener("storage", elsewhere, { signal });
  mark(element);
};

function choose(wanted: string): void {
  apply(wanted);
  try {
    if (wanted === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, wanted);
  } catch {
    // Without storage the choice holds for this page.
  }
}

function apply(wanted: string | null): void {
  if (wanted === "light" || wanted === "dark") document.documentElement.dataset.theme = wanted;
  else delete document.documentElement.dataset.theme;
}

function mark(element: HTMLElement): void {
  const now = document.documentElement.dataset.theme ?? "auto";
  for (const button of element.querySelectorAll<HTMLElement>("[data-theme-set]")) {
    const attribute = button.getAttribute("role")?.startsWith("menuitem") ? "aria-checked" : "aria-pressed";
    button.setAttribute(attribute, String(button.dataset.themeSet === now));
  }
}
