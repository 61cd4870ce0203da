import { afterEach, expect, test, vi } from "vitest";
import { announceUpdate } from "../events.ts";
import { mount } from "../testing.ts";
import { accessWatch } from "./access-watch.ts";

afterEach(() => vi.unstubAllGlobals());

function page(status: number): { asked: () => number; left: () => string[] } {
  const asked = vi.fn(async () => new Response("", { status }));
  const assign = vi.fn();
  vi.stubGlobal("fetch", asked);
  vi.stubGlobal("location", { assign, href: "http://localhost/orders/4/release" });
  mount('<div data-controller="access-watch" data-access-watch-url="/orders/4/parts/head"></div>', {
    "access-watch": accessWatch,
  });
  return { asked: () => asked.mock.calls.length, left: () => assign.mock.calls.map(([to]) => to) };
}

test("when the order is not there any more the page leads to the list", async () => {
  const { left } = page(404);
  announceUpdate(null, null);
  await vi.waitFor(() => expect(left()).toEqual(["/orders"]));
});

test("while it is there the page stays", async () => {
  const { asked, left } = page(200);
  announceUpdate(null, null);
  await vi.waitFor(() => expect(asked()).toBe(1));
  expect(left()).toEqual([]);
});

test("what happens to one order alone is no reason to ask", () => {
  const { asked } = page(404);
  announceUpdate(5, 17);
  announceUpdate(4, 18);
  expect(asked()).toBe(0);
});
