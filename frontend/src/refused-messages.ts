/** Messages that the server did not accept, wherever one is: their order may be out of its writer's reach for good. */

import { element as make, part } from "./dom.ts";
import { word } from "./messages.ts";
import { discard, retry } from "./outbox.ts";
import { loadFile, type Message } from "./storage.ts";

/** Fills `list` with a copy of `template` for each message: its words, its files, the reason, what can be done. */
export function drawRefused(list: HTMLElement, template: HTMLTemplateElement, messages: Message[]): void {
  const wanted = new Map(messages.map((message) => [message.id, message]));
  for (const shown of list.querySelectorAll<HTMLElement>("[data-refused]")) {
    const message = wanted.get(shown.dataset.refused ?? "");
    if (message) describe(shown, message);
    else remove(shown);
    wanted.delete(shown.dataset.refused ?? "");
  }
  for (const message of wanted.values()) {
    const shown = draw(template, message);
    if (shown) list.append(shown);
  }
}

function draw(template: HTMLTemplateElement, message: Message): HTMLElement | null {
  const shown = template.content.firstElementChild?.cloneNode(true) as HTMLElement | null;
  const text = shown && part(shown, "outbox", "text");
  const copy = shown && part(shown, "outbox", "copy");
  const link = shown && part<HTMLAnchorElement>(shown, "outbox", "order");
  if (!shown || !text || !copy || !link) return null;
  shown.dataset.refused = message.id;
  text.textContent = message.text;
  link.href = `/orders/${message.order}`;
  link.textContent = word("order_number", { order: message.order });
  copy.dataset.clipboardText = message.text;
  copy.hidden = !message.text;
  part(shown, "outbox", "retry")?.addEventListener("click", () => void retry(message.id));
  part(shown, "outbox", "remove")?.addEventListener("click", () => void discard(message.id));
  describe(shown, message);
  void addFiles(text, message);
  return shown;
}

function describe(shown: HTMLElement, message: Message): void {
  const why = part(shown, "outbox", "why");
  if (why) why.textContent = `${word("not_sent")}: ${message.refusal}`;
}

// A photo that was taken for the message may be nowhere else than here, or at the server, which waits for its message.
async function addFiles(text: HTMLElement, { files, uploads }: Message): Promise<void> {
  let last = text;
  for (const { name, local, stored } of files) {
    const kept = local && !stored ? await loadFile(local) : undefined;
    const address = kept ? URL.createObjectURL(kept.blob) : stored && `${uploads}/${stored}`;
    const line = make(address ? "a" : "span", "outbox__file", name);
    if (address && line instanceof HTMLAnchorElement) {
      line.href = address;
      line.download = name;
    }
    last.after(line);
    last = line;
  }
}

function remove(shown: HTMLElement): void {
  for (const { href } of shown.querySelectorAll<HTMLAnchorElement>('a[href^="blob:"]')) URL.revokeObjectURL(href);
  const isHeld = shown.contains(document.activeElement);
  const next = shown.nextElementSibling ?? shown.previousElementSibling;
  shown.remove();
  // The keyboard stands where it stood, as far as that is still there.
  if (!isHeld) return;
  const target = next ? part(next as HTMLElement, "outbox", "remove") : document.querySelector<HTMLElement>("h1");
  if (target?.matches("h1")) target.tabIndex = -1;
  target?.focus();
}
