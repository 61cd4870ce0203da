import { part, parts } from "../dom.ts";
import { announceUpdate } from "../events.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { post, sentenceFor } from "../requests.ts";
import { toast } from "../toast.ts";

/** Rows that were chosen, and what can be done to all of them. The choice outlives what changes in the rows. */
export const rowSelection: Controller = (element, signal) => {
  const show = () => showPicked(element);
  element.addEventListener(
    "change",
    (event) => {
      const box = event.target as HTMLInputElement;
      if (box.dataset.rowSelection === "all") for (const one of boxes(element)) one.checked = box.checked;
      show();
    },
    { signal },
  );
  document.addEventListener("keydown", (event) => pressed(element, event, show), { signal });
  part(document, "row-selection", "read")?.addEventListener("click", (event) => void markRead(event.currentTarget), {
    signal,
  });
  show();
};

function boxes(element: HTMLElement): HTMLInputElement[] {
  return parts<HTMLInputElement>(element, "row-selection", "one");
}

function showPicked(element: HTMLElement): void {
  const all = boxes(element);
  const chosen = all.filter((box) => box.checked);
  for (const box of all) box.closest("tr")?.setAttribute("aria-selected", String(box.checked));
  const every = part<HTMLInputElement>(element, "row-selection", "all");
  if (every) {
    every.checked = chosen.length === all.length && all.length > 0;
    every.indeterminate = chosen.length > 0 && !every.checked;
  }
  const bar = part(document, "row-selection", "bar");
  if (bar) bar.hidden = chosen.length === 0;
  const numbers = chosen.map((box) => box.value).join(",");
  const field = part<HTMLInputElement>(document, "row-selection", "numbers");
  if (field) field.value = numbers;
  const link = part<HTMLAnchorElement>(document, "row-selection", "link");
  if (link) link.search = `?numbers=${numbers}`;
  const count = part(document, "row-selection", "count");
  if (count) count.textContent = word("selected", { n: chosen.length });
}

/** Space or x on a row chooses it. */
function pressed(element: HTMLElement, event: KeyboardEvent, show: () => void): void {
  if ((event.key !== "x" && event.key !== " ") || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = (event.target as HTMLElement).closest?.("tr[data-number]");
  if (!row || !element.contains(row) || !(event.target as HTMLElement).matches("a")) return;
  const box = part<HTMLInputElement>(row, "row-selection", "one");
  if (!box) return;
  event.preventDefault();
  box.checked = !box.checked;
  show();
}

async function markRead(button: EventTarget | null): Promise<void> {
  const url = (button as HTMLElement).dataset.url ?? "";
  const numbers = part<HTMLInputElement>(document, "row-selection", "numbers")?.value ?? "";
  const response = await post(url, new URLSearchParams({ numbers })).catch(() => null);
  if (!response?.ok) {
    toast(await sentenceFor(response));
    return;
  }
  toast(decodeURIComponent(response.headers.get("X-Toast") ?? ""));
  announceUpdate(null, null);
}
