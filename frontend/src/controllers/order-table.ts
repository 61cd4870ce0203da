import { part } from "../dom.ts";
import type { Controller } from "../registry.ts";
import { getFragment } from "../requests.ts";

const GATHER_MS = 150;

/** The table of orders: rows change where they stand; what came or moved waits until somebody wants to see it. */
export const orderTable: Controller = (element, signal) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  const news = part<HTMLButtonElement>(document, "order-table", "news");
  const look = async () => {
    turn += 1;
    const mine = turn;
    const answer = await read(element);
    if (mine === turn && !signal.aborted && answer && takeIn(element, answer) && news) news.hidden = false;
  };
  document.addEventListener(
    "fw:update",
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(), GATHER_MS);
    },
    { signal },
  );
  signal.addEventListener("abort", () => clearTimeout(timer));
  news?.addEventListener("click", () => location.reload(), { signal });
  document.addEventListener("keydown", (event) => pressed(element, event), { signal });
};

async function read(element: HTMLElement): Promise<Document | null> {
  const shown = numbersOf(rowsOf(element)).join(",");
  const response = await getFragment(`${element.dataset.orderTableUrl}&shown=${shown}`);
  return response?.ok ? new DOMParser().parseFromString(response.html, "text/html") : null;
}

function rowsOf(place: ParentNode): HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>("tr[data-number]")];
}

function numbersOf(rows: HTMLElement[]): string[] {
  return rows.map((row) => row.dataset.number ?? "");
}

/** Puts what changed into the rows that stand there; whether the list would look different if it were opened now. */
function takeIn(element: HTMLElement, answer: Document): boolean {
  const rows = rowsOf(element);
  for (const row of rows) {
    const now = answer.getElementById(row.id);
    row.classList.toggle("is-gone", now === null);
    if (now) renew(row, now);
  }
  const wanted = numbersOf(rowsOf(answer.querySelector('[data-part="here"]') ?? answer));
  return wanted.join() !== numbersOf(rows).join();
}

/** Cell by cell, so that the focus, the selection and where the page is scrolled to stay. */
function renew(row: HTMLElement, now: HTMLElement): void {
  [...row.children].forEach((cell, index) => {
    const next = now.children[index];
    if (!next || cell.matches("[data-keep]") || cell.innerHTML === next.innerHTML) return;
    const focused = cell.contains(document.activeElement);
    cell.replaceChildren(...[...next.cloneNode(true).childNodes]);
    if (focused) cell.querySelector<HTMLElement>("a, button")?.focus();
  });
}

function pressed(element: HTMLElement, event: KeyboardEvent): void {
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  const target = event.target as HTMLElement;
  if (!step || event.ctrlKey || event.metaKey || event.altKey || !listens(element, target, event.key)) return;
  const rows = rowsOf(element);
  const at = rows.findIndex((row) => row.contains(target));
  const next = at < 0 ? rows[step > 0 ? 0 : rows.length - 1] : rows[at + step];
  if (!next) return;
  event.preventDefault();
  linkOf(next)?.focus();
}

// Letters work wherever nobody types; arrows scroll the page unless a row has the focus.
function listens(element: HTMLElement, target: HTMLElement, key: string): boolean {
  if (document.querySelector("dialog[open]") || target.closest("textarea, select, input:not([type=checkbox])"))
    return false;
  return key.length === 1 ? !target.closest("details[open]") : element.contains(target) && target !== element;
}

function linkOf(row: HTMLElement): HTMLElement | null {
  return row.querySelector<HTMLElement>(".c-name a");
}
