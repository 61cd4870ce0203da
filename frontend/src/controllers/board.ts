import { announceAdded } from "../events.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { getFragment } from "../requests.ts";
import { toast } from "../toast.ts";

const BEGINS_PX = 6;

/** Cards below their states. Moving one, by its menu or by hand, offers the form of the step: it never skips it. */
export const board: Controller = (element, signal) => {
  const menu = document.getElementById("moves");
  if (!menu) return;
  element.addEventListener(
    "click",
    (event) => {
      const button = (event.target as Element).closest<HTMLElement>('[data-board="move"]');
      const card = button?.closest<HTMLElement>(".kanban-card");
      if (!card) return;
      event.preventDefault();
      void offer(menu, card, "");
    },
    { signal },
  );
  element.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
  element.addEventListener(
    "pointerdown",
    (event) => {
      const card = (event.target as Element).closest<HTMLElement>(".kanban-card");
      // A finger scrolls; it moves cards by their menus.
      if (!card || event.button !== 0 || event.pointerType === "touch" || (event.target as Element).closest("button"))
        return;
      new Drag(element, card, event, (to) => void offer(menu, card, to), signal);
    },
    { signal },
  );
};

async function offer(menu: HTMLElement, card: HTMLElement, to: string): Promise<void> {
  const answer = await getFragment(`/orders/${card.dataset.number}/moves${to ? `?to=${to}` : ""}`);
  if (!answer?.ok) {
    toast(word(answer ? "not_found" : "offline"));
    return;
  }
  menu.replaceChildren(...new DOMParser().parseFromString(answer.html, "text/html").body.childNodes);
  announceAdded(menu);
  const possible = menu.querySelectorAll<HTMLElement>("a[role=menuitem]");
  if (to && possible.length === 0) {
    toast(menu.querySelector<HTMLElement>("[data-reason]")?.dataset.reason ?? "");
  } else if (to && possible.length === 1) {
    possible[0]?.click();
  } else if (!menu.matches(":popover-open")) {
    menu.showPopover();
  }
}

/** One card in somebody's hand, from the press to the drop. */
class Drag {
  private readonly leave = new AbortController();
  private over: HTMLElement | null = null;
  private begun = false;

  constructor(
    private readonly board: HTMLElement,
    private readonly card: HTMLElement,
    private readonly start: PointerEvent,
    private readonly dropped: (state: string) => void,
    signal: AbortSignal,
  ) {
    const listen = <K extends keyof DocumentEventMap>(name: K, act: (event: DocumentEventMap[K]) => void) =>
      document.addEventListener(name, act, { signal: this.leave.signal });
    signal.addEventListener("abort", () => this.end(), { signal: this.leave.signal });
    listen("pointermove", (event) => this.moved(event));
    listen("pointerup", () => this.drop());
    listen("pointercancel", () => this.end());
    listen("keydown", (event) => event.key === "Escape" && this.end());
  }

  private moved(event: PointerEvent): void {
    const [x, y] = [event.clientX - this.start.clientX, event.clientY - this.start.clientY];
    if (!this.begun && Math.hypot(x, y) < BEGINS_PX) return;
    if (!this.begun) this.begin();
    this.card.style.translate = `${x}px ${y}px`;
    const below = document.elementsFromPoint(event.clientX, event.clientY);
    const column = below.map((one) => one.closest<HTMLElement>(".kanban__col")).find((one) => one !== null) ?? null;
    const own = column?.contains(this.card) ?? true;
    this.mark(own ? null : column);
  }

  // While a card is in the hand nothing else moves: what changes meanwhile comes with the next look.
  private begin(): void {
    this.begun = true;
    this.board.dataset.keep = "";
    this.card.classList.add("is-drag");
    getSelection()?.removeAllRanges();
  }

  private mark(column: HTMLElement | null): void {
    if (column === this.over) return;
    this.over?.classList.remove("is-target");
    column?.classList.add("is-target");
    this.over = column;
  }

  private drop(): void {
    const state = this.over?.dataset.state;
    if (this.begun) swallowClick(this.board);
    this.end();
    if (state) this.dropped(state);
  }

  private end(): void {
    this.leave.abort();
    this.mark(null);
    this.card.classList.remove("is-drag");
    this.card.style.translate = "";
    delete this.board.dataset.keep;
  }
}

/** The click that ends a drag is no click on the card's link. */
function swallowClick(board: HTMLElement): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  board.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => board.removeEventListener("click", swallow, { capture: true }), 0);
}
