/** What the tests of controllers share. */
import { vi } from "vitest";
import { type Controller, start } from "./registry.ts";
import { personId } from "./session.ts";
import { clearStored, type Message } from "./storage.ts";

let stop: (() => void) | undefined;

/** Puts HTML into an empty page and binds controllers, those that are not given as idle ones; the page before is left. */
export function mount(html: string, controllers: Record<string, Controller>): HTMLElement {
  leave();
  document.body.innerHTML = `${html}<div id="toasts"></div>`;
  const named = [...html.matchAll(/data-controller="([^"]*)"/g)].flatMap(([, names = ""]) => names.split(/\s+/));
  stop = start({ ...Object.fromEntries(named.map((name) => [name, idle])), ...controllers });
  return document.body;
}

const idle: Controller = () => undefined;

export function leave(): void {
  stop?.();
  stop = undefined;
  document.body.innerHTML = "";
}

export function find<T extends HTMLElement = HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

export function all<T extends HTMLElement = HTMLElement>(selector: string): T[] {
  return [...document.querySelectorAll<T>(selector)];
}

export function type(selector: string, text: string): void {
  const field = find<HTMLInputElement>(selector);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function press(target: HTMLElement, key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}

/** Answers of the server, in order; the last one is repeated. An Error means no network. */
export function serve(...answers: (Response | Error)[]) {
  const queue = [...answers];
  const fake = vi.fn(async (_url: string, _options?: RequestInit): Promise<Response> => {
    const answer = queue.length > 1 ? queue.shift() : queue[0];
    if (!answer || answer instanceof Error) throw answer ?? new Error("no answer left");
    return answer.clone();
  });
  vi.stubGlobal("fetch", fake);
  return fake;
}

export function html(body: string, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers: { "Content-Type": "text/html", ...headers } });
}

export function problem(detail: string, status: number): Response {
  const headers = { "Content-Type": "application/problem+json" };
  return new Response(JSON.stringify({ detail }), { status, headers });
}

/** Lets everything run that waits for an answer. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await new Promise((done) => setTimeout(done, 0));
}

/** The fields of the request number `index`. */
export function sentFields(fake: ReturnType<typeof serve>, index = 0): Record<string, string> {
  return Object.fromEntries(fake.mock.calls[index]?.[1]?.body as URLSearchParams);
}

/** A device on which nobody has typed anything. */
export async function forgetAll(...people: string[]): Promise<void> {
  const before = document.body.dataset.person;
  for (const person of ["nobody", ...people]) {
    document.body.dataset.person = person;
    await clearStored();
  }
  if (before === undefined) delete document.body.dataset.person;
  else document.body.dataset.person = before;
}

/** A message of Diego's to order 4, as the composer hands it over. */
export function message(id: string, more: Partial<Message> = {}): Message {
  const plain = { person: personId(), order: "4", action: "/orders/4/messages", uploads: "/files", text: id };
  const fields: [string, string][] = [
    ["text", id],
    ["submission_id", id],
  ];
  return { ...plain, id, fields, quote: null, files: [], at: Date.now(), refusal: "", ...more };
}

/** The server's receipt of a message. */
export function receipt(order = 4): Response {
  return html("", 201, { "X-Location": `/orders/${order}` });
}
