import type { Controller } from "../registry.ts";

const GAP = 8;
const PHONE = "(width < 48rem)";

/** A popover menu: placed at its button, moved through by keys. */
export const menu: Controller = (element, signal) => {
  const listen = (name: string, act: (event: Event) => void) => element.addEventListener(name, act, { signal });
  listen("toggle", (event) => {
    const open = (event as ToggleEvent).newState === "open";
    opener(element)?.setAttribute("aria-expanded", String(open));
    if (!open) return;
    place(element);
    items(element)[0]?.focus();
  });
  const chosen = (event: Event) => {
    const button = (event.target as Element).closest?.<HTMLElement>(buttonsOf(element));
    if (button) openers.set(element, button);
  };
  document.addEventListener("click", chosen, { signal, capture: true });
  listen("keydown", (event) => pressed(element, event as KeyboardEvent));
  listen("click", (event) => {
    const item = (event.target as Element).closest<HTMLElement>('[role^="menuitem"]');
    if (!item) return;
    if (item.getAttribute("aria-disabled") === "true") event.preventDefault();
    else element.hidePopover();
  });
  window.addEventListener("resize", () => element.hidePopover?.(), { signal });
  opener(element)?.setAttribute("aria-expanded", "false");
};

const openers = new WeakMap<HTMLElement, HTMLElement>();

/** The button that opened it last: one menu may serve many buttons. */
function opener(element: HTMLElement): HTMLElement | null {
  const last = openers.get(element);
  return last?.isConnected ? last : document.querySelector<HTMLElement>(buttonsOf(element));
}

function buttonsOf(element: HTMLElement): string {
  return `[popovertarget="${CSS.escape(element.id)}"]`;
}

function items(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

function place(element: HTMLElement): void {
  const button = opener(element);
  if (!button || window.matchMedia(PHONE).matches) return;
  const { style, offsetWidth: width, offsetHeight: height } = element;
  const at = button.getBoundingClientRect();
  const above = at.top - height - GAP >= GAP && at.top > window.innerHeight / 2;
  const right = document.documentElement.dir === "rtl" || at.left + width > window.innerWidth - GAP;
  const left = right ? at.right - width : at.left;
  style.left = `${Math.max(GAP, Math.min(left, window.innerWidth - width - GAP))}px`;
  style.top = `${Math.max(GAP, above ? at.top - height - GAP : Math.min(at.bottom + GAP, window.innerHeight - height - GAP))}px`;
}

function pressed(element: HTMLElement, event: KeyboardEvent): void {
  const all = items(element);
  const now = all.indexOf(document.activeElement as HTMLElement);
  const moves: Record<string, number> = {
    ArrowDown: now + 1,
    ArrowUp: now - 1,
    Home: 0,
    End: all.length - 1,
  };
  const move = moves[event.key];
  if (move !== undefined) {
    event.preventDefault();
    all[(move + all.length) % all.length]?.focus();
  } else if (event.key === "Tab") {
    element.hidePopover();
  } else if (event.key === "Escape") {
    event.preventDefault();
    element.hidePopover();
    opener(element)?.focus();
  }
}
