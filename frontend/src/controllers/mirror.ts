import type { Controller } from "../registry.ts";

/** Shows what is typed in the fields of `data-mirror`, one after the other; its own words while they are empty. */
export const mirror: Controller = (element, signal) => {
  const form = element.closest("form");
  const own = element.textContent ?? "";
  const names = (element.dataset.mirror ?? "").split(" ");
  const show = () => {
    const fields = names.map((name) => form?.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`));
    const typed = fields.map((field) => field?.value.trim() ?? "").filter((text) => text !== "");
    element.textContent = typed.join(" · ") || own;
  };
  for (const name of ["input", "change", "form:restored"]) form?.addEventListener(name, show, { signal });
  show();
};
