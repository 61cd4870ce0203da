import { afterEach, expect, test, vi } from "vitest";
import { find, html, leave, mount, serve, settle } from "../testing.ts";
import { board } from "./board.ts";

const PAGE = `<div id="board" data-controller="board">
  <section class="kanban__col" data-state="created"><ul><li class="kanban-card" data-number="4"><button data-board="move">…</button><h3><a href="#4">Fix</a></h3></li></ul></section>
  <section class="kanban__col" data-state="released" id="released"></section></div><div id="moves"></div>`;
const RELEASE = '<a role="menuitem" href="#release">2. Released</a>';
const REFUSED = '<button role="menuitem" data-reason="The order is not released yet.">x</button>';

afterEach(() => {
  leave();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function begin(): { opened: string[]; shown: () => number } {
  mount(PAGE, { board });
  const opened: string[] = [];
  let shown = 0;
  const menu = find("#moves");
  menu.showPopover = () => {
    shown += 1;
  };
  menu.addEventListener("click", (event) =>
    opened.push((event.target as HTMLAnchorElement).getAttribute("href") ?? ""),
  );
  return { opened, shown: () => shown };
}

function pointer(type: string, target: EventTarget, x: number, pointerType = "mouse"): void {
  target.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: x, clientY: 0, button: 0, pointerType }));
}

function drag(to: Element | null, pointerType = "mouse"): void {
  document.elementsFromPoint = () => (to ? [to] : []);
  pointer("pointerdown", find(".kanban-card h3"), 0, pointerType);
  pointer("pointermove", document, 100, pointerType);
  pointer("pointerup", document, 100, pointerType);
}

test("a card dropped on another state is offered the form of the one step that leads there", async () => {
  const asked = serve(html(RELEASE));
  const { opened, shown } = begin();
  drag(find("#released"));
  await settle();
  expect(asked.mock.calls.map(([url]) => url)).toEqual(["/orders/4/moves?to=released"]);
  expect([opened, shown()]).toEqual([["#release"], 0]);
  expect(find(".kanban-card").style.translate).toBe("");
});

test("where several steps lead there they are offered, and none is taken", async () => {
  serve(html(RELEASE + RELEASE));
  const { opened, shown } = begin();
  drag(find("#released"));
  await settle();
  expect([opened, shown()]).toEqual([[], 1]);
});

test("where none leads there the reason is said", async () => {
  serve(html(REFUSED));
  const { opened, shown } = begin();
  drag(find("#released"));
  await settle();
  expect([opened, shown()]).toEqual([[], 0]);
  expect(find("#toasts").textContent).toContain("The order is not released yet.");
});

test("dropped in its own column, outside or by a finger, nothing is asked", async () => {
  const asked = serve(html(RELEASE));
  begin();
  drag(find(".kanban__col"));
  drag(null);
  drag(find("#released"), "touch");
  await settle();
  expect(asked).not.toHaveBeenCalled();
});

test("Esc puts the card back", async () => {
  const asked = serve(html(RELEASE));
  begin();
  document.elementsFromPoint = () => [find("#released")];
  pointer("pointerdown", find(".kanban-card h3"), 0);
  pointer("pointermove", document, 100);
  expect(find("#board").dataset.keep).toBe("");
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  pointer("pointerup", document, 100);
  await settle();
  expect(asked).not.toHaveBeenCalled();
  expect([find(".kanban-card").className, find("#board").dataset.keep]).toEqual(["kanban-card", undefined]);
});

test("the button of a card offers every step, for the keyboard and for fingers", async () => {
  const asked = serve(html(RELEASE));
  const { shown } = begin();
  find<HTMLButtonElement>("[data-board=move]").click();
  await settle();
  expect(asked.mock.calls.map(([url]) => url)).toEqual(["/orders/4/moves"]);
  expect(shown()).toBe(1);
});
