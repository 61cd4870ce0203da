import { afterEach, expect, test, vi } from "vitest";
import { all, find, leave, mount } from "../testing.ts";
import { rows } from "./rows.ts";

const row = (i: number | string, item = "") =>
  `<div data-rows="row"><input type="hidden" name="products.${i}.item" data-rows="key" value="${item}"><input name="products.${i}.quantity" id="q-${i}"><button type="button" data-rows="remove"></button></div>`;
const LIST = `<div data-controller="rows" data-rows-name="products"><script type="application/json" data-rows="plan">[{"item":"3","quantity":"2","_data":{"planned":"4000"}}]</script>
  <template data-rows="template">${row("__i__")}</template><div data-rows="list">${row(0, "3")}${row(4, "9")}</div><p data-rows="empty"></p>
  <button type="button" data-rows="add"></button></div>`;
const FORM = `<form><button type="button" data-rows="start"></button>${LIST}</form>`;

afterEach(leave);

test("a new row gets the next number everywhere and the focus", () => {
  mount(LIST, { rows });
  find("[data-rows=add]").click();
  expect(find<HTMLInputElement>("[name='products.5.quantity']").id).toBe("q-5");
  expect(document.activeElement?.id).toBe("q-5");
});

test("a removed row comes back by Undo, its number is never used twice", () => {
  mount(LIST, { rows });
  const changed = vi.fn();
  document.body.addEventListener("rows:changed", changed, { once: true });
  all("[data-rows=remove]")[1]?.click();
  expect(changed).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(all("[data-rows=remove]")[0]);
  find("[data-rows=add]").click();
  find(".toast button").click();
  const names = all<HTMLInputElement>("[name$=quantity]").map(({ name }) => name);
  expect(new Set(names).size).toBe(3);
  expect(names).toContain("products.4.quantity");
});

test("the number of a removed row is not given to the next one", () => {
  mount(LIST, { rows });
  find("[data-rows=add]").click();
  all("[data-rows=remove]")[2]?.click();
  find("[data-rows=add]").click();
  expect(all<HTMLInputElement>("[name$=quantity]").at(-1)?.name).toBe("products.6.quantity");
});

test("starting from the plan keeps a row of the same item and drops the others", () => {
  mount(FORM, { rows });
  const kept = all("[data-rows=row]")[0];
  find("[data-rows=start]").click();
  expect(all("[data-rows=row]")).toEqual([kept]);
  expect(find<HTMLInputElement>("#q-0").value).toBe("2");
  expect(kept?.dataset.planned).toBe("4000");
});

test("the words for an empty list are shown only then", () => {
  mount(LIST, { rows });
  expect(find("[data-rows=empty]").hidden).toBe(true);
  find("[data-rows]").dispatchEvent(new CustomEvent("rows:fill", { detail: [], bubbles: true }));
  find("[data-controller=rows]").dispatchEvent(new CustomEvent("rows:fill", { detail: [] }));
  expect(find("[data-rows=empty]").hidden).toBe(false);
});
