import { afterEach, beforeEach, expect, test } from "vitest";
import { all, find, leave, mount, press, settle } from "../testing.ts";
import { orderList } from "./order-list.ts";

const GROUPS = `<details data-group="1" open><a class="order-item" href="/orders/1">1</a></details><details data-group="2" open><a class="order-item" href="/orders/2">2</a></details><details data-group="3" open><a class="order-item" href="/orders/3">3</a></details><template data-badges data-orders="4"></template>`;
const PAGE = `<span class="badge" data-badge="orders" data-badge-label="{n} unread" hidden></span><div id="order-list" data-controller="order-list">${GROUPS}</div>`;

beforeEach(() => localStorage.clear());
afterEach(leave);

function fold(index: number): void {
  const details = all<HTMLDetailsElement>("details")[index];
  if (!details) throw new Error("no such group");
  details.open = false;
  details.dispatchEvent(new Event("toggle"));
}

test("a folded group stays folded after a refresh and on the next page", async () => {
  mount(PAGE, { "order-list": orderList });
  fold(1);
  find("#order-list").innerHTML = GROUPS;
  await settle();
  expect(all<HTMLDetailsElement>("details").map(({ open }) => open)).toEqual([true, false, true]);
  mount(PAGE, { "order-list": orderList });
  expect(all<HTMLDetailsElement>("details").map(({ open }) => open)).toEqual([true, false, true]);
});

test("arrows move between orders and pass over folded groups", () => {
  mount(PAGE, { "order-list": orderList });
  fold(1);
  const [first, , third] = all("a.order-item");
  first?.focus();
  press(first as HTMLElement, "ArrowDown");
  expect(document.activeElement).toBe(third);
  press(third as HTMLElement, "ArrowUp");
  expect(document.activeElement).toBe(first);
});

test("the count of unread orders is written on every badge, none at zero", async () => {
  mount(PAGE, { "order-list": orderList });
  expect([find(".badge").hidden, find(".badge").textContent]).toEqual([false, "44 unread"]);
  find("#order-list").innerHTML = '<template data-badges data-orders="0"></template>';
  await settle();
  expect(find(".badge").hidden).toBe(true);
});
