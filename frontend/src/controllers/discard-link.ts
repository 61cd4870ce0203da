import { choose } from "../choice-dialog.ts";
import { collect } from "../drafts.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { discardDraft, removeDraft, restoreDraft, saveDraft, UNDO_KEY } from "../storage.ts";
import { toast } from "../toast.ts";

const KEY = "fw:discarded";

interface Discarded {
  draft: string;
  url: string;
}

/** A link that throws a form away: asks first, and the next page offers to take it back. */
export const discardLink: Controller = (element, signal) => {
  const form = element.closest("form");
  if (!form) throw new Error("discarding stands in a form");
  element.addEventListener(
    "click",
    (event) => {
      event.preventDefault();
      void discarded(form, (element as HTMLAnchorElement).href);
    },
    { signal },
  );
};

async function discarded(form: HTMLFormElement, href: string): Promise<void> {
  const key = form.dataset.draft ?? "";
  const wish = await choose(word("discard_question"), word("discard_about"), [
    { value: "keep", label: word("keep_editing") },
    { value: "discard", label: word("discard"), className: "btn--danger" },
  ]);
  if (wish !== "discard") return;
  form.dispatchEvent(new CustomEvent("form:discarded"));
  await saveDraft(key, collect(form, Date.now()));
  const remembered: Discarded = { draft: key, url: location.href };
  if (await discardDraft(key)) sessionStorage.setItem(KEY, JSON.stringify(remembered));
  location.assign(href);
}

/** On the page after: the toast with the way back, until it is used or closed. */
export function offerUndo(): void {
  const text = sessionStorage.getItem(KEY);
  if (!text) return;
  sessionStorage.removeItem(KEY);
  const { draft, url } = JSON.parse(text) as Discarded;
  toast(
    word("discarded"),
    { label: word("undo"), run: () => void undone(draft, url) },
    () => void removeDraft(UNDO_KEY),
  );
}

async function undone(draft: string, url: string): Promise<void> {
  if (await restoreDraft(draft)) location.assign(url);
}
