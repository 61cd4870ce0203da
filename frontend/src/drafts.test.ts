import { afterEach, expect, test } from "vitest";
import { repeatableRows } from "./controllers/repeatable-rows.ts";
import { collect, isBlank, restore } from "./drafts.ts";
import { all, find, leave, mount } from "./testing.ts";

afterEach(leave);

const ROW = `<div data-repeatable-rows="row"><input type="radio" name="products.__i__.kind" value="material"><input type="radio" name="products.__i__.kind" value="service">
  <div class="combobox" data-controller="combobox"><input type="hidden" name="products.__i__.item" data-combobox="value"><input data-combobox="text"></div><input name="products.__i__.quantity"></div>`;
const FORM = `<form><input type="hidden" name="csrfmiddlewaretoken" value="secret"><input type="hidden" name="submission_id" value="u-1"><input type="password" name="pin" value="1234"><input name="aside" data-draft-skip value="x">
  <input name="name" value=""><input type="radio" name="last" value="yes"><input type="radio" name="last" value="no"><input type="checkbox" name="urgent" value="1" checked>
  <div class="combobox" data-controller="combobox"><input type="hidden" name="client" data-combobox="value"><input data-combobox="text"></div>
  <div data-controller="repeatable-rows" data-repeatable-rows-name="products"><template data-repeatable-rows="template">${ROW}</template><div data-repeatable-rows="list"></div><button type="button" data-repeatable-rows="add"></button></div></form>`;

const form = () => find<HTMLFormElement>("form");

test("what was typed comes back: fields, choices, labels and rows", () => {
  mount(FORM, { "repeatable-rows": repeatableRows, combobox: () => {} });
  find("[data-repeatable-rows=add]").click();
  find("[data-repeatable-rows=add]").click();
  find<HTMLInputElement>("[name=name]").value = "Fix network";
  find<HTMLInputElement>("[name=last][value=no]").checked = true;
  find<HTMLInputElement>("[name=urgent]").checked = false;
  find<HTMLInputElement>("[name=client]").value = "7";
  find<HTMLInputElement>("form > .combobox [data-combobox=text]").value = "ACME";
  const second = all("[data-repeatable-rows=row]")[1];
  if (!second) throw new Error("no second row");
  second.dataset.price = "650";
  for (const [name, value] of [
    ["products.1.item", "3"],
    ["products.1.quantity", "4"],
  ]) {
    find<HTMLInputElement>(`[name="${name}"]`).value = value ?? "";
  }
  find<HTMLInputElement>('[name="products.1.kind"][value=service]').checked = true;
  const draft = JSON.parse(JSON.stringify(collect(form(), 1)));

  mount(FORM, { "repeatable-rows": repeatableRows, combobox: () => {} });
  restore(form(), draft);
  expect(all("[data-repeatable-rows=row]")).toHaveLength(2);
  expect(all("[data-repeatable-rows=row]")[1]?.dataset.price).toBe("650");
  expect(find<HTMLInputElement>('[name="products.1.quantity"]').value).toBe("4");
  expect(find<HTMLInputElement>('[name="products.1.kind"][value=service]').checked).toBe(true);
  expect(find<HTMLInputElement>("[name=name]").value).toBe("Fix network");
  expect(find<HTMLInputElement>("[name=last][value=no]").checked).toBe(true);
  expect(find<HTMLInputElement>("[name=urgent]").checked).toBe(false);
  expect(find<HTMLInputElement>("form > .combobox [data-combobox=text]").value).toBe("ACME");
});

test("the submission is part of a draft, secrets are not", () => {
  mount(FORM, { "repeatable-rows": repeatableRows, combobox: () => {} });
  const names = collect(form(), 1).fields.map(([name]) => name);
  expect(names).toContain("submission_id");
  expect(names).not.toContain("csrfmiddlewaretoken");
  expect(names).not.toContain("pin");
  expect(names).not.toContain("aside");
});

test("a form in which nothing was typed is no draft", () => {
  const draft = { at: 1, fields: [["text", ""]] as [string, string][], labels: {}, rows: { staff: [] }, files: {} };
  expect(isBlank(draft)).toBe(true);
  expect(isBlank({ ...draft, fields: [["text", "a"]] })).toBe(false);
  expect(isBlank({ ...draft, files: { files: [{ id: "1", name: "a.pdf", size: 1 }] } })).toBe(false);
  expect(isBlank({ ...draft, rows: { staff: [{ hours: "" }] } })).toBe(false);
});
