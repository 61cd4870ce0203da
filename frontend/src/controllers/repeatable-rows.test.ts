import { afterEach, expect, test, vi } from "vitest";
import { all, find, leave, mount } from "../testing.ts";
import { repeatableRows } from "./repeatable-rows.ts";

const row = (i: number | string, item = "") =>
  `<div data-repeatable-rows="row"><input type="hidden" name="products.${i}.item" data-repeatable-rows="key" value="${item}"><input name="products.${i}.quantity" id="q-${i}"><button type="button" data-repeatable-rows="remove"></button></div>`;
const LIST = `<div data-controller="repeatable-rows" data-repeatable-rows-name="products"><script type="application/json" data-repeatable-rows="plan">[{"item":"3","quantity":"2","_data":{"planned":"4000"}}]</script>
  <template data-repeatable-rows="template">${row("__i__")}</template><div data-repeatable-rows="list">${row(0, "3")}${row(4, "9")}</div><p data-repeatable-rows="empty"></p>
  <button type="button" data-repeatable-rows="add"></button></div>`;
const FORM = `<form><button type="button" data-repeatable-rows="start"></button>${LIST}</form>`;

afterEach(leave);

test("a new row gets the next number everywhere and the focus", () => {
  mount(LIST, { "repeatable-rows": repeatableRows });
  find("[data-repeatable-rows=add]").click();
  expect(find<HTMLInputElement>("[name='products.5.quantity']").id).toBe("q-5");
  expect(document.activeElement?.id).toBe("q-5");
});

test("a removed row comes back by Undo, its number is never used twice", () => {
  mount(LIST, { "repeatable-rows": repeatableRows });
  const changed = vi.fn();
  document.body.addEventListener("repeatable-rows:changed", changed, { once: true });
  all("[data-repeatable-rows=remove]")[1]?.click();
  expect(changed).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(all("[data-repeatable-rows=remove]")[0]);
  find("[data-repeatable-rows=add]").click();
  find(".toast button").click();
  const names = all<HTMLInputElement>("[name$=quantity]").map(({ name }) => name);
  expect(new Set(names).size).toBe(3);
  expect(names).toContain("products.4.quantity");
});

test("the number of a removed row is not given to the next one", () => {
  mount(LIST, { "repeatable-rows": repeatableRows });
  find("[data-repeatable-rows=add]").click();
  all("[data-repeatable-rows=remove]")[2]?.click();
  find("[data-repeatable-rows=add]").click();
  expect(all<HTMLInputElement>("[name$=quantity]").at(-1)?.name).toBe("products.6.quantity");
});

test("starting from the plan keeps a row of the same item and drops the others", () => {
  mount(FORM, { "repeatable-rows": repeatableRows });
  const kept = all("[data-repeatable-rows=row]")[0];
  find("[data-repeatable-rows=start]").click();
  expect(all("[data-repeatable-rows=row]")).toEqual([kept]);
  expect(find<HTMLInputElement>("#q-0").value).toBe("2");
  expect(kept?.dataset.planned).toBe("4000");
});

test("the words for an empty list are shown only then", () => {
  mount(LIST, { "repeatable-rows": repeatableRows });
  expect(find("[data-repeatable-rows=empty]").hidden).toBe(true);
  find("[data-repeatable-rows]").dispatchEvent(new CustomEvent("repeatable-rows:fill", { detail: [], bubbles: true }));
  find("[data-controller=repeatable-rows]").dispatchEvent(new CustomEvent("repeatable-rows:fill", { detail: [] }));
  expect(find("[data-repeatable-rows=empty]").hidden).toBe(false);
});
