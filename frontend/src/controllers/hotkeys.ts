import { part } from "../dom.ts";
import type { Controller } from "../registry.ts";

/** Single keys of the page: "/" to the search, others to what says so. Not while typing, not under a dialog. */
export const hotkeys: Controller = (element, signal) => {
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || modalOpen()) return;
    if (event.key === "/") focusSearch(element, event);
    if (event.key === "n" || event.key === "?") part(element, "key", event.key)?.click();
  };
  document.addEventListener("keydown", pressed, { signal });
};

function focusSearch(element: HTMLElement, event: KeyboardEvent): void {
  const search = part<HTMLInputElement>(element, "order-list", "search");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function modalOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}
