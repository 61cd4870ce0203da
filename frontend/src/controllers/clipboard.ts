import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { toast } from "../toast.ts";

/** Puts `data-clipboard-text` on the clipboard. */
export const clipboard: Controller = (element, signal) => {
  element.addEventListener(
    "click",
    () =>
      void navigator.clipboard.writeText(element.dataset.clipboardText ?? "").then(
        () => toast(word("copied")),
        () => toast(word("not_copied")),
      ),
    { signal },
  );
};
