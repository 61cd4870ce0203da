import { part } from "../dom.ts";
import { type Kind, parse, plainAmount, stylesOf } from "../measures.ts";
import type { Controller } from "../registry.ts";

const HOLD_MS = 450;
const REPEAT_MS = 90;

/** Less and more beside a number; holding repeats. A step of "0.25" counts hours, any other pieces. */
export const stepper: Controller = (element, signal) => {
  for (const [name, direction] of [
    ["less", -1n],
    ["more", 1n],
  ] as const) {
    const button = part(element, "stepper", name);
    if (button) repeat(button, () => step(element, direction), signal);
  }
};

function step(element: HTMLElement, direction: bigint): void {
  const input = element.querySelector("input");
  if (!input) return;
  const kind: Kind = element.dataset.step === "0.25" ? "hours" : "quantity";
  const by = parse(kind, element.dataset.step ?? "1") ?? 1000n;
  const mark = stylesOf(element).number.decimal;
  const now = parse(kind, input.value, mark) ?? 0n;
  const next = now + direction * by;
  input.value = written(kind, next > 0n ? next : 0n, input.value, mark);
  for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
}

// A person who writes 1:30 reads 1:45 next.
function written(kind: Kind, amount: bigint, before: string, mark: string): string {
  if (kind === "hours" && before.includes(":")) return `${amount / 60n}:${String(amount % 60n).padStart(2, "0")}`;
  return plainAmount(kind, amount, mark);
}

function repeat(button: HTMLElement, act: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held = false;
  const stop = () => clearTimeout(timer);
  const again = () => {
    held = true;
    act();
    timer = setTimeout(again, REPEAT_MS);
  };
  const down = (event: PointerEvent) => {
    held = false;
    stop();
    if (event.button === 0) timer = setTimeout(again, HOLD_MS);
  };
  button.addEventListener("pointerdown", down, { signal });
  for (const name of ["pointerup", "pointerleave", "pointercancel", "contextmenu"]) {
    button.addEventListener(name, stop, { signal });
  }
  signal.addEventListener("abort", stop);
  button.addEventListener(
    "click",
    () => {
      if (!held) act();
      held = false;
    },
    { signal },
  );
}
