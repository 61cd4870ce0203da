import { part, parts } from "../dom.ts";
import type { Controller } from "../registry.ts";
import { getFragment } from "../requests.ts";

const MOST = 8;
const TYPED = /(?:^|[\s(])@([^\s@]*(?: [^\s@]*)?)$/;

/** After @ the people of the order are offered; arrows choose, Enter or Tab writes the name, Escape leaves. */
export const mention: Controller = (element, signal) => {
  const text = part<HTMLTextAreaElement>(element, "composer", "text");
  const list = part(element, "mention", "list");
  if (text && list) new Completion(element, text, list, signal);
};

class Completion {
  private people: HTMLElement[] | null = null;
  private asking = false;

  constructor(
    private readonly element: HTMLElement,
    private readonly text: HTMLTextAreaElement,
    private readonly list: HTMLElement,
    signal: AbortSignal,
  ) {
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-controls", list.id);
    // Before the composer, which sends on Enter.
    text.addEventListener("keydown", (event) => this.pressed(event), { signal, capture: true });
    for (const name of ["input", "click"]) text.addEventListener(name, () => void this.offer(), { signal });
    text.addEventListener("blur", () => this.hide(), { signal });
    list.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    list.addEventListener("click", (event) => this.take((event.target as Element).closest("[role=option]")), {
      signal,
    });
  }

  private async offer(): Promise<void> {
    const typed = this.typed();
    if (typed === null) return this.hide();
    if (this.people === null) await this.ask();
    const wanted = folded(this.typed() ?? "");
    const found = (this.people ?? []).filter(({ dataset }) => fits(folded(dataset.name ?? ""), wanted)).slice(0, MOST);
    if (this.typed() === null || found.length === 0) return this.hide();
    this.list.replaceChildren(...found);
    this.list.hidden = false;
    this.choose(found[0] ?? null);
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    const response = await getFragment(this.element.dataset.mentionUrl ?? "");
    this.asking = false;
    if (!response?.ok) return;
    const holder = document.createElement("template");
    holder.innerHTML = response.html;
    this.people = parts(holder.content, "mention", "option");
    for (const [index, person] of this.people.entries()) person.id = `mention-${index}`;
  }

  private pressed(event: KeyboardEvent): void {
    if (this.list.hidden || event.isComposing) return;
    const options = [...this.list.children] as HTMLElement[];
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const moves: Record<string, number> = { ArrowDown: now + 1, ArrowUp: now - 1 };
    const move = moves[event.key];
    if (move !== undefined) this.choose(options[(move + options.length) % options.length] ?? null);
    else if (event.key === "Enter" || event.key === "Tab") this.take(options[now] ?? null);
    else if (event.key === "Escape") this.hide();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private choose(option: HTMLElement | null): void {
    for (const other of this.list.children) other.setAttribute("aria-selected", String(other === option));
    if (!option) return;
    this.text.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  private take(option: Element | null): void {
    const typed = this.typed();
    if (!(option instanceof HTMLElement) || typed === null) return;
    const end = this.text.selectionStart;
    this.text.setRangeText(`${option.dataset.name} `, end - typed.length, end, "end");
    this.hide();
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
    this.text.focus();
  }

  /** What stands between @ and the caret, or null. */
  private typed(): string | null {
    const { selectionStart: at, selectionEnd: end, value } = this.text;
    return at === end ? (TYPED.exec(value.slice(0, at))?.[1] ?? null) : null;
  }

  private hide(): void {
    this.list.hidden = true;
    this.text.removeAttribute("aria-activedescendant");
  }
}

function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function fits(name: string, wanted: string): boolean {
  return name.startsWith(wanted) || name.split(" ").some((one) => one.startsWith(wanted));
}
