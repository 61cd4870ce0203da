import type { Controller } from "../registry.ts";
import { toast } from "../toast.ts";
import { word } from "../words.ts";

/** Puts `data-copy-text` on the clipboard. */
export const copy: Controller = (element, signal) => {
  element.addEventListener(
    "click",
    () =>
      void navigator.clipboard.writeText(element.dataset.copyText ?? "").then(
        () => toast(word("copied")),
        () => toast(word("not_copied")),
      ),
    { signal },
  );
};
