import type { Controller } from "../registry.ts";

/** A `<details>` whose panel lies over the page: Esc and a press elsewhere close it. */
export const detailsPopover: Controller = (element, signal) => {
  const details = element as HTMLDetailsElement;
  const close = () => details.removeAttribute("open");
  document.addEventListener(
    "click",
    (event) => {
      if (details.open && !details.contains(event.target as Node)) close();
    },
    { signal },
  );
  details.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !details.open) return;
      event.preventDefault();
      close();
      details.querySelector<HTMLElement>("summary")?.focus();
    },
    { signal },
  );
};
