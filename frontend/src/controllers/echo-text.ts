import type { Controller } from "../registry.ts";

/** Shows what is typed in the fields of `data-echo-text`, one after the other; its own words while they are empty. */
export const echoText: Controller = (element, signal) => {
  const form = element.closest("form");
  const own = element.textContent ?? "";
  const names = (element.dataset.echoText ?? "").split(" ");
  const show = () => {
    const fields = names.map((name) => form?.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`));
    const typed = fields.map((field) => field?.value.trim() ?? "").filter((text) => text !== "");
    element.textContent = typed.join(" · ") || own;
  };
  for (const name of ["input", "change", "form:restored"]) form?.addEventListener(name, show, { signal });
  show();
};
