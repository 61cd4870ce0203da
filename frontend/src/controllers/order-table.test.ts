import { afterEach, expect, test, vi } from "vitest";
import { announceUpdate } from "../events.ts";
import { all, find, html, leave, mount, press, serve } from "../testing.ts";
import { orderTable } from "./order-table.ts";

const row = (number: number, state: string) =>
  `<tr id="row-${number}" data-number="${number}"><td class="c-name"><a href="/orders/${number}">Order ${number}</a></td><td class="state">${state}</td></tr>`;
const page = (...rows: string[]) =>
  `<div id="table" data-controller="order-table" data-order-table-url="/orders/table/rows?sort=-number"><table><tbody>${rows.join("")}</tbody></table></div><button data-order-table="news" hidden></button>`;
const answer = (here: string[], gone: string[] = []) =>
  html(
    `<table><tbody data-part="here">${here.join("")}</tbody><tbody data-part="gone">${gone.join("")}</tbody></table>`,
  );
const numbers = () => all("tr[data-number]").map(({ dataset }) => dataset.number);

afterEach(() => {
  leave();
  vi.unstubAllGlobals();
});

async function news(): Promise<void> {
  announceUpdate(4, 17);
  await new Promise((done) => setTimeout(done, 200));
}

test("a row changes where it stands, and keeps the focus", async () => {
  mount(page(row(5, "created"), row(4, "created")), { "order-table": orderTable });
  const asked = serve(answer([row(5, "created"), row(4, "released")]));
  find("#row-4 a").focus();
  const before = find("#row-4");
  await news();
  expect(asked.mock.calls[0]?.[0]).toBe("/orders/table/rows?sort=-number&shown=5,4");
  expect(find("#row-4 .state").textContent).toBe("released");
  expect([find("#row-4"), document.activeElement]).toEqual([before, find("#row-4 a")]);
  expect(find<HTMLButtonElement>("button").hidden).toBe(true);
});

test("what came, left or moved waits: nothing jumps, a button offers it", async () => {
  mount(page(row(5, "created"), row(4, "created")), { "order-table": orderTable });
  serve(answer([row(6, "created"), row(5, "created")], [row(4, "released")]));
  await news();
  expect(numbers()).toEqual(["5", "4"]);
  expect(find("#row-4 .state").textContent).toBe("released");
  expect(find<HTMLButtonElement>("button").hidden).toBe(false);
});

test("a row that one may no longer see says so and is not taken away below the pointer", async () => {
  mount(page(row(5, "created"), row(4, "created")), { "order-table": orderTable });
  serve(answer([row(5, "created")]));
  await news();
  expect(find("#row-4").classList.contains("is-gone")).toBe(true);
});

test("j and k go from row to row, arrows only from a row", () => {
  mount(page(row(5, "created"), row(4, "created")), { "order-table": orderTable });
  press(document.body, "ArrowDown");
  expect(document.activeElement).toBe(document.body);
  press(document.body, "j");
  expect(document.activeElement).toBe(find("#row-5 a"));
  press(find("#row-5 a"), "ArrowDown");
  expect(document.activeElement).toBe(find("#row-4 a"));
  press(find("#row-4 a"), "k");
  expect(document.activeElement).toBe(find("#row-5 a"));
});
