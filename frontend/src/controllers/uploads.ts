import type { StoredFile } from "../drafts.ts";
import { csrfToken, fileSize, element as make, part, parts } from "../page.ts";
import type { Controller } from "../registry.ts";
import { upload } from "../upload.ts";
import { word } from "../words.ts";

/** Files that are sent at once, one by one; the form carries only their ids. */
export const uploads: Controller = (element, signal) => {
  const running = new Set<Promise<unknown>>();
  const add = (files: Iterable<File>) => addFiles(element, files, running, signal);
  const form = element.closest("form");
  for (const input of parts<HTMLInputElement>(element, "uploads", "input")) {
    const chosen = () => {
      add(input.files ?? []);
      input.value = "";
    };
    input.addEventListener("change", chosen, { signal });
  }
  form?.addEventListener("form:wait", (event) => (event as CustomEvent).detail.waits.push(...running), { signal });
  (form ?? element).addEventListener("paste", (event) => pasted(event, add), { signal });
  element.addEventListener("uploads:fill", (event) => refill(element, (event as CustomEvent).detail), { signal });
  element.addEventListener("click", (event) => removed(element, event), { signal });
  const zone = element.dataset.uploadsZone;
  const around = zone ? element.closest<HTMLElement>(zone) : part(element, "uploads", "drop");
  dropping(around ?? element, add, signal);
};

function addFiles(
  element: HTMLElement,
  files: Iterable<File>,
  running: Set<Promise<unknown>>,
  signal: AbortSignal,
): void {
  const limit = Number(element.dataset.uploadsMax ?? "20");
  problem(element, "");
  for (const file of files) {
    if (parts(element, "uploads", "item").length >= limit) {
      problem(element, word("files_too_many", { max: limit }));
      return;
    }
    const chip = addChip(element, file.name, file.size);
    const send = () => {
      const sending = sendOne(element, chip, file, signal).finally(() => running.delete(sending));
      running.add(sending);
    };
    part(chip, "chip", "again")?.addEventListener("click", send);
    preview(chip, file);
    send();
  }
}

async function sendOne(element: HTMLElement, chip: HTMLElement, file: File, signal: AbortSignal): Promise<void> {
  const refusal = refused(element, file);
  if (refusal) return fail(chip, refusal, false);
  const progress = begin(chip);
  const cancel = new AbortController();
  signal.addEventListener("abort", () => cancel.abort());
  chip.addEventListener("uploads:cancel", () => cancel.abort());
  const answer = await upload(element.dataset.uploadsUrl ?? "/files", file, csrfToken(), cancel.signal, (percent) => {
    if (progress) progress.value = percent;
  });
  if ("problem" in answer) return fail(chip, answer.problem, true);
  progress?.remove();
  part(chip, "chip", "again")?.remove();
  carry(element, chip, answer);
}

function begin(chip: HTMLElement): HTMLProgressElement | null {
  const progress = part<HTMLProgressElement>(chip, "chip", "progress");
  for (const key of ["again", "error"]) part(chip, "chip", key)?.setAttribute("hidden", "");
  if (progress) {
    progress.value = 0;
    progress.hidden = false;
  }
  return progress;
}

function refused(element: HTMLElement, file: File): string {
  const most = Number(element.dataset.uploadsSize ?? "0");
  if (file.size === 0) return word("file_empty");
  return most > 0 && file.size > most ? word("file_too_large", { size: fileSize(most) }) : "";
}

function addChip(element: HTMLElement, name: string, size: number): HTMLElement {
  const template = part<HTMLTemplateElement>(element, "uploads", "chip");
  const chip = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
  const write = (key: string, text: string) => {
    const shown = part(chip, "chip", key);
    if (shown) shown.textContent = text;
  };
  write("name", name);
  write("size", size ? fileSize(size) : "");
  for (const key of ["remove", "again"]) {
    const button = part(chip, "chip", key);
    button?.setAttribute("aria-label", `${button.getAttribute("aria-label")} ${name}`);
  }
  chip.dataset.place = String(nextPlace(element));
  part(element, "uploads", "list")?.append(chip);
  return chip;
}

