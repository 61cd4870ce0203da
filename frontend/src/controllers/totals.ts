import { part, parts } from "../dom.ts";
import { rowElements } from "../drafts.ts";
import {
  formatAmount,
  formatMoney,
  type Kind,
  type NumberStyle,
  parse,
  type Styles,
  stylesOf,
  subtotal,
} from "../measures.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";

type Group = "materials" | "services_only" | "labour";
const GROUPS: Record<string, Group> = { material: "materials", service: "services_only", labour: "labour" };

/** Shows subtotals and totals while a form is filled. The server's sums are the binding ones. */
export const totals: Controller = (element, signal) => {
  const show = () => showAll(element as HTMLFormElement);
  for (const name of ["input", "change", "repeatable-rows:changed", "form:restored"]) {
    element.addEventListener(name, show, { signal });
  }
  show();
};

function showAll(form: HTMLFormElement): void {
  const styles = stylesOf(form);
  const sums: Record<Group, bigint> = { materials: 0n, services_only: 0n, labour: 0n };
  let minutes = 0n;
  for (const row of rowElements(form)) {
    const { group, sum, amount } = showRow(row, styles);
    sums[group] += sum;
    if (group === "labour") minutes += amount ?? 0n;
  }
  write(form, sums, styles);
  for (const output of parts(form, "totals", "hours"))
    output.textContent = formatAmount("hours", minutes, styles.number);
}

function write(form: HTMLFormElement, sums: Record<Group, bigint>, { money }: Styles): void {
  const { materials, services_only, labour } = sums;
  const services = services_only + labour;
  const products = materials + services_only;
  const all = { ...sums, services, products, staff: labour, total: products + labour };
  for (const [name, value] of Object.entries(all)) {
    const text = formatMoney(value, money);
    for (const output of parts(form, "totals", name)) if (output.textContent !== text) output.textContent = text;
  }
}

function showRow(row: HTMLElement, { money, number }: Styles): { group: Group; sum: bigint; amount: bigint | null } {
  const group = GROUPS[kindOf(row)] ?? "materials";
  const kind: Kind = group === "labour" ? "hours" : "quantity";
  const input = row.querySelector<HTMLInputElement>('input[name$=".quantity"], input[name$=".hours"]');
  const amount = parse(kind, input?.value ?? "", number.decimal);
  const price = /^\d+$/.test(row.dataset.price ?? "") ? BigInt(row.dataset.price ?? "0") : null;
  const known = amount !== null && price !== null;
  const sum = known ? subtotal(kind, amount, price) : 0n;
  setText(row, "subtotal", known ? formatMoney(sum, money) : "");
  setText(row, "formula", known ? `${formatAmount(kind, amount, number)} × ${formatMoney(price, money)}` : "");
  showItem(row, kind, price === null ? "" : formatMoney(price, money));
  showRest(row, kind, amount, number);
  return { group, sum, amount };
}

function kindOf(row: HTMLElement): string {
  const field = row.querySelector<HTMLInputElement>(
    'input[name$=".kind"]:checked, input[type=hidden][name$=".kind"], select[name$=".kind"]',
  );
  return field?.value ?? row.dataset.kind ?? "";
}

// What was chosen, as a card on a phone tells it.
function showItem(row: HTMLElement, kind: Kind, price: string): void {
  const value = part<HTMLInputElement>(row, "combobox", "value")?.value ?? "";
  const about = kind === "hours" ? price && word("each_hour", { price }) : [value, price].filter(Boolean).join(" · ");
  setText(row, "item", part<HTMLInputElement>(row, "combobox", "text")?.value ?? "");
  setText(row, "about", about);
}

function showRest(row: HTMLElement, kind: Kind, amount: bigint | null, style: NumberStyle): void {
  if (!part(row, "totals", "rest")) return;
  const [text, extra, short] = restOf(row, kind, amount ?? 0n, style);
  setText(row, "rest", text);
  setText(row, "short", short);
  row.classList.toggle("is-extra", extra);
}

// Planned, already confirmed, and what this one makes of it; true where it goes beyond the plan; the same in short.
function restOf(row: HTMLElement, kind: Kind, amount: bigint, style: NumberStyle): [string, boolean, string] {
  const chosen = /^\d+$/.test(row.dataset.price ?? "");
  if (!chosen) return ["", false, ""];
  const hours = kind === "hours" ? "_hours" : "";
  const text = (value: bigint) => formatAmount(kind, value, style);
  const planned = BigInt(row.dataset.planned || "0");
  const before = BigInt(row.dataset.confirmed || "0");
  const confirmed = text(before);
  if (planned === 0n) return [word(`rest_unplanned${hours}`, { confirmed }), true, word("short_unplanned")];
  const left = planned - before - amount;
  const all = { planned: text(planned), confirmed };
  const over = text(-left);
  if (left < 0n) return [word(`rest_over${hours}`, { ...all, over }), true, word(`short_over${hours}`, { over })];
  const rest = { ...all, left: text(left) };
  return [word(`rest_left${hours}`, rest), false, word(`short_left${hours}`, rest)];
}

function setText(row: HTMLElement, name: string, text: string): void {
  const output = part(row, "totals", name);
  if (output && output.textContent !== text) output.textContent = text;
}
