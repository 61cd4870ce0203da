import { afterEach, expect, test } from "vitest";
import { find, leave, mount } from "../testing.ts";
import { conditionalFields } from "./conditional-fields.ts";

const FORM = `<form><fieldset data-controller="conditional-fields"><input type="radio" name="release" value="yes"><input type="radio" name="release" value="no"></fieldset>
  <div id="reason" data-conditional-fields-show="release=no"><textarea name="reason"></textarea><input id="off" disabled></div>
  <button class="btn--primary" data-conditional-fields-name="release" data-conditional-fields-label-yes="Release order" data-conditional-fields-label-no="Reject order" data-conditional-fields-danger="no"><svg></svg><span data-conditional-fields="label">Send</span></button></form>`;

afterEach(leave);

test("before a choice nothing that depends on it is shown or sent", () => {
  mount(FORM, { "conditional-fields": conditionalFields });
  expect(find("#reason").hidden).toBe(true);
  expect(find<HTMLTextAreaElement>("textarea").disabled).toBe(true);
  expect(find("button").textContent).toBe("Send");
});

test("parts and the button follow the choice", () => {
  mount(FORM, { "conditional-fields": conditionalFields });
  find("[value=no]").click();
  expect(find("#reason").hidden).toBe(false);
  expect(find<HTMLTextAreaElement>("textarea").disabled).toBe(false);
  expect(find<HTMLInputElement>("#off").disabled).toBe(true);
  expect([find("button").textContent, find("button").className]).toEqual(["Reject order", "btn--danger"]);
  find("[value=yes]").click();
  expect(find("#reason").hidden).toBe(true);
  expect([find("button").textContent, find("button").className]).toEqual(["Release order", "btn--primary"]);
});
