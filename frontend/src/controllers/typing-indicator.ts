import { part } from "../dom.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { post } from "../requests.ts";
import { personId } from "../session.ts";

const AGAIN_MS = 3000;
const HELD_MS = 7000;

/** Tells the others that one is writing, and shows who of them is. Nothing of it is kept anywhere. */
export const typingIndicator: Controller = (element, signal) => {
  tellsOthers(element, signal);
  showsOthers(element, signal);
};

function tellsOthers(element: HTMLElement, signal: AbortSignal): void {
  const text = part<HTMLTextAreaElement>(element, "composer", "text");
  let told = 0;
  const say = (on: boolean) => {
    told = on ? Date.now() : 0;
    const fields = new URLSearchParams({ on: on ? "yes" : "no" });
    // A sign of typing that is lost is not worth a word: the message itself counts.
    void post(element.dataset.url ?? "", fields).catch(() => undefined);
  };
  const stop = () => {
    if (told) say(false);
  };
  const typed = (event: Event) => {
    // A draft that comes back was not typed now.
    if (event.target !== text || document.activeElement !== text) return;
    if (text?.value.trim() === "") stop();
    else if (Date.now() - told > AGAIN_MS) say(true);
  };
  element.addEventListener("input", typed, { signal });
  element.addEventListener("submit", stop, { signal, capture: true });
}

function showsOthers(element: HTMLElement, signal: AbortSignal): void {
  const writing = new Map<number, { name: string; end: ReturnType<typeof setTimeout> }>();
  const drop = (person: number) => {
    clearTimeout(writing.get(person)?.end);
    if (writing.delete(person)) show();
  };
  const show = () => {
    const line = part(element, "typing-indicator", "line");
    const words = sentence([...writing.values()].map((one) => one.name));
    // Said once to who listens, not with every beat.
    if (line && line.textContent !== words) line.textContent = words;
  };
  const heard = (event: Event) => {
    const { order, person, name, on } = (event as CustomEvent).detail;
    if (String(order) !== element.dataset.order || String(person) === personId()) return;
    if (!on) {
      drop(person);
      return;
    }
    clearTimeout(writing.get(person)?.end);
    writing.set(person, { name, end: setTimeout(() => drop(person), HELD_MS) });
    show();
  };
  document.addEventListener("fw:typing", heard, { signal });
  signal.addEventListener("abort", () => [...writing.keys()].forEach(drop));
}

function sentence(names: string[]): string {
  const [name, other] = names;
  if (!name) return "";
  if (!other) return word("typing_one", { name });
  return names.length === 2 ? word("typing_two", { name, other }) : word("typing_many");
}
