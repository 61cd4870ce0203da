import { afterEach, expect, test, vi } from "vitest";
import { find, html, leave, mount, press, serve, settle } from "../testing.ts";
import { combobox } from "./combobox.ts";

const FIELD = `<form><div data-repeatable-rows="row"><input type="radio" name="products.0.kind" value="material" checked><input type="radio" name="products.0.kind" value="service">
  <div class="combobox" data-controller="combobox" data-combobox-url="/lookup/products?order=4">
  <input type="hidden" name="products.0.item" data-combobox="value"><input data-combobox="text" aria-controls="list" aria-expanded="false"><div data-combobox="list" hidden></div></div><small data-combobox-text="code"></small></div><button>Send</button></form>`;
const OPTIONS = `<div role="listbox"><div class="option" role="option" data-value="3" data-label="Cable" data-code="MAT-1" data-price="650"></div>
  <div class="option" role="option" data-value="4" data-label="Router" data-code="MAT-2" data-price="12900"></div></div>`;

afterEach(() => {
  leave();
  vi.unstubAllGlobals();
});

const text = () => find<HTMLInputElement>("[data-combobox=text]");
const value = () => find<HTMLInputElement>("[data-combobox=value]").value;

async function typed(words: string): Promise<void> {
  text().value = words;
  text().dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => setTimeout(done, 270));
  await settle();
}

async function open(): Promise<ReturnType<typeof serve>> {
  const fetched = serve(html(OPTIONS));
  mount(FIELD, { combobox });
  text().focus();
  text().click();
  await settle();
  return fetched;
}

test("a click asks for the list, with what was typed", async () => {
  const fetched = await open();
  await typed("cab");
  const urls = fetched.mock.calls.map(([url]) => new URL(url));
  expect(urls.map(({ pathname }) => pathname)).toEqual(["/lookup/products", "/lookup/products"]);
  expect(urls.at(-1)?.search).toBe("?order=4&q=cab");
  expect(text().getAttribute("aria-expanded")).toBe("true");
});

test("keys alone choose: fields, the row's data and texts, and no submit", async () => {
  await open();
  press(text(), "ArrowDown");
  press(text(), "ArrowDown");
  expect(text().getAttribute("aria-activedescendant")).toBe("list-1");
  expect(find("#list-1").classList.contains("is-active")).toBe(true);
  const changed = vi.fn();
  document.body.addEventListener("change", changed, { once: true });
  expect(press(text(), "Enter").defaultPrevented).toBe(true);
  expect([value(), text().value]).toEqual(["4", "Router"]);
  expect(find("[data-repeatable-rows=row]").dataset.price).toBe("12900");
  expect(find("[data-combobox-text=code]").textContent).toBe("MAT-2");
  expect(changed).toHaveBeenCalledOnce();
  expect(find("[data-combobox=list]").hidden).toBe(true);
});

test("after typing the first option is marked and Tab takes it", async () => {
  await open();
  await typed("cab");
  press(text(), "Tab");
  expect(value()).toBe("3");
});

test("a text that is no choice is kept and marked, and carries no value or price", async () => {
  await open();
  press(text(), "ArrowDown");
  press(text(), "Enter");
  await typed("something else");
  press(text(), "Escape");
  text().blur();
  expect([value(), text().value, text().getAttribute("aria-invalid")]).toEqual(["", "something else", "true"]);
  expect(find("[data-repeatable-rows=row]").dataset.price).toBeUndefined();
});

test("the exact code counts as the choice, an empty text as none", async () => {
  await open();
  await typed("mat-2");
  text().blur();
  expect(value()).toBe("4");
  text().focus();
  await typed("");
  text().blur();
  expect([value(), text().hasAttribute("aria-invalid")]).toEqual(["", false]);
});

test("another kind clears the choice", async () => {
  await open();
  press(text(), "ArrowDown");
  press(text(), "Enter");
  find("[value=service]").click();
  expect([value(), text().value]).toEqual(["", ""]);
});

test("an old answer does not replace a newer list", async () => {
  mount(FIELD, { combobox });
  const answers: ((response: Response) => void)[] = [];
  vi.stubGlobal("fetch", () => new Promise((resolve) => answers.push(resolve)));
  text().focus();
  text().click();
  await typed("r");
  answers[1]?.(html('<div role="listbox"><div role="option" data-value="9" data-label="new"></div></div>'));
  await settle();
  answers[0]?.(html(OPTIONS));
  await settle();
  expect(find("[role=option]").dataset.value).toBe("9");
});

test("a failed look-up is told", async () => {
  serve(new Error("offline"));
  mount(FIELD, { combobox });
  text().focus();
  text().click();
  await settle();
  expect(find("[data-combobox=list]").textContent).toContain("could not be loaded");
});

test("a choice that stands in the plan brings its planned and confirmed amounts along", async () => {
  const planned = '{"material:3": {"planned": "4000", "confirmed": "2000"}}';
  serve(html(OPTIONS));
  mount(
    `<div data-controller="repeatable-rows"><script type="application/json" data-repeatable-rows="planned">${planned}</script>${FIELD}</div>`,
    { combobox },
  );
  text().focus();
  text().click();
  await settle();
  press(text(), "ArrowDown");
  press(text(), "Enter");
  const row = find("[data-repeatable-rows=row]");
  expect([row.dataset.planned, row.dataset.confirmed]).toEqual(["4000", "2000"]);
});

test("a focus that a script has set opens no list; typing and the arrow do", async () => {
  const fetched = serve(html(OPTIONS));
  mount(FIELD, { combobox });
  text().focus();
  await settle();
  expect([fetched.mock.calls.length, find("[data-combobox=list]").hidden]).toEqual([0, true]);
  press(text(), "ArrowDown");
  await settle();
  expect(find("[data-combobox=list]").hidden).toBe(false);
  press(text(), "Escape");
  await typed("rou");
  expect(find("[data-combobox=list]").hidden).toBe(false);
});

test("a chosen text is selected on entering, so that typing takes its place", async () => {
  await open();
  await typed("mat-2");
  text().blur();
  const selected = vi.spyOn(text(), "select");
  text().focus();
  expect(selected).toHaveBeenCalledOnce();
  text().setSelectionRange(3, 3);
  text().click();
  expect(selected).toHaveBeenCalledTimes(2);
  text().setSelectionRange(3, 3);
  text().click();
  expect(selected).toHaveBeenCalledTimes(2);
});

test("what is chosen sets the kind of its row, before the row is read", async () => {
  await open();
  find("[data-combobox=list]").innerHTML =
    '<div role="listbox"><div role="option" data-value="d" data-label="Diagnosis" data-kind="service"></div></div>';
  let read = "";
  document.body.addEventListener("change", () => {
    read = find<HTMLInputElement>("[name$='.kind']:checked").value;
  });
  find("[role=option]").click();
  expect([value(), read]).toEqual(["d", "service"]);
});
