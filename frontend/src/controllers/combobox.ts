import { element as make, part } from "../dom.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { getFragment } from "../requests.ts";
import { clear, type Picker, settle, take } from "./combobox-selection.ts";

const TYPED_MS = 250;

/** A text field with a list of suggestions from the server (combobox). */
export const combobox: Controller = (element, signal) => {
  const value = part<HTMLInputElement>(element, "combobox", "value");
  const text = part<HTMLInputElement>(element, "combobox", "text");
  const list = part(element, "combobox", "list");
  if (!value || !text || !list) throw new Error("picker needs value, text and list");
  const self: Picker = { element, value, text, list, active: -1, asked: 0, typed: false };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const on = <K extends keyof HTMLElementEventMap>(
    target: HTMLElement,
    name: K,
    act: (e: HTMLElementEventMap[K]) => void,
  ) => target.addEventListener(name, act, { signal });
  // The focus alone opens nothing: a script may have set it, and the list would lie over what comes below.
  let entering = false;
  on(text, "focus", () => {
    entering = value.value !== "";
    if (entering) text.select();
  });
  on(text, "click", () => {
    // The click has put the caret into the chosen text; what is typed next takes its place.
    if (entering && text.selectionStart === text.selectionEnd) text.select();
    entering = false;
    if (list.hidden) void open(self);
  });
  on(text, "input", () => {
    self.typed = true;
    self.value.value = "";
    clearTimeout(timer);
    timer = setTimeout(() => void open(self), TYPED_MS);
  });
  on(text, "keydown", (event) => pressed(self, event));
  on(text, "blur", () => {
    clearTimeout(timer);
    settle(self);
    close(self);
  });
  // Keeps the focus in the field; the click chooses.
  on(list, "mousedown", (event) => event.preventDefault());
  on(list, "click", (event) => choose(self, (event.target as Element).closest<HTMLElement>('[role="option"]')));
  const row = element.closest<HTMLElement>('[data-repeatable-rows="row"]');
  row?.addEventListener("change", (event) => kindChanged(self, event), { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
};

async function open(self: Picker): Promise<void> {
  const turn = ++self.asked;
  const waiting = setTimeout(() => self.list.replaceChildren(skeleton()), TYPED_MS);
  show(self);
  const response = await getFragment(address(self));
  const html = response ? response.html : "";
  clearTimeout(waiting);
  if (turn !== self.asked || document.activeElement !== self.text) return;
  self.list.innerHTML = html;
  if (!response) self.list.replaceChildren(make("p", "combobox__none", word("lookup_failed")));
  number(self);
  show(self);
  mark(self, self.typed && self.text.value !== "" ? 0 : -1);
}

function address({ element, text }: Picker): string {
  const url = new URL(element.dataset.comboboxUrl ?? "", location.href);
  // A chosen text is no search: its neighbours are more use.
  const chosen = part<HTMLInputElement>(element, "combobox", "value")?.value;
  url.searchParams.set("q", chosen ? "" : text.value.trim());
  return url.href;
}

function kindChanged(self: Picker, event: Event): void {
  const field = event.target as HTMLInputElement;
  if (!field.name?.endsWith(".kind") || field.type !== "radio") return;
  clear(self);
  self.text.value = "";
  self.value.dispatchEvent(new Event("change", { bubbles: true }));
}

function options(self: Picker): HTMLElement[] {
  return [...self.list.querySelectorAll<HTMLElement>('[role="option"]')];
}

function number(self: Picker): void {
  const id = self.text.getAttribute("aria-controls") ?? "picker-list";
  const listbox = self.list.querySelector('[role="listbox"]');
  if (listbox) listbox.id = id;
  options(self).forEach((option, index) => {
    option.id = `${id}-${index}`;
    option.setAttribute("aria-selected", String(option.dataset.value === self.value.value));
  });
}

function show(self: Picker): void {
  if (self.list.childElementCount === 0) return;
  self.list.hidden = false;
  self.text.setAttribute("aria-expanded", "true");
  self.list.scrollIntoView?.({ block: "nearest" });
}

function close(self: Picker): void {
  self.asked++;
  self.list.hidden = true;
  self.list.replaceChildren();
  self.text.setAttribute("aria-expanded", "false");
  mark(self, -1);
}

function mark(self: Picker, index: number): void {
  const all = options(self);
  self.active = all.length === 0 ? -1 : Math.min(index, all.length - 1);
  all.forEach((option, at) => {
    option.classList.toggle("is-active", at === self.active);
  });
  const active = all[self.active];
  if (active) {
    self.text.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView?.({ block: "nearest" });
  } else {
    self.text.removeAttribute("aria-activedescendant");
  }
}

function choose(self: Picker, option: HTMLElement | null | undefined): void {
  if (!option) return;
  take(self, option);
  close(self);
}

function pressed(self: Picker, event: KeyboardEvent): void {
  const opened = !self.list.hidden;
  const last = options(self).length - 1;
  const active = options(self)[self.active];
  const moves: Record<string, number> = {
    ArrowDown: self.active >= last ? 0 : self.active + 1,
    ArrowUp: self.active <= 0 ? last : self.active - 1,
    Home: 0,
    End: last,
  };
  const move = moves[event.key];
  if (!opened) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp" && event.key !== "Enter") return;
    event.preventDefault();
    void open(self);
  } else if (move !== undefined && !(self.active < 0 && (event.key === "Home" || event.key === "End"))) {
    event.preventDefault();
    mark(self, move);
  } else if (event.key === "Enter") {
    event.preventDefault();
    choose(self, active);
  } else if (event.key === "Tab" && self.typed && !event.shiftKey) {
    choose(self, active);
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close(self);
  }
}

function skeleton(): HTMLElement {
  const lines = [make("div", "skeleton"), make("div", "skeleton"), make("div", "skeleton")];
  const wait = make("div", "combobox__wait", ...lines);
  wait.setAttribute("aria-busy", "true");
  return wait;
}
