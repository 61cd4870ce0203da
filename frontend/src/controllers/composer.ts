import { removeDraft } from "../drafts.ts";
import { clock, icon, element as make, part, tick, uuid } from "../page.ts";
import type { Controller } from "../registry.ts";
import { post, sentenceFor } from "../requests.ts";
import { word } from "../words.ts";
import { encode, form, settled } from "./form.ts";

interface Message {
  action: string;
  fields: URLSearchParams;
  id: string;
  text: string;
  files: string[];
  quote: HTMLElement[];
}

/** Sends a message: it stands in the timeline at once, and stays there with "Try again" when it did not arrive. */
export const composer: Controller = (element, signal) => {
  const target = element as HTMLFormElement;
  const text = part<HTMLTextAreaElement>(target, "composer", "text");
  if (!text) throw new Error("composer needs a text");
  const submit = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    void submitted(target, text);
  };
  // Before the listener of `form`, which keeps the draft and would send it the plain way.
  target.addEventListener("submit", submit, { signal });
  form(target, signal);
  const pressed = (event: KeyboardEvent) => {
    if (
      event.defaultPrevented ||
      event.key !== "Enter" ||
      event.shiftKey ||
      event.isComposing ||
      window.matchMedia("(pointer: coarse)").matches
    )
      return;
    event.preventDefault();
    target.requestSubmit();
  };
  text.addEventListener("keydown", pressed, { signal });
  quoting(target, text, signal);
};

interface Quoted {
  seq: string;
  name: string;
  line: string;
}

/** What the message answers stands above it, with a way to leave it; the draft keeps it. */
function quoting(target: HTMLFormElement, text: HTMLTextAreaElement, signal: AbortSignal): void {
  const listen = (from: EventTarget, name: string, act: (event: Event) => void) =>
    from.addEventListener(name, act, { signal });
  listen(target, "composer:quote", (event) => {
    showQuote(target, (event as CustomEvent<Quoted>).detail);
    target.dispatchEvent(new Event("input"));
    text.focus();
  });
  listen(target, "form:restored", () => {
    const seq = answers(target)?.value;
    showQuote(target, seq ? quotedFrom(seq) : null);
  });
  const leave = () => {
    showQuote(target, null);
    target.dispatchEvent(new Event("input"));
    text.focus();
  };
  const button = part(target, "composer", "unquote");
  if (button) listen(button, "click", leave);
  listen(text, "keydown", (event) => {
    if ((event as KeyboardEvent).key === "Escape" && answers(target)?.value && !event.defaultPrevented) leave();
  });
}

function answers(target: HTMLFormElement): HTMLInputElement | null {
  return part<HTMLInputElement>(target, "composer", "answers");
}

function showQuote(target: HTMLFormElement, quoted: Quoted | null): void {
  const field = answers(target);
  const shown = part(target, "composer", "quoted");
  const bar = part(target, "composer", "quote");
  if (!field || !shown || !bar) return;
  field.value = quoted?.seq ?? "";
  shown.replaceChildren(...(quoted ? quoteParts(quoted.name, quoted.line) : []));
  bar.hidden = quoted === null;
}

function quoteParts(name: string, line: string): HTMLElement[] {
  const parts = [make("b", "", name), make("span", "", line)];
  for (const made of parts) made.dir = "auto";
  return parts;
}

/** An entry of the page as it is quoted: whose, and its words or what it is. */
export function quotedFrom(seq: string): Quoted {
  const entry = document.getElementById(`e${seq}`);
  const text = (key: string) => part(entry ?? document.createElement("i"), "talk", key)?.textContent?.trim() ?? "";
  const title = entry?.querySelector("h2, .file b")?.textContent ?? "";
  const picture = entry?.querySelector("img[alt]:not([alt=''])")?.getAttribute("alt") ?? "";
  return { seq, name: text("name"), line: (text("text") || title || picture).slice(0, 160) };
}

async function submitted(target: HTMLFormElement, text: HTMLTextAreaElement): Promise<void> {
  if (target.dataset.composerWaits !== undefined) return;
  target.dataset.composerWaits = "";
  await settled(target);
  delete target.dataset.composerWaits;
  const message = messageOf(target, text);
  if (message.text === "" && message.files.length === 0) return;
  empty(target, text);
  const shown = pending(message);
  document.querySelector("[data-timeline]")?.append(shown);
  await send(message, shown);
}

function messageOf(target: HTMLFormElement, text: HTMLTextAreaElement): Message {
  const fields = encode(target, null);
  const id = uuid();
  fields.set("submission_id", id);
  const files = [...target.querySelectorAll<HTMLInputElement>("input[data-name]")].map(
    ({ dataset }) => dataset.name ?? "",
  );
  const bar = part(target, "composer", "quote");
  const quote =
    bar?.hidden === false ? [...(part(target, "composer", "quoted")?.cloneNode(true).childNodes ?? [])] : [];
  const action = target.getAttribute("action") ?? "";
  return { action, fields, id, text: text.value.trim(), files, quote: quote as HTMLElement[] };
}

function empty(target: HTMLFormElement, text: HTMLTextAreaElement): void {
  text.value = "";
  showQuote(target, null);
  target.dispatchEvent(new CustomEvent("uploads:fill", { detail: [] }));
  for (const inside of target.querySelectorAll("[data-uploads-name]")) {
    inside.dispatchEvent(new CustomEvent("uploads:fill", { detail: [] }));
  }
  target.dispatchEvent(new Event("input"));
  if (target.dataset.draft) removeDraft(target.dataset.draft);
}

async function send(message: Message, shown: HTMLElement): Promise<void> {
  state(shown, [icon("clock-fading"), word("sending")]);
  shown.setAttribute("aria-busy", "true");
  const response = await post(message.action, message.fields).catch(() => null);
  shown.removeAttribute("aria-busy");
  if (response?.ok) {
    tick(null, null);
    // The real entry removes it by its submission; without one it goes by itself.
    setTimeout(() => shown.remove(), 3000);
    state(shown, [icon("check")]);
    return;
  }
  const again = button(word("try_again"), () => void send(message, shown));
  const remove = button(word("remove"), () => shown.remove());
  const sentence = make("span", "grow", `${word("not_sent")}: ${await sentenceFor(response)}`);
  state(shown, [icon("circle-alert"), sentence, make("span", "row", again, remove)]);
}

function pending(message: Message): HTMLElement {
  const bubble = make("div", "bub");
  const text = make("p", "pre", message.text);
  const files = message.files.map((name) =>
    make("span", "file", make("span", "file__i", icon("file")), make("b", "", name)),
  );
  if (message.quote.length) bubble.append(make("span", "quote", ...message.quote));
  bubble.append(...(message.text ? [text] : []), ...(files.length ? [make("div", "files", ...files)] : []));
  const column = make("div", "msg__col", bubble, make("div", "bub__meta"));
  const shown = make("article", "msg msg--own msg--wait", column);
  shown.dataset.pending = message.id;
  shown.setAttribute("aria-label", `${word("you")} ${clock(Date.now())}`);
  return shown;
}

function state(shown: HTMLElement, children: (Node | string)[]): void {
  const meta = shown.querySelector(".bub__meta");
  meta?.replaceChildren(...children);
  meta?.setAttribute("role", "status");
  const timeline = shown.closest("[data-timeline]");
  timeline?.scrollTo?.({ top: timeline.scrollHeight });
}

function button(label: string, act: () => void): HTMLElement {
  const made = make("button", "btn btn--sm btn--link", label);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
