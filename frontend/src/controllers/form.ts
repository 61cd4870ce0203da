import { busy } from "../busy-button.ts";
import { choose } from "../choice-dialog.ts";
import { element, icon, part } from "../dom.ts";
import { collect, isBlank, restore } from "../drafts.ts";
import { announceAdded, announceUpdate } from "../events.ts";
import { clearError, focusFirstError, showError } from "../form-errors.ts";
import { formatTime } from "../locale.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { postAnew, sentenceFor } from "../requests.ts";
import { forgetFiles, loadDraft, removeDraft, saveDraft, saveDraftLeaving } from "../storage.ts";
import { toast } from "../toast.ts";
import { uuid } from "../uuid.ts";

const SAVE_AFTER_MS = 400;
const sending = new WeakSet<HTMLFormElement>();
const sent = new WeakSet<HTMLFormElement>();
const touched = new WeakSet<HTMLFormElement>();

/** Sends a form by fetch, once at a time, and keeps what was typed until it has arrived. */
export const form: Controller = (element, signal) => {
  const target = element as HTMLFormElement;
  fillSubmissionId(target);
  target.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      void send(target, event.submitter);
    },
    { signal },
  );
  for (const name of ["input", "change", "repeatable-rows:changed", "uploads:changed"])
    target.addEventListener(name, (event) => clearError(event.target), { signal });
  // The browser may bring a page back as it was left: a form that was sent is no form to send again.
  window.addEventListener("pageshow", (event) => event.persisted && sent.has(target) && location.reload(), { signal });
  if (target.dataset.draft) keepDraft(target, target.dataset.draft, signal);
};

/** The fields of a form as the server reads them; files travel by their ids. */
export function encode(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  if (submitter instanceof HTMLButtonElement && submitter.name) fields.append(submitter.name, submitter.value);
  return fields;
}

/** Waits for everything that announced itself by `form:wait`, such as running uploads. */
export async function settled(form: HTMLFormElement): Promise<void> {
  const waits: Promise<unknown>[] = [];
  form.dispatchEvent(new CustomEvent("form:wait", { detail: { waits } }));
  await Promise.allSettled(waits);
}

export function fillSubmissionId(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name="submission_id"]');
  if (field && field.value === "") field.value = uuid();
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  if (sending.has(form)) return;
  sending.add(form);
  const button = submitter ?? form.querySelector<HTMLElement>("button:not([type=button])");
  const ready = busy(button);
  showProblem(form, "");
  if (!(await filesArrived(form))) {
    sending.delete(form);
    ready();
    return;
  }
  const action = submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.pathname;
  const response = await postAnew(action, encode(form, submitter)).catch(() => null);
  await answered(form, response);
  sending.delete(form);
  ready();
}

/** Waits for the files; false when one did not arrive and the person does not want to send without it. */
async function filesArrived(form: HTMLFormElement): Promise<boolean> {
  await settled(form);
  let files = await unsentAfterAnotherTry(form);
  while (files.length > 0) {
    const wish = await choose(word("files_not_arrived"), files.join(", "), [
      { value: "again", label: word("try_again"), className: "btn--primary" },
      { value: "without", label: word("send_without") },
      { value: "back", label: word("keep_editing") },
    ]);
    if (wish === "without") return true;
    if (wish !== "again") return false;
    files = await unsentAfterAnotherTry(form);
  }
  return true;
}

async function unsentAfterAnotherTry(form: HTMLFormElement): Promise<string[]> {
  if (unsent(form).length === 0) return [];
  form.dispatchEvent(new CustomEvent("form:again"));
  await settled(form);
  return unsent(form);
}

function unsent(form: HTMLFormElement): string[] {
  const files: string[] = [];
  form.dispatchEvent(new CustomEvent("form:unsent", { detail: { files } }));
  return files;
}

async function answered(form: HTMLFormElement, response: Response | null): Promise<void> {
  if (response?.ok) return await arrived(form, response);
  // 409: somebody else saved what this form is about; the answer has both.
  if ([409, 422].includes(response?.status ?? 0) && response?.headers.get("Content-Type")?.includes("html")) {
    const next = formIn(await response.text(), form.id);
    if (next) return replace(form, next);
  }
  showProblem(form, await sentenceFor(response));
}