function preview(chip: HTMLElement, file: File): void {
  const thumb = part<HTMLImageElement>(chip, "chip", "thumb");
  if (!thumb || !/^image\/(png|jpeg|webp|gif)$/.test(file.type)) return;
  const address = URL.createObjectURL(file);
  thumb.addEventListener("load", () => URL.revokeObjectURL(address), { once: true });
  thumb.src = address;
  thumb.hidden = false;
  chip.querySelector<HTMLElement>(".file__i")?.setAttribute("hidden", "");
}

/** What went wrong stays with the file; what may go well another time can be tried again. */
function fail(chip: HTMLElement, sentence: string, again: boolean): void {
  part(chip, "chip", "progress")?.setAttribute("hidden", "");
  const shown = part(chip, "chip", "error");
  if (!shown) return;
  shown.textContent = sentence;
  shown.hidden = false;
  shown.setAttribute("role", "alert");
  const button = part(chip, "chip", "again");
  if (button) button.hidden = !again;
}

function carry(element: HTMLElement, chip: HTMLElement, file: StoredFile): void {
  const field = make("input");
  field.type = "hidden";
  field.name = `${element.dataset.uploadsName ?? "files"}.${chip.dataset.place}`;
  field.value = String(file.id);
  field.dataset.name = file.name;
  field.dataset.size = String(file.size);
  chip.append(field);
  element.dispatchEvent(new CustomEvent("uploads:changed", { bubbles: true }));
}

/** Files keep the order in which they were chosen, however fast each of them arrives. */
function nextPlace(element: HTMLElement): number {
  const fields = [...element.querySelectorAll<HTMLInputElement>("input[type=hidden][data-name]")];
  const chips = parts(element, "uploads", "item").map(({ dataset }) => Number(dataset.place ?? -1));
  return Math.max(-1, ...chips, ...fields.map(({ name }) => Number(name.split(".").pop()))) + 1;
}

function refill(element: HTMLElement, files: StoredFile[]): void {
  for (const chip of parts(element, "uploads", "item")) chip.remove();
  for (const file of files) {
    const chip = addChip(element, file.name, file.size);
    part(chip, "chip", "progress")?.remove();
    carry(element, chip, file);
  }
}

function removed(element: HTMLElement, event: Event): void {
  const button = (event.target as Element).closest('[data-chip="remove"]');
  const chip = button?.closest<HTMLElement>('[data-uploads="item"]');
  if (!chip) return;
  event.preventDefault();
  const next = chip.nextElementSibling ?? chip.previousElementSibling;
  chip.dispatchEvent(new CustomEvent("uploads:cancel"));
  chip.remove();
  problem(element, "");
  (next ? part(next, "chip", "remove") : part(element, "uploads", "input"))?.focus();
  element.dispatchEvent(new CustomEvent("uploads:changed", { bubbles: true }));
}

function problem(element: HTMLElement, sentence: string): void {
  const region = part(element, "uploads", "problem");
  if (!region) return;
  region.textContent = sentence;
  region.hidden = sentence === "";
}

function pasted(event: ClipboardEvent, add: (files: Iterable<File>) => void): void {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  add(files);
}

function dropping(zone: HTMLElement, add: (files: Iterable<File>) => void, signal: AbortSignal): void {
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("is-over");
  };
  zone.addEventListener("dragenter", over, { signal });
  zone.addEventListener("dragover", over, { signal });
  const left = ({ relatedTarget: to }: DragEvent) => {
    if (!(to instanceof Node && zone.contains(to))) zone.classList.remove("is-over");
  };
  zone.addEventListener("dragleave", left, { signal });
  const dropped = (event: DragEvent) => {
    zone.classList.remove("is-over");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    add([...event.dataTransfer.files]);
  };
  zone.addEventListener("drop", dropped, { signal });
}
