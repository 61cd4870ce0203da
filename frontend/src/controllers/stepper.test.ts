import { afterEach, expect, test, vi } from "vitest";
import { find, leave, mount } from "../testing.ts";
import { stepper } from "./stepper.ts";

afterEach(() => {
  leave();
  vi.useRealTimers();
});

function field(step: string, value: string): HTMLInputElement {
  mount(
    `<div data-controller="stepper" data-step="${step}"><button type="button" data-stepper="less"></button><input value="${value}"><button type="button" data-stepper="more"></button></div>`,
    { stepper },
  );
  return find<HTMLInputElement>("input");
}

test.each([
  ["1", "2", "more", "3"],
  ["1", "1,5", "more", "2.5"],
  ["1", "1,5", "less", "0.5"],
  ["1", "0.5", "less", "0"],
  ["1", "", "more", "1"],
  ["0.25", "1.25", "more", "1.5"],
  ["0.25", "1:30", "more", "1:45"],
  ["0.25", "0:10", "less", "0:00"],
  ["0.25", "1,5", "less", "1.25"],
])("step %s: %s %s is %s", (step, before, direction, after) => {
  const input = field(step, before);
  const heard = vi.fn();
  document.body.addEventListener("input", heard, { once: true });
  find(`[data-stepper=${direction}]`).click();
  expect(input.value).toBe(after);
  expect(heard).toHaveBeenCalledOnce();
});

test("a Spanish form writes and reads a comma", () => {
  const spanish = { decimal: ",", group: ".", first: 3, further: 3, least: 2 };
  mount(
    `<form data-styles='${JSON.stringify({ number: spanish })}'><div data-controller="stepper" data-step="0.25"><input value="1,15"><button type="button" data-stepper="more"></button></div></form>`,
    { stepper },
  );
  find("[data-stepper=more]").click();
  expect(find<HTMLInputElement>("input").value).toBe("1,4");
  find<HTMLInputElement>("input").value = "1,5";
  find("[data-stepper=more]").click();
  expect(find<HTMLInputElement>("input").value).toBe("1,75");
});

test("holding repeats and the click that ends it does not count again", () => {
  vi.useFakeTimers();
  const input = field("1", "0");
  const more = find("[data-stepper=more]");
  more.dispatchEvent(new PointerEvent("pointerdown", { button: 0 }));
  vi.advanceTimersByTime(450 + 90 * 3 + 10);
  more.dispatchEvent(new PointerEvent("pointerup"));
  more.click();
  vi.advanceTimersByTime(1000);
  expect(input.value).toBe("4");
});
