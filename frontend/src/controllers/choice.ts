import type { Controller } from "../registry.ts";

/** What depends on a radio: parts that are shown, and the words of a button. */
export const choice: Controller = (element, signal) => {
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
    for (const shown of form.querySelectorAll<HTMLElement>(`[data-choice-show^="${CSS.escape(name)}="]`)) {
      reveal(shown, shown.dataset.choiceShow === `${name}=${chosen}`);
    }
    for (const button of form.querySelectorAll<HTMLElement>(`[data-choice-name="${CSS.escape(name)}"]`)) {
      label(button, chosen);
    }
  }
}

function reveal(shown: HTMLElement, visible: boolean): void {
  if (shown.hidden === !visible && shown.dataset.choiceSeen !== undefined) return;
  shown.dataset.choiceSeen = "";
  shown.hidden = !visible;
  const fields = "input, select, textarea";
  for (const field of shown.querySelectorAll<HTMLInputElement>(fields)) {
    // What another controller has switched off stays off.
    if (!visible && !field.disabled) {
      field.disabled = true;
      field.dataset.choiceOff = "";
    } else if (visible && field.dataset.choiceOff !== undefined) {
      field.disabled = false;
      delete field.dataset.choiceOff;
    }
  }
  // A controller inside may have switched a field off meanwhile; it says so again.
  if (visible) shown.dispatchEvent(new CustomEvent("choice:shown", { bubbles: true }));
}

function label(button: HTMLElement, chosen: string): void {
  const text = button.getAttribute(`data-choice-label-${chosen.toLowerCase()}`);
  const target = button.querySelector<HTMLElement>('[data-choice="label"]') ?? button;
  button.dataset.choiceLabel ??= target.textContent ?? "";
  target.textContent = text ?? button.dataset.choiceLabel;
  if (!button.dataset.choiceDanger) return;
  const danger = button.dataset.choiceDanger === chosen;
  button.classList.toggle("btn--danger", danger);
  button.classList.toggle("btn--primary", !danger);
}
