import { part } from "../dom.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";

/** Shows and hides a password. Hidden again before the form is sent, so that browsers offer to keep it. */
export const password: Controller = (element, signal) => {
  const input = part<HTMLInputElement>(element, "password", "input");
  const button = part(element, "password", "toggle");
  if (!input || !button) return;
  const show = (visible: boolean) => {
    input.type = visible ? "text" : "password";
    button.setAttribute("aria-pressed", String(visible));
    button.setAttribute("aria-label", word(visible ? "hide_password" : "show_password"));
  };
  button.addEventListener("click", () => show(input.type === "password"), { signal });
  input.form?.addEventListener("submit", () => show(false), { signal });
};
