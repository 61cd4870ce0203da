import { afterEach, expect, test } from "vitest";
import { all, find, leave, mount, type } from "../testing.ts";
import { totals } from "./totals.ts";

const row = (i: number, attributes: string, field: string, value: string) =>
  `<div data-repeatable-rows="row" ${attributes}><input name="x.${i}.${field}" id="r${i}" value="${value}"><b data-totals="subtotal"></b><i data-totals="formula"></i><small data-totals="rest"></small></div>`;
const page = (...rows: string[]) =>
  `<form data-controller="totals">${rows.join("")}
  ${["materials", "services_only", "labour", "services", "products", "staff", "hours", "total"].map((name) => `<output data-totals="${name}"></output>`).join("")}</form>`;
const output = (name: string) => find(`output[data-totals=${name}]`).textContent;
const shown = (index: number, name: string) =>
  all("[data-repeatable-rows=row]")[index]?.querySelector(`[data-totals=${name}]`)?.textContent;

afterEach(leave);

test("the sums of the product's own example", () => {
  mount(
    page(
      row(0, 'data-kind="service" data-price="6000"', "quantity", "1"),
      row(1, 'data-kind="service" data-price="8500"', "quantity", "1"),
      row(2, 'data-kind="material" data-price="650"', "quantity", "4"),
      row(3, 'data-kind="labour" data-price="4500"', "hours", "2"),
    ),
    { totals },
  );
  const names = ["materials", "services_only", "labour", "services", "products", "staff", "hours", "total"];
  expect(names.map(output)).toEqual(["$26.00", "$145.00", "$90.00", "$235.00", "$171.00", "$90.00", "2", "$261.00"]);
  expect([shown(2, "subtotal"), shown(2, "formula")]).toEqual(["$26.00", "4 × $6.50"]);
});

test("a text that is refused counts nothing", () => {
  mount(page(row(0, 'data-kind="labour" data-price="4500"', "hours", "1:30")), { totals });
  expect(output("total")).toBe("$67.50");
  type("#r0", "1:75");
  expect([output("total"), shown(0, "subtotal")]).toEqual(["$0.00", ""]);
});

test.each([
  [
    'data-kind="material" data-price="650" data-planned="4000"',
    "quantity",
    "2",
    "Planned 4 · confirmed before 0 · 2 left after this",
    false,
  ],
  [
    'data-kind="material" data-price="650" data-planned="4000" data-confirmed="3000"',
    "quantity",
    "2",
    "Planned 4 · confirmed before 3 · 1 over the plan",
    true,
  ],
  [
    'data-kind="labour" data-price="4500" data-planned="120" data-confirmed="90"',
    "hours",
    "1.25",
    "Planned 2 h · confirmed before 1.5 h · 0.75 h over the plan",
    true,
  ],
  [
    'data-kind="labour" data-price="4500" data-planned="120"',
    "hours",
    "2",
    "Planned 2 h · confirmed before 0 h · 0 h left after this",
    false,
  ],
  ['data-kind="material" data-price="650"', "quantity", "1", "Not in the plan · confirmed before 0", true],
  ['data-kind="material"', "quantity", "1", "", false],
  ['data-kind="material" data-price=""', "quantity", "1", "", false],
])("against the plan (%s %s %s): %s", (attributes, field, value, rest, extra) => {
  mount(page(row(0, attributes, field, value)), { totals });
  expect(shown(0, "rest")).toBe(rest);
  expect(find("[data-repeatable-rows=row]").classList.contains("is-extra")).toBe(extra);
});

test("a card on a phone tells what was chosen and, in short, what is left of the plan", () => {
  const card = (kind: string, field: string, price: string, planned: string) =>
    `<div data-repeatable-rows="row" data-kind="${kind}" data-price="${price}" data-planned="${planned}" data-confirmed="0"><input data-combobox="value" value="MAT-221"><input data-combobox="text" value="Cable">
    <b data-totals="item"></b><i data-totals="about"></i><input name="x.0.${field}" value="2"><u data-totals="short"></u><s data-totals="rest"></s></div>`;
  mount(page(card("material", "quantity", "650", "4000"), card("labour", "hours", "4500", "60")), { totals });
  const told = (index: number) => ["item", "about", "short"].map((name) => shown(index, name));
  expect(told(0)).toEqual(["Cable", "MAT-221 · $6.50", "2 of 4 left"]);
  expect(told(1)).toEqual(["Cable", "$45.00 per hour", "1 h over the plan"]);
});
