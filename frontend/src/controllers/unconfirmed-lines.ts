import { icon, element as make, parts } from "../dom.ts";
import { type RowValues, rowElements } from "../drafts.ts";
import { formatMoney, type Kind, parse, stylesOf, subtotal } from "../measures.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";

/** Names what was planned, was never confirmed and is not in this form either, with its value. */
export const unconfirmedLines: Controller = (element, signal) => {
  const form = element.closest("form");
  if (!form) return;
  const show = () => {
    const lines = missing(form).map((line) => describe(line, form));
    element.hidden = lines.length === 0;
    const sentence = word("left_out", { lines: lines.join(", ") });
    element.replaceChildren(...(lines.length ? [icon("triangle-alert"), make("span", "", sentence)] : []));
  };
  for (const name of ["input", "change", "repeatable-rows:changed", "form:restored"])
    form.addEventListener(name, show, { signal });
  show();
};

function missing(form: HTMLFormElement): RowValues[] {
  const plan = parts(form, "repeatable-rows", "plan").flatMap(
    (list) => JSON.parse(list.textContent ?? "[]") as RowValues[],
  );
  const here = new Set(rowElements(form).map(keyOf));
  return plan.filter((line) => {
    const { kind, code, confirmed } = dataOf(line);
    return confirmed === "0" && !here.has(`${kind}:${code}`);
  });
}

function keyOf(row: HTMLElement): string {
  const kind = row.querySelector<HTMLInputElement>('[name$=".kind"]:checked')?.value ?? row.dataset.kind ?? "";
  return `${kind}:${row.querySelector<HTMLInputElement>('[data-combobox="value"]')?.value ?? ""}`;
}

function describe(line: RowValues, form: HTMLFormElement): string {
  const { number, money } = stylesOf(form);
  const { kind, price = "0" } = dataOf(line);
  const measure: Kind = kind === "labour" ? "hours" : "quantity";
  const amount = parse(measure, String(line.hours ?? line.quantity ?? ""), number.decimal) ?? 0n;
  const value = formatMoney(subtotal(measure, amount, BigInt(price)), money);
  const { _label: labels = {} } = line;
  const name = typeof labels === "object" ? (labels.item ?? labels.worker ?? "") : "";
  return `${name} (${value})`;
}

function dataOf(line: RowValues): Record<string, string> {
  return typeof line._data === "object" ? line._data : {};
}
