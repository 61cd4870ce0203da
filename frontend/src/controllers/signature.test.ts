import { afterEach, expect, test, vi } from "vitest";
import type { Drawing } from "../signature-pad/strokes.ts";
import { find, leave, mount, press, settle } from "../testing.ts";
import { conditionalFields } from "./conditional-fields.ts";
import { signature } from "./signature.ts";

const DRAWING: Drawing = {
  width: 600,
  height: 190,
  strokes: [
    [
      [1, 2, 0],
      [3, 4, 16],
    ],
  ],
};
let changed: (drawing: Drawing | null) => void = () => {};
const set = vi.fn();

vi.mock("../signature-pad/pad.ts", () => ({
  Pad: class {
    constructor(_canvas: unknown, _drawing: unknown, tell: (drawing: Drawing | null) => void) {
      changed = tell;
    }
    set = set;
    undo = () => changed(null);
    clear = () => changed(null);
  },
}));

const FIELD = `<form><div data-controller="signature"><div data-signature="pad"><canvas data-signature="canvas"></canvas></div>
  <div data-signature="typebox"><input name="typed" data-signature="typed"></div>
  ${["undo", "clear", "full", "type", "draw", "done"].map((name) => `<button type="button" data-signature="${name}"></button>`).join("")}
  <input type="hidden" name="signature" data-signature="value" value=""></div></form>`;

const value = () => find<HTMLInputElement>("[name=signature]").value;
const typed = () => find<HTMLInputElement>("[name=typed]");

afterEach(leave);

async function drawn(): Promise<void> {
  mount(FIELD, { signature });
  await settle();
  changed(DRAWING);
}

test("a stroke is in the field as points, and gone after clear", async () => {
  await drawn();
  expect(JSON.parse(value())).toEqual(DRAWING);
  find("[data-signature=clear]").click();
  expect(value()).toBe("");
});

test("either the drawing or the typed name is sent, never both", async () => {
  await drawn();
  expect(typed().disabled).toBe(true);
  find("[data-signature=type]").click();
  expect([value(), typed().disabled, find("[data-signature=pad]").hidden]).toEqual(["", false, true]);
  find("[data-signature=draw]").click();
  expect([JSON.parse(value()), typed().disabled]).toEqual([DRAWING, true]);
});

test("Escape leaves the full screen and nothing else", async () => {
  await drawn();
  const outside = vi.fn();
  document.body.addEventListener("keydown", outside, { once: true });
  find("[data-signature=full]").click();
  const field = find("[data-controller]");
  expect([field.classList.contains("signature-pad--full"), find("[data-signature=done]").hidden]).toEqual([
    true,
    false,
  ]);
  press(find("[data-signature=full]"), "Escape");
  expect(field.classList.contains("signature-pad--full")).toBe(false);
  expect(outside).not.toHaveBeenCalled();
});

test("a restored draft is drawn again", async () => {
  await drawn();
  find<HTMLInputElement>("[name=signature]").value = JSON.stringify(DRAWING);
  find("form").dispatchEvent(new CustomEvent("form:restored"));
  expect(set).toHaveBeenLastCalledWith(DRAWING);
});

test("a typed name stays off while drawing, also when a choice has hidden and shown the pad", async () => {
  const question =
    '<fieldset data-controller="conditional-fields"><input type="radio" name="release" value="yes"></fieldset>';
  const inside = FIELD.replace("<form>", `<form>${question}<div data-conditional-fields-show="release=yes">`).replace(
    "</form>",
    "</div></form>",
  );
  mount(inside, { signature, "conditional-fields": conditionalFields });
  await settle();
  find("[value=yes]").click();
  expect(typed().disabled).toBe(true);
  find("[data-signature=type]").click();
  expect(typed().disabled).toBe(false);
});

test("who chose to type and is asked again types again, and the way is sent along", async () => {
  const chosen = '<input type="hidden" name="way" data-signature="way" value="type">';
  mount(FIELD.replace("</div></form>", `${chosen}</div></form>`), { signature });
  await settle();
  expect([find("[data-signature=typebox]").hidden, find("[data-signature=pad]").hidden]).toEqual([false, true]);
  find("[data-signature=draw]").click();
  expect(find<HTMLInputElement>("[name=way]").value).toBe("draw");
  expect(find("[data-signature=pad]").hidden).toBe(false);
});
