import { part } from "../dom.ts";
import { showError } from "../form-errors.ts";
import { word } from "../messages.ts";
import { enqueue, OUTBOX_CHANGED, type OutboxChange, sendUnkept } from "../outbox.ts";
import { drawPending, quoteParts } from "../pending-messages.ts";
import type { Controller } from "../registry.ts";
import { personId } from "../session.ts";
import type { Message, MessageFile } from "../storage.ts";
import { uuid } from "../uuid.ts";
import { encode, form, settled } from "./form.ts";

/** Hands a message to the outbox: it stands in the timeline at once, and stays there until the server has it. */
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
  target.addEventListener("input", () => measure(target, text), { signal });
  quoting(target, text, signal);
  showWaiting(signal);
};

/** What waits is drawn now and at each change, here or in another tab. */
function showWaiting(signal: AbortSignal): void {
  const draw = (event?: Event) => {
    const timeline = document.querySelector<HTMLElement>("[data-timeline]");
    if (timeline) void drawPending(timeline, (event as CustomEvent<OutboxChange> | undefined)?.detail);
  };
  document.addEventListener(OUTBOX_CHANGED, draw, { signal });
  draw();
}

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

/** An entry of the page as it is quoted: whose, and its words or what it is. */
export function quotedFrom(seq: string): Quoted {
  const entry = document.getElementById(`e${seq}`);
  const text = (key: string) =>
    part(entry ?? document.createElement("i"), "entry-actions", key)?.textContent?.trim() ?? "";
  const title = entry?.querySelector("h2, .file b")?.textContent ?? "";
  const picture = entry?.querySelector("img[alt]:not([alt=''])")?.getAttribute("alt") ?? "";
  return { seq, name: text("name"), line: (text("text") || title || picture).slice(0, 160) };
}

async function submitted(target: HTMLFormElement, text: HTMLTextAreaElement): Promise<void> {
  if (target.dataset.composerWaits !== undefined) return;
  target.dataset.composerWaits = "";
  await settled(target);
  if (measure(target, text)) {
    const message = messageOf(target, text);
    const isEmpty = message.text === "" && message.files.length === 0;
    if (!isEmpty) await handOver(message, target, text);
  }
  delete target.dataset.composerWaits;
}

async function handOver(message: Message, target: HTMLFormElement, text: HTMLTextAreaElement): Promise<void> {
  if (await enqueue(message)) {
    empty(target, text);
    return;
  }
  const lost = message.files.some(({ stored, local }) => !stored && !local);
  const sentence = lost ? word("files_not_arrived") : await sendUnkept(message);
  if (sentence === "") empty(target, text);
  problem(target, sentence);
}

/** Says how much is too much; nothing is cut. True when the text may go. */
function measure(target: HTMLFormElement, text: HTMLTextAreaElement): boolean {
  const most = Number(target.dataset.most ?? "0");
  const length = text.value.length <= most ? 0 : [...text.value.trim()].length;
  const isFine = most === 0 || length <= most;
  problem(target, isFine ? "" : word("text_too_long", { length, over: length - most }));
  return isFine;
}

function problem(target: HTMLFormElement, sentence: string): void {
  showError(part(target, "composer", "problem"), sentence);
}

function messageOf(target: HTMLFormElement, text: HTMLTextAreaElement): Message {
  const fields = encode(target, null);
  const id = uuid();
  fields.set("submission_id", id);
  const files = filesOf(target);
  for (const { place } of files) fields.delete(`files.${place}`);
  const bar = part(target, "composer", "quote");
  const [name, line] = [...(part(target, "composer", "quoted")?.children ?? [])].map((one) => one.textContent ?? "");
  return {
    id,
    person: personId(),
    order: target.dataset.order ?? "",
    action: target.getAttribute("action") ?? "",
    uploads: target.dataset.uploadsUrl ?? "/files",
    fields: [...fields],
    text: text.value.trim(),
    quote: bar?.hidden === false ? [name ?? "", line ?? ""] : null,
    files,
    at: Date.now(),
    refusal: "",
  };
}

/** Those that are on the server, and those that are kept here because they are not. */
function filesOf(target: HTMLFormElement): MessageFile[] {
  const files: MessageFile[] = [];
  for (const chip of target.querySelectorAll<HTMLElement>('[data-uploads="item"]')) {
    const stored = chip.querySelector<HTMLInputElement>("input[data-name]");
    const { name = "", size = "0", local, place = "0", failed } = chip.dataset;
    const file = { place: Number(place), name, size: Number(size) };
    if (stored) files.push({ ...file, stored: stored.value });
    else if (failed === "again") files.push(local ? { ...file, local } : file);
  }
  return files;
}

function empty(target: HTMLFormElement, text: HTMLTextAreaElement): void {
  text.value = "";
  showQuote(target, null);
  target.dispatchEvent(new CustomEvent("uploads:hand-over"));
  target.dispatchEvent(new CustomEvent("form:emptied"));
}
