import { part } from "../dom.ts";
import type { Controller } from "../registry.ts";
import type { Pad } from "../signature-pad/pad.ts";
import { type Drawing, readDrawing } from "../signature-pad/strokes.ts";

interface Parts {
  element: HTMLElement;
  value: HTMLInputElement;
  typed: HTMLInputElement | null;
  chosen: HTMLInputElement | null;
  pad: Pad | null;
  drawing: Drawing | null;
  typing: boolean;
}

/** Draws or types a signature. The pad's code is loaded with the first signature on a page. */
export const signature: Controller = (element, signal) => {
  const value = part<HTMLInputElement>(element, "signature", "value");
  const canvas = part<HTMLCanvasElement>(element, "signature", "canvas");
  if (!value || !canvas) throw new Error("signature needs a canvas and a value");
  const typed = part<HTMLInputElement>(element, "signature", "typed");
  const chosen = part<HTMLInputElement>(element, "signature", "way");
  const self: Parts = { element, value, typed, chosen, pad: null, drawing: readDrawing(value.value), typing: false };
  way(self, wantsToType(self));
  element.addEventListener("click", (event) => clicked(self, event.target as Element), { signal });
  // On the way down: the dialog around must not hear the Escape that ends the full screen.
  document.addEventListener("keydown", (event) => escaped(self, event), { signal, capture: true });
  element.closest("form")?.addEventListener("form:restored", () => reread(self), { signal });
  element.closest("form")?.addEventListener("conditional-fields:shown", () => way(self, self.typing), { signal });
  void load(self, canvas, signal);
};

async function load(self: Parts, canvas: HTMLCanvasElement, signal: AbortSignal): Promise<void> {
  const { Pad } = await import("../signature-pad/pad.ts");
  if (signal.aborted) return;
  self.pad = new Pad(canvas, self.drawing, (drawing) => keep(self, drawing), signal);
}

function keep(self: Parts, drawing: Drawing | null): void {
  self.drawing = drawing;
  self.value.value = drawing ? JSON.stringify(drawing) : "";
  part(self.element, "signature", "pad")?.removeAttribute("data-invalid");
  for (const name of ["input", "change"]) self.value.dispatchEvent(new Event(name, { bubbles: true }));
}

function reread(self: Parts): void {
  self.drawing = readDrawing(self.value.value);
  self.pad?.set(self.drawing);
  way(self, wantsToType(self));
}

// Who chose to type and sent nothing gets the field for the name again, not the pad.
function wantsToType({ typed, chosen, drawing }: Parts): boolean {
  return typed !== null && drawing === null && (typed.value !== "" || chosen?.value === "type");
}

function clicked(self: Parts, target: Element): void {
  const act = target.closest<HTMLElement>("button[data-signature]")?.dataset.signature;
  if (act === "undo") self.pad?.undo();
  if (act === "clear") self.pad?.clear();
  if (act === "done") full(self, false);
  if (act === "full") full(self, !self.element.classList.contains("signature-pad--full"));
  if (act === "type" || act === "draw") {
    way(self, act === "type");
    keepOnly(self, act === "type");
    if (act === "type") self.typed?.focus();
  }
}

// The strokes stay on the pad while a name is typed, but only one of both is sent.
function keepOnly(self: Parts, typing: boolean): void {
  self.value.value = typing || !self.drawing ? "" : JSON.stringify(self.drawing);
  self.value.dispatchEvent(new Event("change", { bubbles: true }));
}

function way(self: Parts, typing: boolean): void {
  self.typing = typing;
  const { element, typed, chosen } = self;
  if (chosen) chosen.value = typing ? "type" : "draw";
  const show = (name: string, visible: boolean) => {
    const shown = part(element, "signature", name);
    if (shown) shown.hidden = !visible;
  };
  if (typed) typed.disabled = !typing;
  for (const name of ["pad", "undo", "clear", "full", "type"]) show(name, !typing);
  for (const name of ["typebox", "draw"]) show(name, typing);
  full(self, false);
}

function full(self: Parts, whole: boolean): void {
  self.element.classList.toggle("signature-pad--full", whole);
  const button = part(self.element, "signature", "full");
  const done = part(self.element, "signature", "done");
  button?.setAttribute("aria-pressed", String(whole));
  if (!done) return;
  done.hidden = !whole;
  if (button && !self.typing) button.hidden = whole;
  if (whole) done.focus();
}

function escaped(self: Parts, event: KeyboardEvent): void {
  if (event.key !== "Escape" || !self.element.classList.contains("signature-pad--full")) return;
  event.preventDefault();
  event.stopPropagation();
  full(self, false);
}
