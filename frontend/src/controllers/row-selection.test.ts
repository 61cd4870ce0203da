import { afterEach, expect, test, vi } from "vitest";
import { all, find, html, leave, mount, press, problem, sentFields, serve, settle } from "../testing.ts";
import { rowSelection } from "./row-selection.ts";

const row = (number: number) =>
  `<tr data-number="${number}"><td><input type="checkbox" data-row-selection="one" value="${number}"></td><td><a href="#${number}">${number}</a></td></tr>`;
const PAGE = `<div data-controller="row-selection"><table><thead><tr><th><input type="checkbox" data-row-selection="all"></th></tr></thead><tbody>${row(5)}${row(4)}</tbody></table></div>
<div data-row-selection="bar" hidden><input type="hidden" data-row-selection="numbers"><b data-row-selection="count"></b><a href="/orders/bulk/field-workers" data-row-selection="link">Add</a><button data-row-selection="read" data-url="/orders/bulk/read">Read</button></div>`;
const box = (at: number) => all<HTMLInputElement>("[data-row-selection=one]")[at] as HTMLInputElement;
const numbers = () => find<HTMLInputElement>("[data-row-selection=numbers]").value;

afterEach(() => {
  leave();
  vi.unstubAllGlobals();
});

test("what is chosen is counted, and goes along with what is done", () => {
  mount(PAGE, { "row-selection": rowSelection });
  expect(find("[data-row-selection=bar]").hidden).toBe(true);
  box(1).click();
  expect([numbers(), find("[data-row-selection=count]").textContent]).toEqual(["4", "1 selected"]);
  expect(find<HTMLAnchorElement>("[data-row-selection=link]").search).toBe("?numbers=4");
  expect(find("tr[data-number='4']").getAttribute("aria-selected")).toBe("true");
  expect(find<HTMLInputElement>("[data-row-selection=all]").indeterminate).toBe(true);
});

test("one box chooses all rows, and none again", () => {
  mount(PAGE, { "row-selection": rowSelection });
  find("[data-row-selection=all]").click();
  expect(numbers()).toBe("5,4");
  find("[data-row-selection=all]").click();
  expect([numbers(), find("[data-row-selection=bar]").hidden]).toEqual(["", true]);
});

test("Space and x choose the row that has the focus", () => {
  mount(PAGE, { "row-selection": rowSelection });
  const link = all("a[href^='#']")[0] as HTMLElement;
  expect(press(link, " ").defaultPrevented).toBe(true);
  expect(numbers()).toBe("5");
  press(link, "x");
  expect(numbers()).toBe("");
  press(document.body, "x");
  expect(numbers()).toBe("");
});

test("marking read keeps the choice and says what was done, or why not", async () => {
  mount(PAGE, { "row-selection": rowSelection });
  box(0).click();
  const sent = serve(html("", 200, { "X-Toast": "1%20order%20is%20read." }), problem("Not now.", 409));
  const heard = vi.fn();
  document.addEventListener("fw:update", heard, { once: true });
  find<HTMLButtonElement>("[data-row-selection=read]").click();
  await settle();
  expect(sentFields(sent)).toEqual({ numbers: "5" });
  expect([find("#toasts").textContent, numbers()]).toEqual(["1 order is read.", "5"]);
  expect(heard).toHaveBeenCalledOnce();
  find<HTMLButtonElement>("[data-row-selection=read]").click();
  await settle();
  expect(find("#toasts").textContent).toContain("Not now.");
});
