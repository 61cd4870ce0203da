/** The person's own messages that the server has not taken yet, in the timeline of their order. */

import { icon, element as make, part } from "./dom.ts";
import { formatTime } from "./locale.ts";
import { word } from "./messages.ts";
import { discard, type OutboxChange, outboxState, retry } from "./outbox.ts";
import { loadMessages, type Message } from "./storage.ts";

const GONE_MS = 3000;

/** Draws what waits for the order of `timeline`, in the order in which it leaves; takes away what does not. */
export async function drawPending(timeline: HTMLElement, change: OutboxChange = outboxState()): Promise<void> {
  const messages = (await loadMessages()).filter(({ order }) => order === timeline.dataset.order);
  const waiting = new Set(messages.map(({ id }) => id));
  for (const shown of timeline.querySelectorAll<HTMLElement>("[data-pending]"))
    if (!waiting.has(shown.dataset.pending ?? "")) leave(shown, change);
  for (const message of messages) {
    const id = CSS.escape(message.id);
    // The answer was lost, and the entry is there: the outbox hears the same when it asks again.
    if (timeline.querySelector(`[data-submission="${id}"]`)) continue;
    const before = timeline.querySelector<HTMLElement>(`[data-pending="${id}"]`);
    const shown = before ?? bubble(message);
    if (!before) timeline.append(shown);
    describe(shown, message, change);
    if (!before) timeline.scrollTo?.({ top: timeline.scrollHeight });
  }
}

// The real entry takes its place; without one, such as on a page that stands in the past, it goes by itself.
function leave(shown: HTMLElement, change: OutboxChange): void {
  if (shown.dataset.left !== undefined) return;
  if (change.sent !== shown.dataset.pending) {
    shown.remove();
    return;
  }
  shown.dataset.left = "";
  say(shown, [icon("check")]);
  setTimeout(() => shown.remove(), GONE_MS);
}

function bubble(message: Message): HTMLElement {
  const inside = make("div", "bubble");
  if (message.quote) inside.append(make("span", "quote", ...quoteParts(...message.quote)));
  if (message.text) {
    const text = make("p", "bubble__text", message.text);
    text.dir = "auto";
    inside.append(text);
  }
  const files = message.files.map(({ name }) =>
    make("span", "file", make("span", "file__i", icon("file")), make("b", "", name)),
  );
  if (files.length) inside.append(make("div", "files", ...files));
  const column = make("div", "msg__col", inside, make("div", "bubble__meta"));
  const shown = make("article", "msg msg--own msg--wait", column);
  shown.dataset.pending = message.id;
  shown.setAttribute("aria-label", `${word("you")} ${formatTime(message.at)}`);
  return shown;
}

/** Name and words of what a message answers. */
export function quoteParts(name: string, line: string): HTMLElement[] {
  const parts = [make("b", "", name), make("span", "", line)];
  for (const made of parts) made.dir = "auto";
  return parts;
}

function describe(shown: HTMLElement, message: Message, change: OutboxChange): void {
  const isSending = change.sending === message.id;
  const sentence = message.refusal || change.waits;
  shown.classList.toggle("is-refused", message.refusal !== "");
  shown.toggleAttribute("aria-busy", isSending);
  if (isSending || !sentence) {
    say(shown, [icon("clock-fading"), word("sending")]);
    return;
  }
  const said = message.refusal ? `${word("not_sent")}: ${message.refusal}` : sentence;
  const buttons = make(
    "span",
    "row",
    button("again", word("try_again"), () => void retry(message.id)),
    button("remove", word("remove"), () => void removed(shown, message.id)),
  );
  const marked = icon(message.refusal ? "circle-alert" : "clock-fading");
  say(shown, [marked, make("span", "grow", said), buttons]);
}

async function removed(shown: HTMLElement, id: string): Promise<void> {
  shown.remove();
  await discard(id);
  document.querySelector<HTMLElement>("[data-composer=text]")?.focus();
}

// Said again only when it is something else: a reader hears each word once. Who stands on a button that goes while
// the message is under way stands on the message, and on the button again when it comes back.
function say(shown: HTMLElement, children: (Node | string)[]): void {
  const meta = shown.querySelector<HTMLElement>(".bubble__meta");
  const next = make("div", "", ...children);
  if (!meta || meta.textContent === next.textContent) return;
  const focused = document.activeElement as HTMLElement | null;
  const isHeld = focused !== null && shown.contains(focused);
  if (isHeld && focused.dataset.pendingAct) shown.dataset.held = focused.dataset.pendingAct;
  meta.replaceChildren(...next.childNodes);
  meta.setAttribute("role", "status");
  if (!isHeld) return;
  shown.tabIndex = -1;
  (part(meta, "pending-act", shown.dataset.held ?? "") ?? shown).focus({ preventScroll: true });
}

function button(act: string, label: string, run: () => void): HTMLElement {
  const made = make("button", "btn btn--sm btn--link", label);
  made.type = "button";
  made.dataset.pendingAct = act;
  made.addEventListener("click", run);
  return made;
}
