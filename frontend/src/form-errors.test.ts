import { afterEach, expect, test, vi } from "vitest";
import { clearError, focusFirstError, showError } from "./form-errors.ts";
import { all, find, leave, mount } from "./testing.ts";

const RADIOS = `<fieldset class="field"><input type="radio" name="last" value="yes" aria-invalid="true" aria-describedby="error-last">
  <input type="radio" name="last" value="no" aria-invalid="true" aria-describedby="error-last"><span class="field-error" id="error-last">Choose yes or no</span></fieldset>`;
const LINES = `<div data-controller="repeatable-rows"><span class="field-error" id="error-lines">Add at least one product or worker</span></div>`;
const FILES = `<section><div data-controller="uploads"><p class="field-error" data-uploads="problem" hidden></p></div><span class="field-error">Add it again.</span></section>`;
const SIGNED = `<div class="field"><div class="field"><input name="typed" aria-invalid="true" aria-describedby="help error-typed"></div><p id="help"></p><span class="field-error">Please sign</span></div>`;

afterEach(leave);

function form(inside: string): HTMLElement {
  mount(`<form><div data-form="problem" role="alert">Some fields</div>${inside}</form>`, {
    rows: () => {},
    uploads: () => {},
  });
  return find("form");
}

test("a choice that is missing is focused when no field is at fault", () => {
  focusFirstError(form(RADIOS));
  expect(document.activeElement).toBe(find("[value=yes]"));
});

test("what is at no field is shown and focused in its own words, the first of all faults", () => {
  const shown = vi.spyOn(HTMLElement.prototype, "scrollIntoView").mockImplementation(() => {});
  focusFirstError(form(LINES + RADIOS));
  expect(document.activeElement).toBe(find("#error-lines"));
  expect(shown).toHaveBeenCalledOnce();
  focusFirstError(form(`<div hidden>${RADIOS}</div><p class="field-error" data-uploads="problem"></p>`));
  expect(document.activeElement).toBe(find("[data-form=problem]"));
  shown.mockRestore();
});

test("a choice made takes the fault from every button of its group", () => {
  form(RADIOS);
  clearError(find("[value=no]"));
  expect([all("[aria-invalid]").length, all(".field-error").length, all("[aria-describedby]").length]).toEqual([
    0, 0, 0,
  ]);
});

test("a field that is touched loses its fault and keeps its other description; its neighbours keep theirs", () => {
  form(SIGNED + RADIOS);
  clearError(find("[name=typed]"));
  expect(find("[name=typed]").getAttribute("aria-describedby")).toBe("help");
  expect(find("[name=typed]").hasAttribute("aria-invalid")).toBe(false);
  expect(all(".field-error").map(({ id }) => id)).toEqual(["error-last"]);
});

test("rows and files that changed lose the sentence beside their list, not the place for the next one", () => {
  form(LINES + FILES + RADIOS);
  clearError(find("[data-controller=repeatable-rows]"));
  clearError(find("[data-controller=uploads]"));
  expect(all(".field-error").map(({ id, dataset }) => id || dataset.uploads)).toEqual(["problem", "error-last"]);
});

test("the sentence about products and workers goes with a row of either list", () => {
  form(`${LINES}<div data-controller="repeatable-rows" id="staff"></div>`);
  clearError(find("#staff"));
  expect(all(".field-error")).toEqual([]);
});

test("a script says what is wrong as the server does: a mark, the words; and takes both away", () => {
  form('<p class="field-error" data-uploads="problem" hidden></p>');
  const place = find("[data-uploads=problem]");
  showError(place, "The file is empty.");
  expect([place.hidden, place.textContent, place.firstElementChild?.tagName]).toEqual([
    false,
    "The file is empty.",
    "svg",
  ]);
  showError(place, "");
  expect([place.hidden, place.childElementCount]).toEqual([true, 0]);
});
