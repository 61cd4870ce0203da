/** The chips of a list of files: what each shows, and the hidden field that its form sends. */

import { element as make, part, parts } from "./dom.ts";
import type { StoredFile } from "./drafts.ts";
import { showError } from "./form-errors.ts";
import { formatSize } from "./locale.ts";

/** `again`: another try may end otherwise; `never`: the file itself is refused. */
export type Failure = "again" | "never";

export function addChip(element: HTMLElement, name: string, size: number): HTMLElement {
  const template = part<HTMLTemplateElement>(element, "uploads", "chip");
  const chip = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
  const write = (key: string, text: string) => {
    const shown = part(chip, "chip", key);
    if (shown) shown.textContent = text;
  };
  write("name", name);
  write("size", size ? formatSize(size) : "");
  for (const key of ["remove", "again"]) {
    const button = part(chip, "chip", key);
    button?.setAttribute("aria-label", `${button.getAttribute("aria-label")} ${name}`);
  }
  Object.assign(chip.dataset, { place: String(nextPlace(element)), name, size: String(size) });
  part(element, "uploads", "list")?.append(chip);
  return chip;
}

export function preview(chip: HTMLElement, file: File): void {
  const thumb = part<HTMLImageElement>(chip, "chip", "thumb");
  if (!thumb || !/^image\/(png|jpeg|webp|gif)$/.test(file.type)) return;
  const address = URL.createObjectURL(file);
  thumb.addEventListener("load", () => URL.revokeObjectURL(address), { once: true });
  thumb.src = address;
  thumb.hidden = false;
  chip.querySelector<HTMLElement>(".file__i")?.setAttribute("hidden", "");
}

export function showProgress(chip: HTMLElement): HTMLProgressElement | null {
  const progress = part<HTMLProgressElement>(chip, "chip", "progress");
  for (const key of ["again", "error"]) part(chip, "chip", key)?.setAttribute("hidden", "");
  delete chip.dataset.failed;
  if (progress) {
    progress.value = 0;
    progress.hidden = false;
  }
  return progress;
}

/** What went wrong stays with the file; what may go well another time can be tried again. */
export function showFailure(chip: HTMLElement, sentence: string, failure: Failure): void {
  chip.dataset.failed = failure;
  part(chip, "chip", "progress")?.setAttribute("hidden", "");
  showError(part(chip, "chip", "error"), sentence);
  const button = part(chip, "chip", "again");
  if (button) button.hidden = failure === "never";
}

/** Gives the form the file that the server has now. */
export function carry(element: HTMLElement, chip: HTMLElement, file: StoredFile): void {
  const field = make("input");
  field.type = "hidden";
  field.name = `${element.dataset.uploadsName ?? "files"}.${chip.dataset.place}`;
  field.value = String(file.id);
  field.dataset.name = file.name;
  field.dataset.size = String(file.size);
  for (const key of ["progress", "again"]) part(chip, "chip", key)?.remove();
  chip.append(field);
  element.dispatchEvent(new CustomEvent("uploads:changed", { bubbles: true }));
}

/** Files keep the order in which they were chosen, however fast each of them arrives. */
function nextPlace(element: HTMLElement): number {
  const fields = [...element.querySelectorAll<HTMLInputElement>("input[type=hidden][data-name]")];
  const chips = parts(element, "uploads", "item").map(({ dataset }) => Number(dataset.place ?? -1));
  return Math.max(-1, ...chips, ...fields.map(({ name }) => Number(name.split(".").pop()))) + 1;
}
