import { part } from "../dom.ts";
import { announceAdded } from "../events.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { getFragment } from "../requests.ts";

const PATIENCE_MS = 120;

/** Ctrl or ⌘ with K: one field that finds everything and starts actions; arrows choose, Enter goes there. */
export const commandPalette: Controller = (element, signal) => {
  const field = part<HTMLInputElement>(element, "command-palette", "field");
  const list = part(element, "command-palette", "list");
  if (field && list) new Palette(element as HTMLDialogElement, field, list, signal);
};

class Palette {
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly field: HTMLInputElement,
    private readonly list: HTMLElement,
    signal: AbortSignal,
  ) {
    const listen = (target: EventTarget, name: string, act: (event: Event) => void) =>
      target.addEventListener(name, act, { signal });
    listen(document, "keydown", (event) => this.called(event as KeyboardEvent));
    listen(document, "click", (event) => this.clicked(event));
    listen(field, "input", () => this.later());
    listen(field, "keydown", (event) => this.pressed(event as KeyboardEvent));
    listen(list, "pointermove", (event) => this.choose(lineOf(event)));
    listen(dialog, "close", () => clearTimeout(this.timer));
    signal.addEventListener("abort", () => clearTimeout(this.timer));
  }

  private called(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (this.dialog.open) this.dialog.close();
    else this.open();
  }

  private clicked(event: Event): void {
    const target = event.target as Element;
    if (target.closest("[data-command-palette-open]")) this.open();
    // The way is taken; what opens in the page's dialog would stand behind this one.
    else if (target === this.dialog || lineOf(event)) this.dialog.close();
  }

  private open(): void {
    if (document.querySelector("dialog[open]")) return;
    this.field.value = "";
    this.list.replaceChildren();
    this.dialog.showModal();
    this.field.focus();
    void this.ask();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), PATIENCE_MS);
  }

  private async ask(): Promise<void> {
    this.asked += 1;
    const mine = this.asked;
    const url = new URL(this.dialog.dataset.commandPaletteUrl ?? "", location.href);
    url.searchParams.set("q", this.field.value);
    const order = document.querySelector<HTMLElement>("[data-timeline]")?.dataset.order;
    if (order) url.searchParams.set("order", order);
    const response = await getFragment(url.href);
    if (mine !== this.asked || !this.dialog.open) return;
    if (!response?.ok) return this.say(word("lookup_failed"));
    this.list.innerHTML = response.html;
    announceAdded(this.list);
    const lines = this.lines();
    for (const [index, line] of lines.entries()) {
      line.id = `palette-${index}`;
      line.tabIndex = -1;
    }
    this.choose(lines[0] ?? null);
    this.say(word("found", { n: lines.length }));
  }

  private say(sentence: string): void {
    const status = part(this.dialog, "command-palette", "status");
    if (status) status.textContent = sentence;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const lines = this.lines();
    const now = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
    const moves: Record<string, number> = { ArrowDown: now + 1, ArrowUp: now - 1, PageDown: now + 8, PageUp: now - 8 };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      const far = event.key.startsWith("Page");
      const place = far ? Math.max(0, Math.min(move, lines.length - 1)) : (move + lines.length) % lines.length;
      this.choose(lines[place] ?? null);
    } else if (event.key === "Enter") {
      event.preventDefault();
      lines[now]?.click();
    }
  }

  private choose(line: HTMLElement | null): void {
    if (!line) return;
    for (const other of this.lines()) other.setAttribute("aria-selected", String(other === line));
    this.field.setAttribute("aria-activedescendant", line.id);
    line.scrollIntoView?.({ block: "nearest" });
  }

  private lines(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
  }
}

function lineOf(event: Event): HTMLElement | null {
  return (event.target as Element).closest<HTMLElement>("#palette-list [role=option]");
}