async function arrived(form: HTMLFormElement, response: Response): Promise<void> {
  sent.add(form);
  form.dispatchEvent(new CustomEvent("form:arrived"));
  if (form.dataset.draft) await Promise.all([removeDraft(form.dataset.draft), forgetFiles(form.dataset.draft)]);
  const words = response.headers.get("X-Toast");
  const place = new URL(response.headers.get("X-Location") ?? location.href, location.href);
  const dialog = form.closest("dialog");
  const stays = place.pathname === location.pathname || document.querySelector("[data-stay]") !== null;
  if (dialog && stays) {
    dialog.close();
    if (words) toast(decodeURIComponent(words));
    announceUpdate(null, null);
  } else if (place.pathname + place.search === location.pathname + location.search) {
    location.reload();
  } else {
    location.assign(place.href);
  }
}

function formIn(html: string, id: string): HTMLFormElement | null {
  const page = new DOMParser().parseFromString(html, "text/html");
  const same = id ? page.getElementById(id) : null;
  return same instanceof HTMLFormElement ? same : page.querySelector("form");
}

function replace(form: HTMLFormElement, next: HTMLFormElement): void {
  const scrolled = [...form.querySelectorAll<HTMLElement>(".page__body, .dialog__body")].map(
    ({ scrollTop }) => scrollTop,
  );
  next.dataset.formAnswered = "";
  keepHeading(form, next);
  form.replaceWith(next);
  announceAdded(next);
  next.querySelectorAll<HTMLElement>(".page__body, .dialog__body").forEach((body, index) => {
    body.scrollTop = scrolled[index] ?? 0;
  });
  focusFirstError(next);
}

// The answer is the inside of a dialog; where the form is the page, its heading stays the page's.
function keepHeading(form: HTMLFormElement, next: HTMLFormElement): void {
  const heading = next.querySelector("h2#dialog-title");
  if (!heading || !form.querySelector("h1#dialog-title")) return;
  const whole = element("h1", "", ...heading.childNodes);
  whole.id = heading.id;
  whole.tabIndex = -1;
  heading.replaceWith(whole);
}

function showProblem(form: HTMLFormElement, sentence: string): void {
  const region = part(form, "form", "problem");
  if (!region) {
    if (sentence) toast(sentence);
    return;
  }
  showError(region, sentence);
  if (sentence) region.scrollIntoView({ block: "nearest" });
}

function keepDraft(form: HTMLFormElement, key: string, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changed = false;
  const save = (leaving = false) => {
    clearTimeout(timer);
    timer = undefined;
    if (!changed || sent.has(form)) return;
    changed = false;
    const draft = collect(form, Date.now());
    if (leaving && !isBlank(draft)) saveDraftLeaving(key, draft);
    if (isBlank(draft)) void removeDraft(key);
    else void saveDraft(key, draft).then((kept) => kept && showSaved(form, draft.at));
  };
  const note = () => {
    changed = true;
    touched.add(form);
    // Not put off by each further letter: who types for minutes has a draft all the while.
    timer ??= setTimeout(() => save(), SAVE_AFTER_MS);
  };
  for (const name of ["input", "change", "repeatable-rows:changed"]) form.addEventListener(name, note, { signal });
  // A file that has arrived is nowhere else any more.
  const noteNow = () => {
    note();
    save();
  };
  form.addEventListener("uploads:changed", noteNow, { signal });
  form.addEventListener("form:discarded", () => sent.add(form), { signal });
  const emptied = () => {
    changed = false;
    clearTimeout(timer);
    timer = undefined;
    void removeDraft(key);
  };
  form.addEventListener("form:emptied", emptied, { signal });
  window.addEventListener("pagehide", () => save(true), { signal });
  signal.addEventListener("abort", () => save(true));
  // The rows and files inside are bound after this form: what is kept comes back when they are.
  queueMicrotask(() => void bringBack(form, key));
}

async function bringBack(form: HTMLFormElement, key: string): Promise<void> {
  const draft = form.dataset.formAnswered === undefined ? await loadDraft(key) : null;
  // What was typed meanwhile is newer than what was kept.
  if (!draft || touched.has(form) || !form.isConnected) return;
  restore(form, draft);
  showSaved(form, draft.at);
}

function showSaved(form: HTMLFormElement, at: number): void {
  const region = part(form, "form", "saved");
  if (!region) return;
  const time = formatTime(at);
  region.hidden = false;
  region.replaceChildren(icon("hard-drive", "i-sm"), element("span", "", word("draft_saved", { time })));
}
