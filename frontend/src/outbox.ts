/** Sends what the person wrote, each message once and in order, whenever there is a way: after a gap, a reload, a crash. */

import { type Word, word } from "./messages.ts";
import { isSignedOut, postAnew, sentenceFor } from "./requests.ts";
import { personId } from "./session.ts";
import {
  loadFile,
  loadMessages,
  type Message,
  type MessageFile,
  removeFile,
  removeMessage,
  saveMessage,
} from "./storage.ts";
import { isStored, upload } from "./upload.ts";

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 60_000;
const LONGEST_POST_MS = 60_000;

export interface OutboxChange {
  /** What is under way now; every other one waits or is refused. */
  sending: string | null;
  /** The last one that the server took. */
  sent: string | null;
  /** Why the others wait; empty while nothing is known to be wrong. */
  waits: string;
}

/** Sent to `document` at each change of what is kept. */
export const OUTBOX_CHANGED = "fw:outbox";

let wait = FIRST_WAIT_MS;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> | null = null;
let again = false;
let state: OutboxChange = { sending: null, sent: null, waits: "" };
let channel: BroadcastChannel | undefined;

/** Sends what is left from before, and listens for the network and the other tabs. */
export function startOutbox(signal: AbortSignal): void {
  if (typeof BroadcastChannel === "function") {
    channel = new BroadcastChannel(`fw-outbox-${personId()}`);
    channel.addEventListener("message", ({ data }) => {
      announce(data as OutboxChange);
      // The tab that was sending may be closed before it hears of this one's messages.
      if ((data as OutboxChange).sending === null) void left();
    });
  }
  const now = () => void flush();
  const look = () => document.visibilityState === "visible" && now();
  window.addEventListener("online", now, { signal });
  window.addEventListener("pageshow", now, { signal });
  document.addEventListener("visibilitychange", look, { signal });
  document.addEventListener("fw:online", now, { signal });
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    channel?.close();
    channel = undefined;
  });
  now();
}

/** Keeps a message before anything else is done with it. False when the device cannot keep it: it stays typed. */
export async function enqueue(message: Message): Promise<boolean> {
  if (!(await saveMessage(message))) return false;
  change({});
  void flush();
  return true;
}

/** Sends a message that the device could not keep. The sentence about it, "" when the server has it. */
export async function sendUnkept(message: Message): Promise<string> {
  const fields = new URLSearchParams(message.fields);
  for (const { place, stored } of message.files) fields.append(`files.${place}`, stored ?? "");
  const response = await postAnew(message.action, fields, AbortSignal.timeout(LONGEST_POST_MS)).catch(() => null);
  if (isReceipt(response)) {
    change({ sent: message.id });
    return "";
  }
  return response?.ok ? word("no_connection") : sentenceFor(response);
}

/** Sends it again, as the same submission, whatever the server said to it before. */
export async function retry(id: string): Promise<void> {
  const message = (await loadMessages()).find((one) => one.id === id);
  if (!message) return;
  await saveMessage({ ...message, refusal: "" });
  await flush();
}

/** Its writer does not want it any more. */
export async function discard(id: string): Promise<void> {
  await removeMessage(id);
  change({});
}

export function outboxState(): OutboxChange {
  return state;
}

/** Sends all that waits. One tab at a time does it; where a browser has no locks, the server takes each message once. */
export async function flush(): Promise<void> {
  if (running) {
    again = true;
    return running;
  }
  clearTimeout(timer);
  running = locked(sendAll).finally(() => {
    running = null;
    if (again) {
      again = false;
      void flush();
    }
  });
  return running;
}

async function locked(act: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return act();
  await navigator.locks.request(`fw-outbox-${personId()}`, { ifAvailable: true }, async (lock) => {
    if (lock) await act();
    // Another tab sends; should it be stopped meanwhile, this one looks again.
    else later(FIRST_WAIT_MS);
  });
}

async function sendAll(): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    // Read anew each time: another may have been written, removed or edited while this one was on its way.
    const next = (await loadMessages()).find(({ id, refusal }) => refusal === "" && !tried.has(id));
    if (!next) break;
    tried.add(next.id);
    change({ sending: next.id });
    const problem = await sendOne(next);
    if (problem !== null) {
      change({ sending: null, waits: problem });
      later(wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      return;
    }
    wait = FIRST_WAIT_MS;
    change({ sending: null, waits: "" });
  }
}

/** Null when it is settled: taken, or refused for good. Else why it waits. */
async function sendOne(message: Message): Promise<string | null> {
  const files: MessageFile[] = [];
  for (const file of message.files) {
    const sent = await uploadOne(message, file);
    if (typeof sent === "string") return sent;
    if (sent === null) return null;
    files.push(sent);
  }
  const fields = new URLSearchParams(message.fields);
  for (const { place, stored } of files) fields.append(`files.${place}`, stored ?? "");
  const response = await postAnew(message.action, fields, AbortSignal.timeout(LONGEST_POST_MS)).catch(() => null);
  if (isReceipt(response)) {
    await removeMessage(message.id);
    change({ sent: message.id });
    return null;
  }
  if (!isFinal(response)) return word(waitsFor(response));
  await refuse(message, await sentenceFor(response));
  return null;
}

/** The file as the server has it; null when the message is refused for it, a sentence when it waits. */
async function uploadOne(message: Message, file: MessageFile): Promise<MessageFile | string | null> {
  if (file.stored || !file.local) return file;
  const kept = await loadFile(file.local);
  if (!kept) {
    await refuse(message, word("file_lost", { name: file.name }));
    return null;
  }
  const answer = await upload(message.uploads, kept.blob, new AbortController().signal);
  if (!isStored(answer)) {
    if (answer.again) return word("waits_connection");
    await refuse(message, `${file.name}: ${answer.problem}`);
    return null;
  }
  const { local, ...rest } = { ...file, stored: answer.id };
  // Remembered before the next one leaves: what has arrived need not travel twice.
  message.files = message.files.map((one) => (one.place === file.place ? rest : one));
  await saveMessage(message);
  await removeFile(local ?? "");
  return rest;
}

async function refuse(message: Message, sentence: string): Promise<void> {
  // Removed by its writer while it was on its way: it does not come back.
  const still = (await loadMessages()).some(({ id }) => id === message.id);
  if (still) await saveMessage({ ...message, refusal: sentence });
}

// A success without the address of the order is no receipt of ours, such as a portal's page in a hotel.
function isReceipt(response: Response | null): boolean {
  return response?.ok === true && response.headers.has("X-Location");
}

/** Whether another try of the same could not end otherwise. */
function isFinal(response: Response | null): boolean {
  if (response === null || response.ok || isSignedOut(response)) return false;
  const { status } = response;
  return status >= 400 && status < 500 && ![403, 408, 425, 429].includes(status);
}

function waitsFor(response: Response | null): Word {
  if (response === null || response.ok) return "waits_connection";
  return isSignedOut(response) || response.status === 403 ? "waits_sign_in" : "waits_server";
}

function later(milliseconds: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), milliseconds);
}

async function left(): Promise<void> {
  if ((await loadMessages()).some(({ refusal }) => refusal === "")) later(FIRST_WAIT_MS);
}

function change(part: Partial<OutboxChange>): void {
  const next = { ...state, sent: null, ...part };
  announce(next);
  channel?.postMessage(next);
}

function announce(next: OutboxChange): void {
  state = next;
  document.dispatchEvent(new CustomEvent(OUTBOX_CHANGED, { detail: next }));
}
