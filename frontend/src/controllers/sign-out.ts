import { choose } from "../choice-dialog.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { clearStored, countStored } from "../storage.ts";

/** The form that signs out: what is typed and not sent is not left on the device, nor thrown away, without a question. */
export const signOut: Controller = (element, signal) => {
  const form = element as HTMLFormElement;
  form.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      void leave(form);
    },
    { signal },
  );
};

async function leave(form: HTMLFormElement): Promise<void> {
  const { drafts, messages } = await countStored();
  if (drafts + messages > 0) {
    const text = word("leave_about", { messages, drafts });
    const wish = await choose(word("leave_question"), text, [
      { value: "back", label: word("stay_here"), className: "btn--primary" },
      { value: "keep", label: word("leave_kept") },
      { value: "delete", label: word("leave_deleted"), className: "btn--danger" },
    ]);
    if (wish !== "keep" && wish !== "delete") return;
    if (wish === "delete") await clearStored();
  } else {
    await clearStored();
  }
  // Past this listener: the browser sends it, and follows the answer.
  form.submit();
}
