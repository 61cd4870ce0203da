import type { Controller } from "../registry.ts";

/** What depends on a radio: parts that are shown, and the words of a button. */
export const conditionalFields: Controller = (element, signal) => {
  const form = element.closest("form");
  if (!form) return;
  const show = () => showFor(form, element);
  element.addEventListener("change", show, { signal });
  form.addEventListener("form:restored", show, { signal });
  show();
};

function showFor(form: HTMLFormElement, element: HTMLElement): void {
  for (const name of new Set([...element.querySelectorAll<HTMLInputElement>("input[type=radio]")].map((r) => r.name))) {
    const chosen = form.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"]:checked`)?.value ?? "";
    for (const shown of form.querySelectorAll<HTMLElement>(`[data-conditional-fields-show^="${CSS.escape(name)}="]`)) {
      reveal(shown, shown.dataset.conditionalFieldsShow === `${name}=${chosen}`);
    }
    for (const button of form.querySelectorAll<HTMLElement>(`[data-conditional-fields-name="${CSS.escape(name)}"]`)) {
      label(button, chosen);
    }
  }
}

function reveal(shown: HTMLElement, visible: boolean): void {
  if (shown.hidden === !visible && shown.dataset.conditionalFieldsSeen !== undefined) return;
  shown.dataset.conditionalFieldsSeen = "";
  shown.hidden = !visible;
  const fields = "input, select, textarea";
  for (const field of shown.querySelectorAll<HTMLInputElement>(fields)) {
    // What another controller has switched off stays off.
    if (!visible && !field.disabled) {
      field.disabled = true;
      field.dataset.conditionalFieldsOff = "";
    } else if (visible && field.dataset.conditionalFieldsOff !== undefined) {
      field.disabled = false;
      delete field.dataset.conditionalFieldsOff;
    }
  }
  // A controller inside may have switched a field off meanwhile; it says so again.
  if (visible) shown.dispatchEvent(new CustomEvent("conditional-fields:shown", { bubbles: true }));
}

function label(button: HTMLElement, chosen: string): void {
  const text = button.getAttribute(`data-conditional-fields-label-${chosen.toLowerCase()}`);
  const target = button.querySelector<HTMLElement>('[data-conditional-fields="label"]') ?? button;
  button.dataset.conditionalFieldsLabel ??= target.textContent ?? "";
  target.textContent = text ?? button.dataset.conditionalFieldsLabel;
  if (!button.dataset.conditionalFieldsDanger) return;
  const danger = button.dataset.conditionalFieldsDanger === chosen;
  button.classList.toggle("btn--danger", danger);
  button.classList.toggle("btn--primary", !danger);
}
