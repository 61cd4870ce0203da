import { afterEach, expect, test, vi } from "vitest";
import { focusFirstFault, forgetFault, showFault } from "./form-errors.ts";
import { all, find, leave, mount } from "./testing.ts";

const RADIOS = `<fieldset class="field"><input type="radio" name="last" value="yes" aria-invalid="true" aria-describedby="fault-last">
  <input type="radio" name="last" value="no" aria-invalid="true" aria-describedby="fault-last"><span class="err" id="fault-last">Choose yes or no</span></fieldset>`;
const LINES = `<div data-controller="repeatable-rows"><span class="err" id="fault-lines">Add at least one product or worker</span></div>`;
const FILES = `<section><div data-controller="uploads"><p class="err" data-uploads="problem" hidden></p></div><span class="err">Add it again.</span></section>`;
const SIGNED = `<div class="field"><div class="field"><input name="typed" aria-invalid="true" aria-describedby="help fault-typed"></div><p id="help"></p><span class="err">Please sign</span></div>`;

afterEach(leave);

function form(inside: string): HTMLElement {
  mount(`<form><div data-form="problem" role="alert">Some fields</div>${inside}</form>`, {
    rows: () => {},
    uploads: () => {},
  });
  return find("form");
}

test("a choice that is missing is focused when no field is at fault", () => {
  focusFirstFault(form(RADIOS));
  expect(document.activeElement).toBe(find("[value=yes]"));
});

test("what is at no field is shown and focused in its own words, the first of all faults", () => {
  const shown = vi.spyOn(HTMLElement.prototype, "scrollIntoView").mockImplementation(() => {});
  focusFirstFault(form(LINES + RADIOS));
  expect(document.activeElement).toBe(find("#fault-lines"));
  expect(shown).toHaveBeenCalledOnce();
  focusFirstFault(form(`<div hidden>${RADIOS}</div><p class="err" data-uploads="problem"></p>`));
  expect(document.activeElement).toBe(find("[data-form=problem]"));
  shown.mockRestore();
});

test("a choice made takes the fault from every button of its group", () => {
  form(RADIOS);
  forgetFault(find("[value=no]"));
  expect([all("[aria-invalid]").length, all(".err").length, all("[aria-describedby]").length]).toEqual([0, 0, 0]);
});

test("a field that is touched loses its fault and keeps its other description; its neighbours keep theirs", () => {
  form(SIGNED + RADIOS);
  forgetFault(find("[name=typed]"));
  expect(find("[name=typed]").getAttribute("aria-describedby")).toBe("help");
  expect(find("[name=typed]").hasAttribute("aria-invalid")).toBe(false);
  expect(all(".err").map(({ id }) => id)).toEqual(["fault-last"]);
});

test("rows and files that changed lose the sentence beside their list, not the place for the next one", () => {
  form(LINES + FILES + RADIOS);
  forgetFault(find("[data-controller=repeatable-rows]"));
  forgetFault(find("[data-controller=uploads]"));
  expect(all(".err").map(({ id, dataset }) => id || dataset.uploads)).toEqual(["problem", "fault-last"]);
});

test("the sentence about products and workers goes with a row of either list", () => {
  form(`${LINES}<div data-controller="repeatable-rows" id="staff"></div>`);
  forgetFault(find("#staff"));
  expect(all(".err")).toEqual([]);
});

test("a script says what is wrong as the server does: a mark, the words; and takes both away", () => {
  form('<p class="err" data-uploads="problem" hidden></p>');
  const place = find("[data-uploads=problem]");
  showFault(place, "The file is empty.");
  expect([place.hidden, place.textContent, place.firstElementChild?.tagName]).toEqual([
    false,
    "The file is empty.",
    "svg",
  ]);
  showFault(place, "");
  expect([place.hidden, place.childElementCount]).toEqual([true, 0]);
});
