/** A question with a few answers, in a dialog of its own: it may stand over another dialog. */
import { element } from "./dom.ts";

export interface Choice<T extends string> {
  value: T;
  label: string;
  className?: string;
}

/** The chosen value; null when the question was left by Escape. The first choice has the focus. */
export function choose<T extends string>(title: string, text: string, choices: Choice<T>[]): Promise<T | null> {
  const dialog = element("dialog", "dialog dialog--small");
  const heading = element("h2", "", title);
  heading.id = "choose-title";
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-labelledby", heading.id);
  const buttons = choices.map(({ value, label, className }) => {
    const button = element("button", `btn ${className ?? ""}`.trim(), label);
    button.value = value;
    button.addEventListener("click", () => dialog.close(value));
    return button;
  });
  const form = element(
    "div",
    "dialog__form",
    element("header", "dialog__head", heading),
    element("div", "dialog__body", element("p", "", text)),
    element("footer", "dialog__foot", ...buttons),
  );
  dialog.append(form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve((dialog.returnValue || null) as T | null);
    });
    // The dialog underneath must not take this Escape for its own.
    dialog.addEventListener("cancel", (event) => event.stopPropagation());
    dialog.showModal();
    buttons[0]?.focus();
  });
}
