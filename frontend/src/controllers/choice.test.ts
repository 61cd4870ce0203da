import { afterEach, expect, test } from "vitest";
import { find, leave, mount } from "../testing.ts";
import { choice } from "./choice.ts";

const FORM = `<form><fieldset data-controller="choice"><input type="radio" name="release" value="yes"><input type="radio" name="release" value="no"></fieldset>
  <div id="reason" data-choice-show="release=no"><textarea name="reason"></textarea><input id="off" disabled></div>
  <button class="btn--primary" data-choice-name="release" data-choice-label-yes="Release order" data-choice-label-no="Reject order" data-choice-danger="no"><svg></svg><span data-choice="label">Send</span></button></form>`;

afterEach(leave);

test("before a choice nothing that depends on it is shown or sent", () => {
  mount(FORM, { choice });
  expect(find("#reason").hidden).toBe(true);
  expect(find<HTMLTextAreaElement>("textarea").disabled).toBe(true);
  expect(find("button").textContent).toBe("Send");
});

test("parts and the button follow the choice", () => {
  mount(FORM, { choice });
  find("[value=no]").click();
  expect(find("#reason").hidden).toBe(false);
  expect(find<HTMLTextAreaElement>("textarea").disabled).toBe(false);
  expect(find<HTMLInputElement>("#off").disabled).toBe(true);
  expect([find("button").textContent, find("button").className]).toEqual(["Reject order", "btn--danger"]);
  find("[value=yes]").click();
  expect(find("#reason").hidden).toBe(true);
  expect([find("button").textContent, find("button").className]).toEqual(["Release order", "btn--primary"]);
});
