import { part } from "../dom.ts";
import { announceAdded, announceUpdate } from "../events.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { post, sentenceFor } from "../requests.ts";
import { toast } from "../toast.ts";
import { uuid } from "../uuid.ts";
import { quotedFrom } from "./composer.ts";

/** What one does to an entry: answer, react, copy, jump to what it quotes, and the menu that offers the rest. */
export const entryActions: Controller = (element, signal) => {
  const menu = element.parentElement ? part(element.parentElement, "entry-actions", "menu") : null;
  let about: HTMLElement | null = null;
  const act = (event: Event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-entry-actions]");
    if (!button || button === menu) return;
    const inMenu = menu?.contains(button) ?? false;
    const entry = inMenu ? about : button.closest<HTMLElement>("[data-seq][id]");
    if (!entry) return;
    if (button.dataset.entryActions === "more" && menu) {
      about = entry;
      prepare(menu, entry, button, element);
    } else if (button.dataset.entryActions === "jump") {
      if (jump(button, element)) event.preventDefault();
    } else if (ACTS[button.dataset.entryActions ?? ""]) {
      ACTS[button.dataset.entryActions ?? ""]?.(entry, button, element);
      if (inMenu) menu?.hidePopover();
    }
  };
  element.addEventListener("click", act, { signal });
  menu?.addEventListener("click", act, { signal });
};

type Act = (entry: HTMLElement, button: HTMLElement, element: HTMLElement) => void;

const ACTS: Record<string, Act> = {
  reply: (entry) => {
    const form = document.querySelector("[data-controller~=composer]");
    form?.dispatchEvent(new CustomEvent("composer:quote", { detail: quotedFrom(entry.dataset.seq ?? "") }));
  },
  copy: (entry) => copyText(part(entry, "entry-actions", "text")?.innerText ?? entry.innerText),
  link: (entry) => copyText(linkTo(entry)),
  sign: (entry, button, element) => void react(entry, button, element),
};

/** The menu as it is for this entry: which signs are one's own, what one may still do. */
function prepare(menu: HTMLElement, entry: HTMLElement, button: HTMLElement, element: HTMLElement): void {
  for (const sign of menu.querySelectorAll<HTMLElement>("[data-sign]")) {
    const own = entry.querySelector(`.reactions [data-sign="${sign.dataset.sign}"]`);
    sign.setAttribute("aria-checked", String(own?.getAttribute("aria-pressed") === "true"));
  }
  const copy = part(menu, "entry-actions", "copy");
  if (copy) copy.hidden = part(entry, "entry-actions", "text") === null;
  const address = `${element.dataset.url?.replace(/entries$/, "messages")}/${entry.dataset.seq}`;
  const { mayEdit, mayDelete, edited } = button.dataset;
  const forms = [
    ...(edited === undefined ? [] : [formItem(menu, "history", `${address}/wordings`)]),
    ...(mayEdit === undefined ? [] : [formItem(menu, "edit", address)]),
    ...(mayDelete === undefined ? [] : [formItem(menu, "delete", `${address}/removal`)]),
  ];
  const place = part(menu, "entry-actions", "forms");
  place?.replaceChildren(...forms);
  for (const item of forms) announceAdded(item);
}

function formItem(menu: HTMLElement, key: string, address: string): HTMLElement {
  const template = menu.querySelector<HTMLTemplateElement>(`template[data-entry-actions="${key}"]`);
  const item = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
  item.setAttribute("href", address);
  item.setAttribute("hx-get", address);
  return item;
}

async function react(entry: HTMLElement, button: HTMLElement, element: HTMLElement): Promise<void> {
  const on = button.getAttribute("aria-pressed") ?? button.getAttribute("aria-checked");
  const fields = new URLSearchParams({
    sign: button.dataset.sign ?? "",
    on: on === "true" ? "no" : "yes",
    submission_id: uuid(),
  });
  const response = await post(`${element.dataset.url}/${entry.dataset.seq}/reactions`, fields).catch(() => null);
  if (response?.ok) announceUpdate(Number(element.dataset.order), null);
  else toast(await sentenceFor(response));
}

/** Whether the entry that the link leads to stands on the page. */
function jump(link: HTMLElement, element: HTMLElement): boolean {
  const target = document.getElementById(new URL((link as HTMLAnchorElement).href).hash.slice(1));
  if (!target) return false;
  element.dispatchEvent(new CustomEvent("timeline:away"));
  // At once: what is fetched above on the way would end a gliding scroll half-way.
  target.scrollIntoView({ block: "center", behavior: "instant" });
  target.classList.remove("is-found");
  // Read anew, so that the mark comes a second time, too.
  void target.offsetWidth;
  target.classList.add("is-found");
  return true;
}

function linkTo(entry: HTMLElement): string {
  return `${location.origin}${location.pathname}?at=${entry.dataset.seq}#${entry.id}`;
}

function copyText(text: string): void {
  void navigator.clipboard.writeText(text.trim()).then(
    () => toast(word("copied")),
    () => toast(word("not_copied")),
  );
}
