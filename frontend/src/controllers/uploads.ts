import { part, parts } from "../dom.ts";
import type { StoredFile } from "../drafts.ts";
import { addChip, carry, preview, showFailure, showProgress } from "../file-chips.ts";
import { showError } from "../form-errors.ts";
import { formatSize } from "../locale.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { loadFiles, removeFile, saveFile } from "../storage.ts";
import { isStored, upload } from "../upload.ts";
import { uuid } from "../uuid.ts";

/** Files that are sent at once, one by one; the form carries only their ids. What has not arrived is kept here. */
export const uploads: Controller = (element, signal) => {
  new Uploads(element, signal);
};

class Uploads {
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly element: HTMLElement,
    private readonly signal: AbortSignal,
  ) {
    const add = (files: Iterable<File>) => this.add(files);
    const form = element.closest("form");
    const listen = (target: EventTarget, name: string, act: (event: Event) => void) =>
      target.addEventListener(name, act, { signal });
    for (const input of parts<HTMLInputElement>(element, "uploads", "input")) {
      listen(input, "change", () => {
        add(input.files ?? []);
        input.value = "";
      });
    }
    if (form) {
      listen(form, "form:wait", (event) => (event as CustomEvent).detail.waits.push(...this.running));
      listen(form, "form:unsent", (event) => (event as CustomEvent).detail.files.push(...this.unsent()));
      listen(form, "form:again", () => this.again());
      listen(form, "uploads:hand-over", () => this.handOver());
    }
    listen(form ?? element, "paste", (event) => pasted(event as ClipboardEvent, add));
    listen(element, "uploads:fill", (event) => this.refill((event as CustomEvent).detail));
    listen(element, "click", (event) => removed(element, event));
    listen(window, "online", () => this.again());
    // The server is back, or one is signed in again, without the device's own network having been away.
    listen(document, "fw:online", () => this.again());
    const zone = element.dataset.uploadsZone;
    const around = zone ? element.closest<HTMLElement>(zone) : part(element, "uploads", "drop");
    dropping(around ?? element, add, signal);
    void this.bringBack();
  }

  private add(files: Iterable<File>): void {
    problem(this.element, "");
    for (const file of files) if (!this.addOne(file, null)) return;
  }

  /** False when the list is full. `local` is the id of a file that is kept from before. */
  private addOne(file: File, local: string | null): boolean {
    const { element } = this;
    const limit = Number(element.dataset.uploadsMax ?? "20");
    if (parts(element, "uploads", "item").length >= limit) {
      problem(element, word("files_too_many", { max: limit }));
      return false;
    }
    const chip = addChip(element, file.name, file.size);
    part(chip, "chip", "again")?.addEventListener("click", () => this.start(chip, file));
    chip.addEventListener("uploads:again", () => this.start(chip, file));
    preview(chip, file);
    const refusal = refused(element, file);
    if (refusal) {
      showFailure(chip, refusal, "never");
      return true;
    }
    if (local) chip.dataset.local = local;
    this.start(chip, file);
    return true;
  }

  private start(chip: HTMLElement, file: File): void {
    const sending = this.send(chip, file).finally(() => this.running.delete(sending));
    this.running.add(sending);
  }

  private async send(chip: HTMLElement, file: File): Promise<void> {
    const { element, signal } = this;
    const progress = showProgress(chip);
    const key = formKey(element);
    if (key && !chip.dataset.local) {
      const local = uuid();
      // Before the first byte leaves: a browser that ends meanwhile brings the file back with the draft.
      if (await saveFile(local, key, file)) chip.dataset.local = local;
    }
    const cancel = new AbortController();
    signal.addEventListener("abort", () => cancel.abort());
    chip.addEventListener("uploads:cancel", () => cancel.abort());
    const answer = await upload(element.dataset.uploadsUrl ?? "/files", file, cancel.signal, (percent) => {
      if (progress) progress.value = percent;
    });
    if (!chip.isConnected) return;
    if (isStored(answer)) carry(element, chip, answer);
    else showFailure(chip, answer.problem, answer.again ? "again" : "never");
    if (isStored(answer) || !answer.again) this.forget(chip);
  }

  private forget(chip: HTMLElement): void {
    if (chip.dataset.local) void removeFile(chip.dataset.local);
    delete chip.dataset.local;
  }

  /** The files that did not arrive, by name. */
  private unsent(): string[] {
    return this.failed().map(({ dataset }) => dataset.name ?? "");
  }

  private failed(): HTMLElement[] {
    return parts(this.element, "uploads", "item").filter(({ dataset }) => dataset.failed !== undefined);
  }

  private again(): void {
    for (const chip of this.failed())
      if (chip.dataset.failed === "again") chip.dispatchEvent(new CustomEvent("uploads:again"));
  }

  /** The message has them now: the chips go, what is kept stays. */
  private handOver(): void {
    for (const chip of parts(this.element, "uploads", "item")) if (chip.dataset.failed !== "never") chip.remove();
    problem(this.element, "");
  }

  private refill(files: StoredFile[]): void {
    const { element } = this;
    for (const chip of parts(element, "uploads", "item")) if (!chip.dataset.local) chip.remove();
    for (const file of files) carry(element, addChip(element, file.name, file.size), file);
  }

  private async bringBack(): Promise<void> {
    const key = formKey(this.element);
    if (!key) return;
    for (const { id, blob } of await loadFiles(key))
      if (this.element.isConnected && !this.isShown(id)) this.addOne(blob, id);
  }

  private isShown(local: string): boolean {
    return parts(this.element, "uploads", "item").some(({ dataset }) => dataset.local === local);
  }
}

function formKey(element: HTMLElement): string {
  return element.closest("form")?.dataset.draft ?? "";
}

function refused(element: HTMLElement, file: File): string {
  const most = Number(element.dataset.uploadsSize ?? "0");
  if (file.size === 0) return word("file_empty");
  return most > 0 && file.size > most ? word("file_too_large", { size: formatSize(most) }) : "";
}

function removed(element: HTMLElement, event: Event): void {
  const button = (event.target as Element).closest('[data-chip="remove"]');
  const chip = button?.closest<HTMLElement>('[data-uploads="item"]');
  if (!chip) return;
  event.preventDefault();
  const next = chip.nextElementSibling ?? chip.previousElementSibling;
  chip.dispatchEvent(new CustomEvent("uploads:cancel"));
  if (chip.dataset.local) void removeFile(chip.dataset.local);
  chip.remove();
  problem(element, "");
  (next ? part(next, "chip", "remove") : part(element, "uploads", "input"))?.focus();
  element.dispatchEvent(new CustomEvent("uploads:changed", { bubbles: true }));
}

function problem(element: HTMLElement, sentence: string): void {
  showError(part(element, "uploads", "problem"), sentence);
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
