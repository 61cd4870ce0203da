import { part } from "../dom.ts";
import { type RowValues, rowElements, rowFields, setField } from "../drafts.ts";
import { announceAdded } from "../events.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { toast } from "../toast.ts";

const FIRST = '[data-repeatable-rows="focus"], [data-combobox="text"], input:not([type=hidden]), select, textarea';

/** A list of form rows that can be added, removed and filled. */
export const repeatableRows: Controller = (element, signal) => {
  element.addEventListener("click", (event) => clicked(element, event.target as Element), { signal });
  // One button for the whole form: every list of rows takes its share of the plan.
  element.closest("form")?.addEventListener("click", (event) => startFromPlan(element, event.target as Element), {
    signal,
  });
  element.addEventListener(
    "repeatable-rows:fill",
    (event) => fill(element, (event as CustomEvent<RowValues[]>).detail),
    {
      signal,
    },
  );
  showEmpty(element);
};

function clicked(element: HTMLElement, target: Element): void {
  if (target.closest('[data-repeatable-rows="add"]')) {
    const row = append(element);
    changed(element);
    const fields = [...row.querySelectorAll<HTMLElement>(FIRST)];
    const first =
      fields.find((field) => field.matches('[data-repeatable-rows="focus"]')) ?? picker(fields) ?? fields[0];
    first?.focus();
    // Who adds a row wants to choose: its list opens as if it had been touched.
    if (first?.matches('[data-combobox="text"]')) first.click();
  } else if (target.closest('[data-repeatable-rows="remove"]')) {
    const row = target.closest<HTMLElement>('[data-repeatable-rows="row"]');
    if (row) remove(element, row);
  }
}

function startFromPlan(element: HTMLElement, target: Element): void {
  const plan = target.closest('[data-repeatable-rows="start"]') && part(element, "repeatable-rows", "plan");
  if (plan) fill(element, JSON.parse(plan.textContent ?? "[]"));
}

function picker(fields: HTMLElement[]): HTMLElement | undefined {
  return fields.find((field) => field.matches('[data-combobox="text"]'));
}

function append(element: HTMLElement): HTMLElement {
  const template = part<HTMLTemplateElement>(element, "repeatable-rows", "template");
  const list = part(element, "repeatable-rows", "list");
  if (!template || !list) throw new Error("rows needs a template and a list");
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll("__i__", String(nextIndex(element)));
  const row = holder.content.firstElementChild as HTMLElement;
  list.append(row);
  announceAdded(row);
  return row;
}

// Never reuses the number of a removed row: Undo may bring it back.
function nextIndex(element: HTMLElement): number {
  const used = rowElements(element).flatMap((row) => rowFields(row).map(([, { name }]) => name));
  const numbers = used.map((name) => Number(/\.(\d+)\./.exec(name)?.[1] ?? -1));
  const next = Math.max(Number(element.dataset.repeatableRowsNext ?? 0), ...numbers.map((number) => number + 1));
  element.dataset.repeatableRowsNext = String(next + 1);
  return next;
}

function remove(element: HTMLElement, row: HTMLElement): void {
  const following = row.nextElementSibling ?? row.previousElementSibling;
  const list = row.parentElement;
  const after = row.nextSibling;
  const focus = following ? part(following, "repeatable-rows", "remove") : part(element, "repeatable-rows", "add");
  row.remove();
  changed(element);
  focus?.focus();
  toast(word("row_removed"), {
    label: word("undo"),
    run: () => {
      list?.insertBefore(row, after?.parentNode === list ? after : null);
      changed(element);
      row.querySelector<HTMLElement>('[data-repeatable-rows="remove"]')?.focus();
    },
  });
}

function fill(element: HTMLElement, values: RowValues[]): void {
  const list = part(element, "repeatable-rows", "list");
  const before = rowElements(element);
  for (const value of values) {
    const known = before.findIndex((row) => keyOf(row) !== "" && keyOf(row) === wanted(row, value));
    const row = known >= 0 ? before.splice(known, 1)[0] : append(element);
    if (!row) continue;
    list?.append(row);
    fillRow(row, value);
  }
  for (const row of before) row.remove();
  changed(element);
}

function fillRow(row: HTMLElement, value: RowValues): void {
  const { _label: labels = {}, _data: data = {}, ...plain } = value;
  for (const [name, text] of Object.entries(data)) row.dataset[name] = text;
  for (const [name, field] of rowFields(row)) {
    const text = plain[name];
    setField(field, typeof text === "string" ? [text] : []);
    const label = typeof labels === "object" ? labels[name] : undefined;
    if (label === undefined || field.dataset.combobox !== "value") continue;
    const shown = field
      .closest("[data-controller~=combobox]")
      ?.querySelector<HTMLInputElement>('[data-combobox="text"]');
    if (shown) shown.value = label;
  }
  const kind = typeof data === "object" ? data.kind : undefined;
  const radio = kind && row.querySelector<HTMLInputElement>(`input[name$=".kind"][value="${CSS.escape(kind)}"]`);
  if (radio && radio.type === "radio" && plain.kind === undefined) radio.checked = true;
  row.dispatchEvent(new CustomEvent("repeatable-rows:filled"));
}

// Materials and services are counted apart: the number alone does not name an item.
function keyOf(row: HTMLElement): string {
  const value = keyField(row)?.value ?? "";
  const kind = row.querySelector<HTMLInputElement>('[name$=".kind"]:checked, [type=hidden][name$=".kind"]')?.value;
  return value && `${kind ?? row.dataset.kind ?? ""}:${value}`;
}

function wanted(row: HTMLElement, value: RowValues): string | undefined {
  const name = keyField(row)?.name.replace(/^.*\.\d+\./, "");
  const text = name ? value[name] : undefined;
  const data = typeof value._data === "object" ? value._data : {};
  return typeof text === "string" ? `${value.kind ?? data.kind ?? ""}:${text}` : undefined;
}

function keyField(row: HTMLElement): HTMLInputElement | null {
  return row.querySelector<HTMLInputElement>('[data-repeatable-rows="key"], [data-combobox="value"]');
}

function changed(element: HTMLElement): void {
  showEmpty(element);
  element.dispatchEvent(new CustomEvent("repeatable-rows:changed", { bubbles: true }));
}

function showEmpty(element: HTMLElement): void {
  const empty = part(element, "repeatable-rows", "empty");
  if (empty) empty.hidden = rowElements(element).length > 0;
}
