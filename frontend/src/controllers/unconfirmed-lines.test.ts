import { afterEach, expect, test } from "vitest";
import { find, leave, mount } from "../testing.ts";
import { unconfirmedLines } from "./unconfirmed-lines.ts";

const line = (kind: string, code: string, name: string, rest: Record<string, string>, confirmed = "0") => ({
  ...rest,
  _label: { [kind === "labour" ? "worker" : "item"]: name },
  _data: { kind, code, price: kind === "labour" ? "4500" : "8500", confirmed },
});
const PRODUCTS = [
  line("service", "SRV-1", "Router repair", { quantity: "1" }),
  line("material", "M-1", "Cable", { quantity: "2" }, "2000"),
];
const STAFF = [line("labour", "diego", "Diego", { hours: "1.5" })];
const row = (kind: string, code: string) =>
  `<div data-repeatable-rows="row" data-kind="${kind}"><input data-combobox="value" value="${code}"></div>`;
const page = (rows: string) => `<form>
  <data hidden data-repeatable-rows="plan">${JSON.stringify(PRODUCTS)}</data><data hidden data-repeatable-rows="plan">${JSON.stringify(STAFF)}</data>
  <div id="rows">${rows}</div><p data-controller="unconfirmed-lines" hidden></p></form>`;

afterEach(leave);

const note = () => find("[data-controller=unconfirmed-lines]");

test("planned lines that were never confirmed and are not here are named with their value", () => {
  mount(page(""), { "unconfirmed-lines": unconfirmedLines });
  expect(note().textContent).toContain("left out: Router repair ($85.00), Diego ($67.50).");
  expect(note().hidden).toBe(false);
});

test("what is added is no longer left out, and nothing is said when nothing is missing", () => {
  mount(page(row("labour", "diego")), { "unconfirmed-lines": unconfirmedLines });
  expect(note().textContent).not.toContain("Diego");
  find("#rows").insertAdjacentHTML("beforeend", row("service", "SRV-1"));
  find("form").dispatchEvent(new Event("repeatable-rows:changed"));
  expect([note().hidden, note().textContent]).toEqual([true, ""]);
});
